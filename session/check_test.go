package session

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	"halfday/roles"

	"github.com/google/go-cmp/cmp"
)

func kinds(r io.Reader) (got []EventKind, last int, err error) {
	err = readEvents(r, func(e Event) {
		got = append(got, e.Kind)
		if e.last() {
			last++
		}
	})
	return got, last, err
}

func TestReadEvents(t *testing.T) {
	const phase, cancelled = `{"event":"phase","phase":"code"}`, `{"event":"cancelled"}`
	long := `{"event":"phase","phase":"` + strings.Repeat("x", maxLine) + `"}`
	tests := []struct {
		name, in string
		want     []EventKind
	}{
		{"nothing", "", nil},
		{"two", phase + "\n" + cancelled + "\n", []EventKind{EventPhase, EventCancelled}},
		{"no end of line", phase, []EventKind{EventPhase}},
		{"carriage returns", phase + "\r\n" + cancelled + "\r\n", []EventKind{EventPhase, EventCancelled}},
		{"garbage", "hello\n\n\x00\xff\n" + phase + "\n[1]\n" + `{"event":7}` + "\n", []EventKind{EventPhase}},
		{"unknown", `{"event":"dance"}` + "\n" + phase + "\n", []EventKind{"dance", EventPhase}},
		{"a line too long", long + "\n" + phase + "\n", []EventKind{EventPhase}},
		{"a line much too long", strings.Repeat("x", 5*maxLine) + phase + "\n" + cancelled + "\n", []EventKind{EventCancelled}},
		{"cut off", phase + "\n" + `{"event":"canc`, []EventKind{EventPhase}},
	}
	for _, tt := range tests {
		readers := map[string]io.Reader{
			"whole": strings.NewReader(tt.in), "halves": iotest.HalfReader(strings.NewReader(tt.in)), "with error": iotest.DataErrReader(strings.NewReader(tt.in)),
		}
		if len(tt.in) < 1000 {
			readers["bytes"] = iotest.OneByteReader(strings.NewReader(tt.in))
		}
		for how, r := range readers {
			got, last, err := kinds(r)
			if diff := cmp.Diff(tt.want, got); diff != "" || err != nil {
				t.Errorf("%s, %s: %v, events (-want +got):\n%s", tt.name, how, err, diff)
			}
			if want := strings.Count(tt.in, cancelled+"\n") + strings.Count(tt.in, cancelled+"\r"); want != last {
				t.Errorf("%s, %s: %d last words, want %d", tt.name, how, last, want)
			}
		}
	}
	if _, _, err := kinds(strings.NewReader(strings.Repeat("\n", 2*maxLines))); err == nil {
		t.Error("endless lines are no error")
	}
}

func TestCheckNew(t *testing.T) {
	good := lasting("prod", noon.Add(-time.Minute), 12*time.Hour)
	if err := good.checkNew(noon); err != nil {
		t.Fatal(err)
	}
	for name, spoil := range map[string]func(*Session){
		"no profile":    func(s *Session) { s.Profile = "" },
		"over":          func(s *Session) { s.Expires = noon },
		"too long":      func(s *Session) { s.Expires = noon.Add(12*time.Hour + 6*time.Minute); s.SignedInAt = noon },
		"future":        func(s *Session) { s.SignedInAt = noon.Add(time.Hour) },
		"no sign-in":    func(s *Session) { s.SignedInAt = time.Time{} },
		"no end":        func(s *Session) { s.Expires = time.Time{} },
		"end of time":   func(s *Session) { s.Expires = time.Date(9999, 1, 1, 0, 0, 0, 0, time.UTC) },
		"huge name":     func(s *Session) { s.Profile = strings.Repeat("x", maxName+1) },
		"not utf-8":     func(s *Session) { s.Region = "\xff" },
		"huge ARN":      func(s *Session) { s.RoleARN = strings.Repeat("x", maxText+1) },
		"script":        func(s *Session) { s.Console = "javascript:alert(1)" },
		"file":          func(s *Session) { s.Console = "file:///etc/passwd" },
		"plain":         func(s *Session) { s.Console = "http://console.aws.amazon.com/" },
		"option":        func(s *Session) { s.Console = "--help" },
		"user":          func(s *Session) { s.Console = "https://a@example.com/" },
		"name of local": func(s *Session) { s.Console = "http://localhost:1/" },
	} {
		s := good
		spoil(&s)
		if s.checkNew(noon) == nil {
			t.Errorf("%s: accepted", name)
		}
	}
}

func TestSecretsPrintRedacted(t *testing.T) {
	const secret, code = "hidden-credentials", "918273"
	kept := Kept{Credentials: []byte(secret)}
	sent := SentCode{MFASerial: "arn", Code: code}
	for _, v := range []any{
		kept, Request{Kept: kept, Source: []byte(secret)}, &Request{Kept: kept}, Event{Kept: kept, Address: secret}, sent, &sent, []SentCode{sent},
	} {
		var out bytes.Buffer
		for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%d"} {
			fmt.Fprintf(&out, verb+"\n", v)
		}
		slog.New(slog.NewTextHandler(&out, nil)).Info("text", "v", v)
		slog.New(slog.NewJSONHandler(&out, nil)).Info("json", "v", v)
		for _, s := range []string{secret, code, fmt.Sprintf("%x", secret), fmt.Sprint([]byte(secret)), "aGlkZGVu"} {
			if strings.Contains(out.String(), s) {
				t.Errorf("%T prints %q:\n%s", v, s, out.String())
			}
		}
	}
}

func FuzzEvent(f *testing.F) {
	now := time.Date(2026, 3, 2, 12, 0, 0, 0, time.UTC)
	s := lasting("prod", now, 12*time.Hour)
	for _, e := range []Event{
		{Kind: EventPhase, Phase: PhaseCode},
		{Kind: EventSignedIn, Session: &s, Kept: Kept{Credentials: []byte("opaque"), Expires: now.Add(time.Hour)}},
		{Kind: EventFailed, Problem: "code_rejected"}, {Kind: EventCancelled}, {Kind: "else"},
	} {
		line, err := json.Marshal(e)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(append(line, '\n'))
	}
	f.Add([]byte("garbage\n{}\nnull\n{\"event\":\"signed_in\",\"session\":null}\n"))
	f.Add([]byte(`{"event":"signed_in","session":{"profile":"prod","signed_in_at":"2026-03-02T12:00:00Z","expires":"2036-03-02T12:00:00Z"}}`))
	role := roles.Role{Profile: "prod", MFASerial: "arn:aws:iam::111122223333:mfa/me"}
	f.Fuzz(func(t *testing.T, data []byte) {
		o := inert(t)
		o.now = func() time.Time { return now }
		b := NewBroker(o, policyOf(all, 15*time.Minute))
		b.listed = true
		b.timer = time.NewTimer(time.Hour)
		defer b.timer.Stop()
		a := &attempt{role: role, phase: PhaseStarting, started: now}
		b.attempts = []*attempt{a}
		b.procs[a] = func() {}
		words := 0
		_ = readEvents(bytes.NewReader(data), func(e Event) {
			words++
			b.event(a, e)
			b.settle()
		})
		b.ended(a, nil)
		b.settle()
		select {
		case <-b.Changes():
		default:
			t.Fatal("nothing published")
		}
		if len(b.attempts) != 0 || len(b.procs) != 0 {
			t.Error("an entry is stuck")
		}
		for _, s := range b.memory.Sessions {
			if err := s.checkNew(now); err != nil || s.Profile != "prod" || words == 0 {
				t.Errorf("accepted: %v", err)
			}
		}
	})
}
