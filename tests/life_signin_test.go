//go:build linux

package tests

import (
	"fmt"
	"regexp"
	"strings"
	"testing"
	"time"

	"halfday/demo"
)

// role names those of the demo that the stories use.
const (
	dev  = "atlas-dev"
	prod = "atlas-prod-readonly"
	maya = "maya" // the name of the MFA device
)

// signIn does what a person does from the click on a role to the console.
func (a *app) signIn(profile string) {
	a.t.Helper()
	a.click(profile)
	a.awaitDialog(entryDialog, profile).answer(a.code())
	a.awaitSession(profile)
}

// The icon, a click on a role, the dialog, a wrong code, the right one, and
// the console is in the browser; the menu shows the time left.
func TestLifeFromTheIconToTheConsole(t *testing.T) {
	t.Parallel()
	s := newLogin(t, set{})
	a := s.open()
	a.click(dev)
	d := s.awaitDialog(entryDialog, dev)
	for _, want := range []string{"1111-2222-3333", maya} {
		if !strings.Contains(d.text(), want) {
			t.Errorf("the dialog does not say %q:\n%s", want, d.text())
		}
	}
	a.seen(s.attempt(dev, "code"))
	d.answer("000000")
	d = s.awaitDialog(entryDialog, s.words.Dialog.CodeAgain("code_rejected", 0)[:20])
	d.answer("731 999")
	line := a.awaitSession(dev)[0]
	if want := s.words.Menu.Session(dev, 12*time.Hour); line != want {
		t.Errorf("the session's line: got %q, want %q", line, want)
	}
	v := s.props.visited()
	if len(v) != 1 || !strings.HasPrefix(v[0].what, "http://127.0.0.1:") || !strings.Contains(v[0].title, dev) {
		t.Fatalf("visits: %q", v)
	}
	for _, environ := range [][]string{v[0].environ, d.environ} {
		for _, kv := range environ {
			if strings.HasPrefix(kv, "AWS_") || strings.HasPrefix(kv, "HALFDAY_") {
				t.Errorf("a program of the desktop got %s", kv)
			}
		}
	}
	// Open again asks for no code.
	a.clickIn(dev, s.words.Menu.OpenAgain)
	s.await("the second visit", func() bool { return len(s.props.visited()) == 2 })
	a.awaitSession(dev)
	if got := s.asked(demo.ActionAssumeRole); got != 2 {
		t.Errorf("%d AssumeRole, want 2: a wrong code and a right one", got)
	}
	a.clickIn(dev, s.words.Menu.GoToConsole)
	s.await("the third visit", func() bool { return len(s.props.visited()) == 3 })
	a.clickIn(dev, s.words.Menu.Forget)
	a.awaitMenu("the session to be forgotten", func(l []entry) bool { _, ok := running(l, dev); return len(l) > 0 && !ok })
	a.quit()
	s.awaitNoProcess()
}

// Fifty impatient clicks on one role: one dialog, one AssumeRole.
func TestLifeFiftyClicks(t *testing.T) {
	t.Parallel()
	s := newLogin(t, set{})
	a := s.open()
	a.seen(dev)
	time.Sleep(look)
	id := a.seen(dev).id
	for range 50 {
		a.clickID(id)
	}
	d := s.awaitDialog(entryDialog, dev)
	a.seen(s.attempt(dev, "code"))
	d.answer(s.code())
	a.awaitSession(dev)
	if got := len(s.props.all()); got != 1 {
		t.Errorf("%d dialogs, want 1", got)
	}
	if got := s.asked(demo.ActionAssumeRole); got != 1 {
		t.Errorf("%d AssumeRole, want 1", got)
	}
}

// Fifty roles of one device: one dialog at a time, the others wait where they
// can be seen and cancelled.
func TestLifeFiftyRoles(t *testing.T) {
	t.Parallel()
	var roles []demo.Role
	for i := range 50 {
		name := fmt.Sprintf("team-%02d", i)
		roles = append(roles, demo.Role{Profile: name, ARN: "arn:aws:iam::111122223333:role/" + name, MFA: true})
	}
	s := newLogin(t, set{roles: roles})
	a := s.open()
	ids := map[string]int32{}
	a.awaitMenu("fifty roles", func(l []entry) bool {
		walk(l, func(_ []string, e entry) {
			if strings.HasPrefix(e.label, "team-") && !e.submenu {
				ids[e.label] = e.id
			}
		})
		return len(ids) == 50
	})
	time.Sleep(look)
	for _, r := range roles {
		a.clickID(ids[r.Profile])
	}
	a.awaitWaiting(49)
	turn := func(n int) *window { // the nth dialog, alone on the screen
		t.Helper()
		s.await(fmt.Sprint("dialog ", n), func() bool { return len(s.props.all()) == n })
		if got := s.props.texts(); len(got) != 1 {
			t.Errorf("dialogs at the same time: %q", got)
		}
		return s.props.all()[n-1]
	}

	// One that waits is cancelled, then the one that asks.
	asking := turn(1)
	a.clickOn("Cancel of a role that waits", func(l []entry) (found entry, ok bool) {
		walk(l, func(above []string, e entry) {
			if !ok && e.label == s.words.Menu.CancelSignIn && strings.HasSuffix(above[len(above)-1], s.waits()) {
				found, ok = e, true
			}
		})
		return found, ok
	})
	a.awaitWaiting(48)
	if turn(1) != asking {
		t.Error("another dialog shows")
	}
	begin := time.Now()
	a.click(s.attempt(asking.role(), "code"), s.words.Menu.CancelSignIn)
	asking.awaitGone()
	t.Logf("cancelled after %v", (time.Since(begin) - look).Round(time.Millisecond))

	// The code of the next one is not sent again for the one after it.
	second := turn(2)
	second.answer(s.code())
	third := turn(3)
	a.awaitSession(second.role())
	third.answer(fmt.Sprintf("%06d", 730_000+s.codes))
	again := turn(4)
	if want := s.words.Dialog.CodeAgain("code_reused", 0)[:20]; again.role() != third.role() || !strings.Contains(again.text(), want) {
		t.Errorf("after a code that was used: %s", again.text())
	}
	if got := s.asked(demo.ActionAssumeRole); got != 1 {
		t.Errorf("%d AssumeRole, want 1", got)
	}
	again.cancel()
	turn(5)
	a.awaitWaiting(45)
	a.click(s.words.Menu.CancelWaiting(45))
	a.awaitWaiting(0)
	turn(5)
	if d := a.quit(); d > 5*time.Second {
		t.Errorf("quitting took %v", d)
	}
	s.awaitNoProcess()
}

// awaitWaiting waits until the menu says of so many roles that they wait.
func (a *app) awaitWaiting(n int) {
	a.t.Helper()
	a.awaitMenu(fmt.Sprint(n, " roles that wait"), func(l []entry) bool {
		found := make(map[string]bool)
		walk(l, func(_ []string, e entry) {
			if strings.HasSuffix(e.label, a.waits()) {
				found[e.label] = true
			}
		})
		return len(l) > 0 && len(found) == n
	})
}

// waits is how the line of a role ends that waits for another sign-in.
func (s *login) waits() string { return strings.TrimPrefix(s.attempt("x", "queued"), "x") }

var team = regexp.MustCompile(`team-\d\d`)

// role is the role that a dialog is about.
func (d *window) role() string { return team.FindString(d.text()) }

// Quit during a sign-in takes its dialog along.
func TestLifeQuitDuringASignIn(t *testing.T) {
	t.Parallel()
	s := newLogin(t, set{})
	a := s.open()
	a.click(dev)
	d := s.awaitDialog(entryDialog, dev)
	a.seen(s.attempt(dev, "code"))
	took := a.quit()
	t.Logf("quit took %v", took.Round(time.Millisecond))
	if took > 5*time.Second { // 2 s on a machine that does nothing else
		t.Errorf("quit took %v", took)
	}
	d.awaitGone()
	s.awaitNoProcess()
}

// An error stays until it has been read, and the menu is not held up by it.
func TestLifeErrorStays(t *testing.T) {
	t.Parallel()
	s := newLogin(t, set{})
	s.aws.Close() // nobody answers in AWS's place
	a := s.open()
	a.click(dev)
	d := s.awaitDialog(errorDialog, "")
	a.awaitMenu("no sign-in under way", func(l []entry) bool {
		_, ok := follow(l, dev)
		return ok
	})
	select {
	case <-d.gone:
		t.Error("the error went away by itself")
	case <-time.After(7 * time.Second): // longer than a process may need to end
	}
	d.ok()
	s.await("the sign-in process to end", func() bool { return len(s.processes()) == 1 })
}

// A sign-in in a terminal shows in the tray that runs.
func TestLifeSignInInATerminal(t *testing.T) {
	t.Parallel()
	s := newLogin(t, set{})
	a := s.open()
	out, code := s.run(s.code()+"\n", "sign-in", "--code-stdin", "--print-url", dev)
	if code != 0 {
		t.Fatalf("exit code %d:\n%s", code, out)
	}
	a.awaitSession(dev)
	if out, code = s.run("000000\n", "sign-in", "--code-stdin", "--print-url", prod); code != 4 {
		t.Errorf("a wrong code: exit code %d, want 4:\n%s", code, out)
	}
	if len(s.props.all()) != 0 || len(s.props.visited()) != 0 {
		t.Error("the sign-in in a terminal showed a dialog or opened a browser")
	}
}
