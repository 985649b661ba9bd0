//go:build linux

package tests

import (
	"strings"
	"sync/atomic"
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

// Cancelling works within a second, however far the sign-in is, and the role
// can be signed in to again.
func TestLifeCancelInEveryPhase(t *testing.T) {
	t.Parallel()
	var silent atomic.Value // the action that AWS does not answer
	silent.Store("")
	s := newLogin(t, set{fault: func(e demo.Entry) demo.Fault {
		if e.Action != "" && e.Action == silent.Load() {
			return demo.Fault{Kind: demo.FaultSilence}
		}
		return demo.Fault{}
	}})
	a := s.open()
	for _, phase := range []struct {
		name, silent string
	}{
		{"code", ""}, {"assume", demo.ActionAssumeRole}, {"exchange", demo.ActionGetSigninToken}, {"open", ""},
	} {
		silent.Store(phase.silent)
		if phase.name == "open" {
			s.props.rest()
		}
		a.click(dev)
		d := s.awaitDialog(entryDialog, dev)
		if phase.name != "code" {
			d.answer(s.code())
		}
		line := s.attempt(dev, phase.name)
		a.seen(line, s.words.Menu.CancelSignIn)
		time.Sleep(look)
		id := a.seen(line, s.words.Menu.CancelSignIn).id
		begin := time.Now()
		a.clickID(id)
		s.await("the end of the sign-in process", func() bool { return len(s.processes()) == 1 })
		took := time.Since(begin)
		t.Logf("cancelled in phase %s after %v", phase.name, took.Round(time.Millisecond))
		if took > 4*time.Second { // 1 s on a machine that does nothing else
			t.Errorf("cancelling in phase %s took %v", phase.name, took)
		}
		a.awaitMenu("the role as before", func(l []entry) bool {
			_, still := follow(l, line)
			_, back := follow(l, dev)
			return back && !still
		})
	}
	if got := len(s.props.all()); got != 4 {
		t.Errorf("%d dialogs, want 4: a cancelled sign-in says nothing", got)
	}
}

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
