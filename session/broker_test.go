package session

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"halfday/roles"

	"github.com/google/go-cmp/cmp"
)

// world is a Broker with sign-in processes that do what the test says. It
// lives in a synctest bubble.
type world struct {
	t      *testing.T
	b      *Broker
	cancel func()
	ended  chan struct{}
	state  State

	mu        sync.Mutex
	list      roles.Listing
	ahead     time.Duration // of the wall clock
	procs     []*fakeProcess
	notes     []Reminder
	withdrawn []string
	died      []string
}

// fakeProcess is a sign-in process.
type fakeProcess struct {
	profile string
	req     Request
	say     func(Event)
	exit    chan error
	stays   chan struct{} // not nil: a kill takes until it is closed
	killed  bool
	over    bool
}

var errKilled = errors.New("signal: killed")

// inert are Options with which nothing happens.
func inert(t testing.TB) Options {
	return Options{
		List:     func(Lessons) roles.Listing { return roles.Listing{} },
		Describe: func(roles.Listing, Lessons) {},
		Watch:    func(context.Context, func()) {},
		SignIn:   func(profile string) Command { return Command{Path: profile} },
		Notify:   func(Reminder) {},
		Withdraw: func(string) {},
		Died:     func(string, string) {},
		Alarm:    func(string) {},
		Lead:     func(string, string) {},
		Store:    &Store{path: filepath.Join(t.TempDir(), "sessions.json")},
		Log:      quiet(),
	}
}

// policyOf is a Policy of the same lead times for all.
func policyOf(keeps func(profile string) bool, leads ...time.Duration) Policy {
	return Policy{Keeps: keeps, Leads: always(leads)}
}

func all(string) bool  { return true }
func none(string) bool { return false }

// newWorld starts a Broker; change sets what differs in its Options.
func newWorld(t *testing.T, policy Policy, change ...func(*Options)) *world {
	w := &world{t: t, ended: make(chan struct{})}
	w.list = roles.Listing{Roles: []roles.Role{
		{Profile: "prod", MFASerial: "mfa/me", RoleARN: "arn:prod", ExternalID: "x1", Base: roles.Base{Profile: "me"}}, {Profile: "dev", MFASerial: "mfa/me"}, {Profile: "test", MFASerial: "mfa/me"},
		{Profile: "other", MFASerial: "mfa/other"}, {Profile: "open"}, {Profile: "broken", Problem: roles.Problem{Kind: roles.ProblemNoKeys}},
	}}
	cfg := inert(t)
	cfg.List = func(Lessons) roles.Listing { w.mu.Lock(); defer w.mu.Unlock(); return w.list }
	cfg.now = func() time.Time { w.mu.Lock(); defer w.mu.Unlock(); return time.Now().Add(w.ahead) }
	cfg.Notify = func(r Reminder) { w.mu.Lock(); defer w.mu.Unlock(); w.notes = append(w.notes, r) }
	cfg.Withdraw = func(key string) { w.mu.Lock(); defer w.mu.Unlock(); w.withdrawn = append(w.withdrawn, key) }
	cfg.Died = func(profile, detail string) {
		w.mu.Lock()
		defer w.mu.Unlock()
		w.died = append(w.died, profile+": "+detail)
	}
	cfg.run = w.run
	for _, f := range change {
		f(&cfg)
	}
	w.b = NewBroker(cfg, policy)
	ctx, cancel := context.WithCancel(t.Context())
	w.cancel = cancel
	go func() { w.b.Run(ctx); close(w.ended) }()
	synctest.Wait()
	return w
}

func (w *world) run(ctx context.Context, c Command, req Request, event func(Event)) error {
	p := &fakeProcess{profile: c.Path, req: req, say: event, exit: make(chan error, 1)}
	w.mu.Lock()
	w.procs = append(w.procs, p)
	w.mu.Unlock()
	defer func() { w.mu.Lock(); p.over = true; w.mu.Unlock() }()
	select {
	case err := <-p.exit:
		return err
	case <-ctx.Done():
		w.mu.Lock()
		p.killed = true
		w.mu.Unlock()
		if p.stays != nil {
			<-p.stays
		}
		return errKilled
	}
}

// quit ends Run, which must not take longer than two seconds.
func (w *world) quit() {
	w.t.Helper()
	w.cancel()
	begin := time.Now()
	<-w.ended
	if d := time.Since(begin); d > 2*time.Second {
		w.t.Errorf("Run ended after %v, want at most 2 s", d)
	}
}

func (w *world) do(verb func(profile string), profile string) {
	verb(profile)
	synctest.Wait()
}

// later puts off the reminders of the session of profile.
func (w *world) later(profile string) {
	for _, s := range w.look().Sessions {
		if s.Profile == profile {
			w.do(w.b.RemindLater, endKey(s))
		}
	}
}

// look returns the latest State.
func (w *world) look() State {
	synctest.Wait()
	select {
	case w.state = <-w.b.Changes():
	default:
	}
	return w.state
}

// phases returns the attempts as "profile phase".
func (w *world) phases() []string {
	var got []string
	for _, a := range w.look().Attempts {
		got = append(got, a.Profile+" "+string(a.Phase))
	}
	return got
}

func (w *world) wantPhases(want ...string) {
	w.t.Helper()
	if diff := cmp.Diff(want, w.phases()); diff != "" {
		w.t.Errorf("attempts (-want +got):\n%s", diff)
	}
}

// process returns the latest process of a profile.
func (w *world) process(profile string) *fakeProcess {
	w.t.Helper()
	synctest.Wait()
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, p := range slices.Backward(w.procs) {
		if p.profile == profile {
			return p
		}
	}
	w.t.Fatalf("no process for %s", profile)
	return nil
}

func (w *world) click(profile string) { w.b.SignIn(profile, Wish{Token: "token of " + profile}) }

func (w *world) clickAgain(profile string) { w.b.SignIn(profile, Wish{Again: true}) }

// signIn signs in from the click to the end of the process.
func (w *world) signIn(profile string, length time.Duration, credentials string) {
	w.t.Helper()
	w.do(w.click, profile)
	w.succeed(profile, length, credentials)
	synctest.Wait()
}

func (p *fakeProcess) phase(phase Phase) { p.say(Event{Kind: EventPhase, Phase: phase}) }

// succeed ends the latest process of a profile, whose role is as in the files.
func (w *world) succeed(profile string, length time.Duration, credentials string) {
	w.t.Helper()
	p, now, e := w.process(profile), w.b.now(), Event{Kind: EventSignedIn, Kept: Kept{Terms: TermsAsk, Credentials: []byte(credentials)}}
	s := lasting(profile, now, length)
	e.Session, e.Expires = &s, now.Add(time.Hour)
	w.mu.Lock()
	for _, r := range w.list.Roles {
		if r.Profile == profile {
			e.For = BindingOf(r)
		}
	}
	w.mu.Unlock()
	p.say(e)
	p.exit <- nil
}

// profiles returns the names of State's sessions.
func (w *world) profiles() []string {
	var got []string
	for _, s := range w.look().Sessions {
		got = append(got, s.Profile)
	}
	return got
}

func TestSignIn(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, policyOf(all, time.Hour, time.Minute))
		defer w.quit()
		if s := w.look(); len(s.Roles) != 6 {
			t.Errorf("the first state is %+v", s)
		}
		for range 50 {
			w.click("prod")
		}
		w.wantPhases("prod starting")
		if got := w.process("prod").req.Token; got != "token of prod" {
			t.Errorf("comes to the front with %q", got)
		}
		if len(w.procs) != 1 {
			t.Fatalf("%d processes after 50 clicks, want 1", len(w.procs))
		}
		p := w.process("prod")
		if p.req.Role == nil || !reflect.DeepEqual(*p.req.Role, w.list.Roles[0]) {
			t.Errorf("the process is given %+v, want the role of the menu", p.req.Role)
		}
		if !p.req.KeepCredentials || p.req.Credentials != nil {
			t.Error("the first sign-in must ask for a code and keep the credentials")
		}
		for _, phase := range []Phase{PhaseCode, PhaseAssume, PhaseCode, PhaseAssume, PhaseExchange, PhaseOpen} {
			p.phase(phase)
			w.wantPhases("prod " + string(phase))
		}
		p.phase(PhaseQueued)
		p.phase("dancing")
		w.wantPhases("prod open")
		w.succeed("prod", 12*time.Hour, "opaque")
		w.wantPhases()
		s := w.look().Sessions
		if len(s) != 1 || s[0].Profile != "prod" || !s[0].CanReopen || s[0].Unsaved || s[0].Reminded != nil {
			t.Errorf("sessions %+v", s)
		}
		w.do(w.clickAgain, "")
		w.wantPhases()
		if len(w.died) != 0 || len(w.procs) != 1 {
			t.Errorf("%d processes, died: %v", len(w.procs), w.died)
		}
	})
}

func TestOpenAgainWithoutACode(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, policyOf(all))
		defer w.quit()
		w.signIn("prod", 12*time.Hour, "opaque")
		first := w.look().Sessions[0]

		w.do(w.clickAgain, "prod")
		if p := w.process("prod"); p.req.Credentials != nil || !p.req.KeepCredentials {
			t.Error("signing in with a new code used kept credentials")
		}
		w.do(w.b.Cancel, "prod")

		// Another sign-in's dialog is open: opening again needs none.
		w.do(w.click, "dev")
		time.Sleep(58 * time.Minute)
		w.do(w.click, "prod")
		w.wantPhases("dev starting", "prod starting")
		p := w.process("prod")
		if string(p.req.Credentials) != "opaque" || !p.req.Ends.Equal(first.Expires) || !p.req.KeepCredentials {
			t.Errorf("opening again got %q until %v", p.req.Credentials, p.req.Ends)
		}
		w.succeed("prod", time.Until(first.Expires), "")
		w.look()
		time.Sleep(91 * time.Second) // 29 s are left
		if w.look().Sessions[0].CanReopen {
			t.Error("credentials with less than a minute left still count")
		}
		w.do(w.click, "prod")
		w.wantPhases("dev starting", "prod queued")
		w.do(w.b.Cancel, "dev")
		if p := w.process("prod"); p.req.Credentials != nil {
			t.Error("credentials that are nearly over were given")
		}
		w.wantPhases("prod starting")
	})
}

func TestKeptCredentialsAreWiped(t *testing.T) {
	for name, drop := range map[string]func(w *world){
		"forget":                       func(w *world) { w.do(w.b.Forget, "prod") },
		"setting off":                  func(w *world) { w.b.SetPolicy(policyOf(none)) },
		"kept over a lock from now on": func(w *world) { w.b.SetPolicy(Policy{Keeps: all, Leads: always(nil), KeepWhenLocked: true}) },
		"setting off for the role":     func(w *world) { w.b.SetPolicy(policyOf(func(p string) bool { return p != "prod" })) },
		"over":                         func(*world) { time.Sleep(61 * time.Minute) },
		"new":                          func(w *world) { w.do(w.clickAgain, "prod"); w.succeed("prod", time.Hour, "new") },
		"refused": func(w *world) {
			w.do(w.click, "prod")
			w.process("prod").phase(PhaseExchange)
			w.process("prod").say(Event{Kind: EventFailed, Problem: "keys_unknown"})
		},
		"slept": func(w *world) {
			w.mu.Lock()
			w.ahead = sleepSeen
			w.mu.Unlock()
			w.do(w.click, "prod")
			if w.process("prod").req.Credentials != nil {
				w.t.Error("the click after the sleep opened without a code")
			}
		},
		"screen lock":        func(w *world) { w.b.Locked() },
		"quit":               func(w *world) { w.quit() },
		"another role ARN":   func(w *world) { w.edit(func(r *roles.Role) { r.RoleARN = "arn:other" }) },
		"another base":       func(w *world) { w.edit(func(r *roles.Role) { r.Base.Profile = "you" }) },
		"another device":     func(w *world) { w.edit(func(r *roles.Role) { r.MFASerial = "mfa/other" }) },
		"another externalID": func(w *world) { w.edit(func(r *roles.Role) { r.ExternalID = "" }) },
		"gone":               func(w *world) { w.edit(func(r *roles.Role) { r.Profile = "renamed" }); time.Sleep(patienceSome) },
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				w := newWorld(t, policyOf(all))
				defer w.quit()
				w.signIn("prod", 12*time.Hour, "opaque")
				var held []byte
				w.b.box.Post(func() { held = w.b.kept["prod"].Credentials })
				synctest.Wait()
				if string(held) != "opaque" {
					t.Fatalf("kept %q", held)
				}
				drop(w)
				synctest.Wait()
				if strings.Trim(string(held), "\x00") != "" {
					t.Errorf("the memory still holds %q", held)
				}
			})
		})
	}
}

// What a process says that nobody takes up is overwritten, too.
func TestCredentialsThatNobodyKeepsAreWiped(t *testing.T) {
	stranger := lasting("dev", noon, time.Hour)
	for name, say := range map[string]func(p *fakeProcess, k Kept){
		"a session of another role": func(p *fakeProcess, k Kept) {
			p.say(Event{Kind: EventSignedIn, Session: &stranger, Kept: k})
		},
		"a session of Identity Center": func(p *fakeProcess, k Kept) { p.say(Event{Kind: EventSignedIn, Kept: k}) },
		"a phase":                      func(p *fakeProcess, k Kept) { p.say(Event{Kind: EventPhase, Phase: PhaseCode, Kept: k}) },
		"no event":                     func(p *fakeProcess, k Kept) { p.say(Event{Kind: "else", Kept: k}) },
		"more after the last word": func(p *fakeProcess, k Kept) {
			p.say(Event{Kind: EventCancelled})
			p.say(Event{Kind: EventShared, Kept: k})
		},
	} {
		synctest.Test(t, func(t *testing.T) {
			w := newWorld(t, policyOf(all))
			defer w.quit()
			w.do(w.click, "prod")
			secret := []byte("opaque")
			say(w.process("prod"), Kept{Credentials: secret})
			synctest.Wait()
			if string(secret) == "opaque" {
				t.Errorf("%s: the credentials are still there", name)
			}
		})
	}
}

func TestCredentialsKeptForOneRole(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, policyOf(func(p string) bool { return p == "prod" }))
		defer w.quit()
		w.signIn("prod", 12*time.Hour, "opaque")
		w.signIn("dev", 11*time.Hour, "opaque")
		if s := w.look().Sessions; s[0].CanReopen || !s[1].CanReopen {
			t.Errorf("kept for dev: %v, for prod: %v, want prod alone", s[0].CanReopen, s[1].CanReopen)
		}
	})
}

// When the person last agreed goes to the process, which decides whether to
// ask. What is denied, or never answered, changes nothing.
func TestConsent(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, policyOf(all))
		defer w.quit()
		agreed := func() time.Time {
			t.Helper()
			w.do(w.click, "prod")
			p := w.process("prod")
			if string(p.req.Credentials) != "opaque" {
				t.Fatal("the credentials were dropped")
			}
			return p.req.Agreed
		}
		w.do(w.click, "prod")
		w.process("prod").phase(PhaseAssume)
		w.process("prod").say(Event{Kind: EventAgreed})
		first := w.b.now()
		time.Sleep(time.Second)
		w.succeed("prod", 12*time.Hour, "opaque")

		for _, last := range []Event{{Kind: EventCancelled}, {Kind: EventFailed, Problem: "dialog_timeout"}, {Kind: EventFailed, Problem: "dialog_missing"}} {
			time.Sleep(time.Minute)
			if got := agreed(); !got.Equal(first) {
				t.Errorf("agreed at %v, want %v", got, first)
			}
			w.process("prod").phase(PhaseConsent)
			w.wantPhases("prod consent")
			w.process("prod").say(last)
			w.process("prod").exit <- nil
		}
		time.Sleep(time.Minute)
		agreed()
		w.process("prod").phase(PhaseConsent)
		w.process("prod").say(Event{Kind: EventAgreed})
		second := w.b.now()
		w.do(w.b.Cancel, "prod")
		if got := agreed(); !got.Equal(second) {
			t.Errorf("agreed at %v, want %v", got, second)
		}
		w.do(w.b.Cancel, "prod")
		if s := w.look().Sessions; len(s) != 1 || !s[0].CanReopen {
			t.Errorf("the session is %+v", s)
		}

		// One that asked for no code.
		w.signIn("open", 12*time.Hour, "opaque")
		w.do(w.click, "open")
		if got := w.process("open").req.Agreed; !got.IsZero() {
			t.Errorf("agreed at %v, and nobody did", got)
		}
	})
}

// The lock ends what holds kept credentials and could be answered by whoever
// unlocks the screen; sign-ins, sessions and what is agreed by setting stay.
func TestScreenLock(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, Policy{Keeps: all, Leads: always(nil), KeepWhenLocked: true})
		defer w.quit()
		w.signIn("prod", 12*time.Hour, "opaque")
		w.b.Locked()
		if !w.look().Sessions[0].CanReopen {
			t.Error("the credentials were dropped against the setting")
		}
		w.b.SetPolicy(policyOf(all))
		w.signIn("other", 11*time.Hour, "opaque")
		w.do(w.click, "prod")
		asking := w.process("prod")
		asking.phase(PhaseConsent)
		w.do(w.click, "other")
		opening := w.process("other")
		opening.phase(PhaseExchange)
		w.do(w.clickAgain, "dev")
		typing := w.process("dev")
		typing.phase(PhaseCode)
		w.do(w.click, "open")
		taking := w.process("open")
		taking.phase(PhaseAssume)

		w.b.Locked()
		w.wantPhases("other exchange", "dev code", "open assume")
		if !asking.killed || opening.killed || typing.killed || taking.killed {
			t.Errorf("ended: asking %v, opening %v, typing %v, taking %v", asking.killed, opening.killed, typing.killed, taking.killed)
		}
		for _, s := range w.look().Sessions {
			if s.CanReopen {
				t.Errorf("%s opens without a code after the lock", s.Profile)
			}
		}
		w.succeed("dev", 10*time.Hour, "of after the lock")
		w.succeed("open", 9*time.Hour, "of before the lock")
		opening.say(Event{Kind: EventCancelled})
		reopens := map[string]bool{}
		for _, s := range w.look().Sessions {
			reopens[s.Profile] = s.CanReopen
		}
		if diff := cmp.Diff(map[string]bool{"prod": false, "other": false, "open": false, "dev": true}, reopens); diff != "" {
			t.Errorf("opens without a code (-want +got):\n%s", diff)
		}
		w.do(w.click, "prod")
		if w.process("prod").req.Credentials != nil {
			t.Error("the next click asks for no code")
		}
	})
}

// edit changes the first role of the files, prod.
func (w *world) edit(change func(*roles.Role)) {
	w.mu.Lock()
	w.list.Roles = slices.Clone(w.list.Roles)
	change(&w.list.Roles[0])
	w.mu.Unlock()
	w.b.Reload()
	synctest.Wait()
}

// A change that is not about whose credentials they are leaves them alone, and
// so does the way back from half a file.
func TestEditsThatKeepCredentials(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, policyOf(all))
		defer w.quit()
		w.signIn("prod", 12*time.Hour, "opaque")
		w.edit(func(r *roles.Role) { r.Region, r.Label, r.DurationSeconds = "eu-west-1", "Shop", 3600 })
		w.edit(func(r *roles.Role) { r.Profile = "half" })
		time.Sleep(patienceSome / 2)
		w.edit(func(r *roles.Role) { r.Profile = "prod" })
		if !w.look().Sessions[0].CanReopen {
			t.Error("the credentials were dropped")
		}
	})
}

// The file changed while AWS was asked: the process read it before, or the
// broker will.
func TestCredentialsOfARoleThatChangedMeanwhile(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, policyOf(all))
		defer w.quit()
		w.do(w.click, "prod")
		p, s := w.process("prod"), lasting("prod", w.b.now(), time.Hour)
		w.edit(func(r *roles.Role) { r.RoleARN = "arn:other" })
		p.say(Event{Kind: EventSignedIn, Session: &s, Kept: Kept{Credentials: []byte("opaque"), For: Binding{RoleARN: "arn:prod"}, Expires: w.b.now().Add(time.Hour)}})
		p.exit <- nil
		if w.look().Sessions[0].CanReopen {
			t.Error("credentials of another role were kept")
		}
	})
}

func TestCredentialsNotKeptAgainstTheSetting(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, policyOf(none))
		defer w.quit()
		w.signIn("prod", 12*time.Hour, "opaque")
		if w.look().Sessions[0].CanReopen || w.process("prod").req.KeepCredentials {
			t.Error("credentials were kept with the setting off")
		}
	})
}

func TestOneDialogForEachDevice(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, policyOf(none))
		defer w.quit()
		for _, role := range []string{"prod", "dev", "test", "other", "open"} {
			w.do(w.click, role)
		}
		w.wantPhases("prod starting", "dev queued", "test queued", "other starting", "open starting")
		w.process("prod").phase(PhaseAssume)
		w.wantPhases("prod assume", "dev queued", "test queued", "other starting", "open starting")
		w.process("prod").phase(PhaseExchange)
		w.wantPhases("prod exchange", "dev starting", "test queued", "other starting", "open starting")
		w.do(w.b.Cancel, "test")
		w.wantPhases("prod exchange", "dev starting", "other starting", "open starting")
	})
}

// A sign-in that failed shows its error for as long as nobody reads it. It
// stands in nobody's way, and a new click on the role takes it away.
func TestErrorThatStillShows(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, policyOf(none))
		defer w.quit()
		w.do(w.click, "prod")
		first := w.process("prod")
		first.phase(PhaseAssume)
		first.say(Event{Kind: EventFailed, Problem: "access_denied"})
		w.do(w.click, "dev")
		w.wantPhases("dev starting")
		w.do(w.b.Cancel, "dev")
		if first.killed {
			t.Error("the error of another role was taken away")
		}
		w.do(w.click, "prod")
		w.wantPhases("prod starting")
		if !first.killed || w.process("prod") == first {
			t.Error("the error of the last time still shows")
		}
		if len(w.died) != 0 {
			t.Errorf("died: %v", w.died)
		}
	})
}

// AWS refused the kept credentials, so the process asked for a code after all.
func TestOpenAgainThatNeededACode(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, policyOf(all))
		defer w.quit()
		w.signIn("prod", 12*time.Hour, "old")
		w.signIn("prod", 12*time.Hour, "new")
		w.do(w.click, "prod")
		if p := w.process("prod"); string(p.req.Credentials) != "new" || p.req.Terms != TermsAsk {
			t.Errorf("opening again got %q, want the new credentials", p.req.Credentials)
		}
	})
}

func TestCancelledProcessHoldsItsDeviceUntilGone(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, policyOf(none))
		defer w.quit()
		w.do(w.click, "prod")
		p := w.process("prod")
		p.stays = make(chan struct{})
		p.phase(PhaseCode)
		w.do(w.click, "dev")
		w.do(w.b.Cancel, "prod")
		w.wantPhases("dev queued")
		w.do(w.click, "prod")
		w.wantPhases("dev queued", "prod queued")
		close(p.stays)
		w.wantPhases("dev starting", "prod queued")
		if len(w.died) != 0 {
			t.Errorf("died: %v", w.died)
		}
	})
}

// A dialog that lies behind another window is asked anew, once it was there to
// be seen and while nothing was sent; its place in the queue stays.
func TestAskedAnew(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, policyOf(none))
		defer w.quit()
		processes := func() int { w.mu.Lock(); defer w.mu.Unlock(); return len(w.procs) }
		w.do(w.click, "prod")
		w.do(w.click, "dev")
		hidden := w.process("prod")
		hidden.stays = make(chan struct{})
		for _, phase := range []Phase{PhaseStarting, PhaseCode} {
			hidden.phase(phase)
			w.do(w.click, "prod")
			if hidden.killed || processes() != 1 {
				t.Errorf("a click at once in phase %s: %d processes", phase, processes())
			}
		}
		time.Sleep(seen)
		w.do(w.click, "prod")
		if !hidden.killed {
			t.Error("the dialog that nobody sees stays")
		}
		w.wantPhases("prod queued", "dev queued")
		hidden.phase(PhaseAssume) // one that has been ended is not heard
		close(hidden.stays)
		w.wantPhases("prod starting", "dev queued")
		anew := w.process("prod")
		anew.phase(PhaseCode)
		time.Sleep(time.Minute)
		anew.phase(PhaseAssume)
		w.do(w.click, "prod")
		if anew.killed || processes() != 2 {
			t.Errorf("a click while the code is under way: %d processes", processes())
		}
		w.succeed("prod", 12*time.Hour, "")
		w.wantPhases("dev starting")
		if len(w.died) != 0 {
			t.Errorf("died: %v", w.died)
		}
	})
}

func TestSignedInWinsARaceWithCancel(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, policyOf(none))
		defer w.quit()
		w.do(w.click, "prod")
		p := w.process("prod")
		p.stays = make(chan struct{})
		w.do(w.b.Cancel, "prod")
		s := lasting("prod", time.Now(), 12*time.Hour)
		p.say(Event{Kind: EventSignedIn, Session: &s})
		close(p.stays)
		if got := w.profiles(); !slices.Equal(got, []string{"prod"}) {
			t.Errorf("sessions %v, want the console that is open", got)
		}
		w.wantPhases()
	})
}

func TestFiftyRolesAtOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var l roles.Listing
		for i := range 50 {
			l.Roles = append(l.Roles, roles.Role{Profile: string(rune('A' + i))})
		}
		w := newWorld(t, policyOf(none), func(o *Options) { o.List = func(Lessons) roles.Listing { return l } })
		defer w.quit()
		for _, r := range l.Roles {
			w.do(w.click, r.Profile)
		}
		if len(w.procs) != maxProcesses || len(w.look().Attempts) != 50 {
			t.Errorf("%d processes, %d attempts", len(w.procs), len(w.look().Attempts))
		}
		for i := range 50 {
			synctest.Wait()
			w.succeed(w.procs[i].profile, time.Hour, "")
		}
		if got := w.look(); len(got.Attempts) != 0 || len(got.Sessions) != 50 {
			t.Errorf("%d attempts and %d sessions in the end", len(got.Attempts), len(got.Sessions))
		}
	})
}

// The texts of some problems send people to the log.
func TestProblemIsInTheLog(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var out bytes.Buffer
		w := newWorld(t, policyOf(none), func(o *Options) { o.Log = slog.New(slog.NewTextHandler(&out, nil)) })
		w.do(w.click, "prod")
		w.process("prod").say(Event{Kind: EventFailed, Problem: "config", Detail: "loading the settings: \x1b profile prod" + strings.Repeat("x", 10_000)})
		w.quit()
		if log := out.String(); !strings.Contains(log, `problem=config detail="loading the settings: \x1b profile prodxxx`) || len(log) > 2000 {
			t.Errorf("the log holds %d bytes: %.600s", len(log), log)
		}
	})
}

func TestProcessDies(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, policyOf(none))
		defer w.quit()
		w.do(w.click, "prod")
		w.process("prod").exit <- errors.New("exit status 2")
		w.do(w.click, "dev")
		other := lasting("prod", time.Now(), time.Hour)
		w.process("dev").say(Event{Kind: EventSignedIn, Session: &other})
		w.process("dev").say(Event{Kind: EventSignedIn})
		w.process("dev").exit <- nil
		w.do(w.click, "open")
		w.process("open").say(Event{Kind: EventFailed, Problem: "no_network"})
		w.process("open").exit <- errors.New("exit status 1")
		w.wantPhases()
		if want := []string{"prod: exit status 2", "dev: exit status 0"}; !slices.Equal(w.died, want) {
			t.Errorf("died %q, want %q", w.died, want)
		}
		if got := w.profiles(); len(got) != 0 {
			t.Errorf("sessions %v of processes that died", got)
		}
		w.do(w.click, "prod")
		w.wantPhases("prod starting")
	})
}

func TestRolesVanishUnderASignIn(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, policyOf(none))
		defer w.quit()
		w.signIn("dev", time.Hour, "")
		w.do(w.click, "prod")
		w.mu.Lock()
		w.list = listing("new")
		w.mu.Unlock()
		w.b.Reload()
		synctest.Wait()
		if got := len(w.look().Roles); got != 7 {
			t.Errorf("%d roles while the file may be half written, want all and the new one", got)
		}
		time.Sleep(time.Second)
		if got := shown(roles.Listing{Roles: w.look().Roles}); !slices.Equal(got, []string{"new"}) {
			t.Errorf("roles %v", got)
		}
		w.wantPhases("prod starting")
		w.succeed("prod", 2*time.Hour, "")
		if got := w.profiles(); !slices.Equal(got, []string{"dev", "prod"}) {
			t.Errorf("sessions %v", got)
		}
	})
}

func TestQuitDuringASignIn(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		path := filepath.Join(t.TempDir(), "sessions.json")
		w := newWorld(t, policyOf(none), func(o *Options) { o.Store = openStore(t, path) })
		w.do(w.click, "prod")
		w.do(w.click, "open")
		w.do(w.click, "dev")
		s := lasting("open", time.Now(), time.Hour)
		w.process("open").say(Event{Kind: EventSignedIn, Session: &s}) // and lingers
		w.quit()
		for _, p := range w.procs {
			if !p.killed || !p.over {
				t.Errorf("the process of %s lives on", p.profile)
			}
		}
		if got := ReadMemory(path).Sessions; len(got) != 1 || len(w.died) != 0 || len(w.procs) != 2 {
			t.Errorf("%d sessions stored, %d processes, died: %v", len(got), len(w.procs), w.died)
		}
		w.do(w.click, "prod") // after the end: nothing
		w.b.SetPolicy(policyOf(none))
		w.b.Report(s, nil)
	})
}

func TestQuitDoesNotWaitForWhatHangs(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		hang := make(chan struct{})
		w := newWorld(t, policyOf(none), func(o *Options) { o.List = func(Lessons) roles.Listing { <-hang; return roles.Listing{} } })
		w.b.Report(lasting("prod", time.Now(), time.Hour), nil)
		time.Sleep(time.Second)
		if got := w.profiles(); len(got) != 1 {
			t.Errorf("sessions %v while the AWS files do not answer", got)
		}
		w.quit()
		close(hang)
	})
}

func TestBeforeRun(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := NewBroker(inert(t), policyOf(none))
		for range 2 * maxAsked {
			b.SignIn("prod", Wish{})
		}
		b.Report(lasting("prod", time.Now(), time.Hour), nil)
		ctx, cancel := context.WithCancel(t.Context())
		done := make(chan struct{})
		go func() { b.Run(ctx); close(done) }()
		synctest.Wait()
		if s := <-b.Changes(); len(s.Sessions) != 1 {
			t.Errorf("%d sessions", len(s.Sessions))
		}
		cancel()
		<-done
	})
}

func TestReportIsChecked(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, policyOf(none))
		defer w.quit()
		bad := lasting("prod", time.Now(), time.Hour)
		bad.Console = "file:///etc/passwd"
		w.b.Report(bad, nil)
		w.b.Report(lasting("dev", time.Now().Add(-13*time.Hour), 12*time.Hour), nil)
		good := lasting("unlisted", time.Now(), time.Hour)
		good.Reminded, good.SnoozedUntil = []int{0, 900}, good.Expires
		w.b.Report(good, nil)
		s := w.look().Sessions
		if len(s) != 1 || s[0].Profile != "unlisted" || s[0].Reminded != nil || !s[0].SnoozedUntil.IsZero() {
			t.Errorf("sessions %+v", s)
		}
	})
}

func TestClicksWhileTheFilesChange(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, policyOf(all), func(o *Options) {
			o.Watch = func(ctx context.Context, changed func()) {
				for ctx.Err() == nil {
					changed()
					time.Sleep(100 * time.Millisecond)
				}
			}
		})
		defer w.quit()
		full := w.list
		reload := func(string) { w.b.Reload() }
		verbs := []func(string){w.click, w.b.Cancel, w.clickAgain, w.b.Forget, w.later, reload}
		for i := range 5000 {
			if i%100 == 0 {
				w.mu.Lock()
				w.list = roles.Listing{Roles: full.Roles[:i/100%len(full.Roles)]}
				w.mu.Unlock()
			}
			verbs[i%len(verbs)](full.Roles[i/3%len(full.Roles)].Profile)
			time.Sleep(time.Millisecond)
			if i%7 == 0 {
				w.mu.Lock()
				p := w.procs[max(0, len(w.procs)-1)]
				over := p.over
				w.mu.Unlock()
				if !over {
					select {
					case p.exit <- errors.New("exit status 1"):
					default:
					}
				}
			}
		}
		for _, r := range full.Roles {
			w.do(w.b.Cancel, r.Profile)
		}
		w.wantPhases()
		for _, p := range w.procs {
			if !p.over {
				t.Errorf("the process of %s is left", p.profile)
			}
		}
	})
}

// noStore makes a store that cannot save.
func noStore(t *testing.T) (s *Store, repair func()) {
	dir := filepath.Join(t.TempDir(), "state")
	if err := os.WriteFile(dir, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	s, err := OpenStore(filepath.Join(dir, "sessions.json"), quiet())
	if err == nil {
		t.Fatal("a file was taken for a directory")
	}
	return s, func() {
		if err := os.Remove(dir); err != nil {
			t.Fatal(err)
		}
	}
}

func TestDiskThatCannotBeWritten(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		store, repair := noStore(t)
		w := newWorld(t, policyOf(none, 15*time.Minute), func(o *Options) { o.Store = store })
		defer w.quit()
		w.signIn("prod", 20*time.Minute, "")
		if s := w.look().Sessions; len(s) != 1 || !s[0].Unsaved {
			t.Fatalf("sessions %+v, want one that says it is not stored", s)
		}
		time.Sleep(6 * time.Minute)
		if got := w.given(); len(got) != 1 {
			t.Errorf("%d reminders, want 1 in spite of the disk", len(got))
		}
		repair()
		time.Sleep(31 * time.Second)
		if s := w.look().Sessions; s[0].Unsaved {
			t.Error("still unsaved when the disk can be written again")
		}
	})
}
