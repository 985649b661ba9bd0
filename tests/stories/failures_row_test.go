//go:build linux

package stories

import (
	"cmp"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"halfday/demo"
	"halfday/session"
	"halfday/tests/stage/fakeaws"
	"halfday/text"
)

// failure is a way that a sign-in can go, as a story: what the person sees and
// does, one row a way. That AWS's errors are sorted into the right kinds, and
// what each kind is called, is told in federation, signin and text.
type failure struct {
	name    string
	profile string          // "": atlas-dev
	options fakeaws.Options // of the stand-in
	setup   func(*scene)    // what is wrong on this computer
	faults  []fault         // what is wrong at AWS
	sent    []sent          // codes that were sent before
	turns   []turn          // what the person sees and does, in order
	problem string          // the last event's; "" where it works in the end
	exit    int
	assumes int // requests at the stand-in
	tokens  int
	mend    func(*scene) // what the person does about it; AWS is well again by itself
	check   func(*testing.T, *run)

	// In a terminal, with these lines on standard input; nil: not told there.
	// What is said there is what the last turn says.
	lines []string
}

// sent is a code of a device, and how long ago it was sent.
type sent struct {
	serial, code string
	ago          time.Duration
}

// remember makes this computer remember codes as sent by earlier sign-ins.
func (s *scene) remember(all []sent) {
	s.Helper()
	var codes session.Codes
	for _, c := range all {
		at := time.Now().Add(-c.ago)
		codes.Claim(session.SentCode{MFASerial: c.serial, Code: c.code}.Mark(at), at)
	}
	data, err := json.Marshal(codes)
	s.must(err)
	s.must(os.MkdirAll(filepath.Join(s.dir, "run/halfday"), 0o700))
	s.must(os.WriteFile(filepath.Join(s.dir, "run/halfday/codes"), data, 0o600))
}

// sent counts the codes that count as sent.
func (s *scene) sent() int {
	s.Helper()
	var codes session.Codes
	data, err := os.ReadFile(filepath.Join(s.dir, "run/halfday/codes"))
	if err == nil {
		err = json.Unmarshal(data, &codes)
	}
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		s.Fatal(err)
	}
	return len(codes)
}

// turn is something that a person sees, and what they do then.
type turn struct {
	dialog
	answer answer
	do     func(*scene) // before the answer
	gone   bool         // nobody answers: what do does takes it away
	open   bool         // the browser comes, in place of a dialog
	page   string       // the title of what it gets then; "": of the role's console
	early  bool         // known at once; but a question may have come a moment before, and goes away
}

var words = text.English()

// atlas is the role of most stories, as the words see it.
var atlas = text.Problem{Role: "atlas-dev", Profile: "maya", Account: "111122223333", Device: "maya", Region: "ap-northeast-1"}

// problem is a problem of atlas.
func problem(kind string, change ...func(*text.Problem)) text.Message {
	p := atlas
	p.Kind = kind
	for _, f := range change {
		f(&p)
	}
	return words.Problem(p)
}

// asks is the question for the code; before it stands why it is asked again.
func asks(before string, a answer) turn {
	return asksFor("atlas-dev", "111122223333", before, upTo12, a)
}

var upTo12 = words.Lasts(12*time.Hour, "unknown")

func asksFor(profile, account, before, lasts string, a answer) turn {
	q := words.Dialog.CodeText(profile, account, "maya", lasts)
	if before != "" {
		q = before + "\n\n" + q
	}
	q += "\n\n" + words.Menu.Override(standInHost)
	return turn{dialog: dialog{kind: "entry", title: words.Dialog.CodeTitle(profile, account), text: q}, answer: a}
}

// asksAgain is the question after a code that would not do.
func asksAgain(why string, a answer) turn { return asks(words.Dialog.CodeAgain(why, time.Second), a) }

func tells(m text.Message) turn {
	return turn{dialog: dialog{kind: "error", title: m.Title, text: m.String()}, answer: confirm}
}

func informs(m text.Message) turn {
	return turn{dialog: dialog{kind: "info", title: m.Title, text: m.String()}, answer: confirm}
}

func offers(m text.Message, a answer) turn {
	return turn{dialog: dialog{kind: "question", title: m.Title, text: words.Dialog.TryAgain(m)}, answer: a}
}

var opens = turn{open: true}

// opensNothing is a browser that comes and is told that a dialog says why there is no console.
var opensNothing = turn{open: true, page: words.Dialog.PageTitle}

func early(t turn) turn {
	t.early = true
	return t
}

// seconds to wait depend on the clock.
var someSeconds = regexp.MustCompile(`\b\d+ s\b`)

func timeless(s string) string { return someSeconds.ReplaceAllString(s, "N s") }

// unbroken is a text without the breaks that make its lines fit a window.
func unbroken(s string) string { return strings.Join(strings.Fields(timeless(s)), " ") }

// tellFailures tells each row three times over: with dialogs, once more after
// what was wrong is mended, and in a terminal.
func tellFailures(t *testing.T, rows []failure) {
	t.Parallel()
	for _, f := range rows {
		if f.profile == "" {
			f.profile = "atlas-dev"
		}
		t.Run(f.name, func(t *testing.T) {
			t.Parallel()
			f.inDialogs(t)
		})
		if f.lines != nil {
			t.Run(f.name+", in a terminal", func(t *testing.T) {
				t.Parallel()
				f.inTerminal(t)
			})
		}
	}
}

func (f failure) stage(t *testing.T) *scene {
	t.Helper()
	s := newStage(t, f.options)
	if len(f.sent) > 0 {
		s.remember(f.sent)
	}
	if f.setup != nil {
		f.setup(s)
	}
	s.misbehave(f.faults...)
	return s
}

func (f failure) inDialogs(t *testing.T) {
	s := f.stage(t)
	r := s.signIn(f.profile)
	for i, want := range f.turns {
		if want.open {
			if title, want := r.visit(r.address()), cmp.Or(want.page, f.profile); !strings.Contains(title, want) {
				t.Errorf("the page is %q, want %s", title, want)
			}
			continue
		}
		got := r.dialog()
		if want.early && got.kind == "entry" {
			s.awaitGone(got)
			got = r.dialog()
		}
		want.text = s.named(want.text)
		if got.kind != want.kind || got.title != want.title || unbroken(got.text) != unbroken(want.text) {
			t.Errorf("dialog %d:\n got %v\nwant %v", i+1, got, want.dialog)
		}
		if want.do != nil {
			want.do(s)
		}
		if want.gone {
			s.awaitGone(got)
			continue
		}
		s.answer(got, want.answer)
	}
	if code := r.end(); code != f.exit {
		t.Errorf("exit code %d, want %d", code, f.exit)
	}
	f.checkEnd(t, r)
	s.checkCounts(f.assumes, f.tokens)
	if f.check != nil {
		f.check(t, r)
	}

	s.misbehave()
	if f.mend != nil {
		f.mend(s)
	}
	s.works(f.profile, "738291")
	s.checkCodes()
}

// named puts in the host of this stage's stand-in, and leaves out that it is
// one where it stands under AWS's names.
func (s *scene) named(text string) string {
	if _, set := s.env["HALFDAY_SIGNIN_ENDPOINT"]; !set {
		text = strings.ReplaceAll(text, "\n\n"+words.Menu.Override(standInHost), "")
	}
	return strings.ReplaceAll(text, standInHost, hostOf(s.aws.SigninEndpoint()))
}

func (f failure) checkEnd(t *testing.T, r *run) {
	t.Helper()
	last := r.lastEvent()
	want := session.Event{Kind: session.EventFailed, Problem: f.problem}
	switch f.problem {
	case "":
		want.Kind = session.EventSignedIn
	case "cancelled":
		want = session.Event{Kind: session.EventCancelled}
	}
	if last.Kind != want.Kind || last.Problem != want.Problem {
		t.Errorf("the tray hears %q %q, want %q %q", last.Kind, last.Problem, want.Kind, want.Problem)
	}
}

func (s *scene) checkCounts(assumes, tokens int) {
	s.Helper()
	if got := len(s.asked(demo.ActionAssumeRole)); got != assumes {
		s.Errorf("%d AssumeRole at AWS, want %d", got, assumes)
	}
	if got := len(s.asked(demo.ActionGetSigninToken)); got != tokens {
		s.Errorf("%d getSigninToken at AWS, want %d", got, tokens)
	}
	if slices.ContainsFunc(s.aws.Requests(), func(e fakeaws.Entry) bool { return e.Path == fakeaws.PortalPath }) {
		s.Error("a redirect was followed")
	}
	s.checkCodes()
}

// works signs in as a person does after a failure: the same role, at once,
// with the next code.
func (s *scene) works(profile, code string) {
	s.Helper()
	r := s.signIn(profile)
	d := r.dialog()
	if d.kind != "entry" {
		s.Fatalf("signing in again shows %v", d)
	}
	s.answer(d, typed(code))
	if title := r.visit(r.address()); !strings.Contains(title, profile) {
		r.Errorf("the console page is %q, want one of %s", title, profile)
	}
	if got := r.end(); got != 0 {
		r.Errorf("signing in again ended with %d", got)
	}
	if e := r.lastEvent(); e.Kind != session.EventSignedIn || e.Session == nil || e.Session.Profile != profile {
		r.Errorf("signing in again ended with %q, want %q of %s", e.Kind, session.EventSignedIn, profile)
	}
}

// inTerminal tells the row where codes come from standard input.
func (f failure) inTerminal(t *testing.T) {
	s := f.stage(t)
	r := s.start("sign-in", "--code-stdin", "--print-url", f.profile)
	r.in.WriteString(strings.Join(f.lines, "\n") + "\n") // it may have ended before
	r.in.Close()
	if code := r.end(); code != f.exit {
		t.Errorf("exit code %d, want %d", code, f.exit)
	}
	want := strings.TrimSuffix(f.turns[len(f.turns)-1].text, tryAgain)
	want = "halfday: " + s.named(want) + "\n"
	if got := r.stderr.String(); timeless(got) != timeless(want) {
		t.Errorf("standard error:\n got %q\nwant %q", got, want)
	}
	s.checkCodes()
}

func hostOf(address string) string { return address[strings.LastIndex(address, "/")+1:] }

// tryAgain is what a question adds to what it says.
var tryAgain = strings.TrimPrefix(words.Dialog.TryAgain(text.Message{What: "x"}), "x")
