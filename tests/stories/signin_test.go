//go:build linux

package stories

import (
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"halfday/demo"
	"halfday/tests/stage"
	"halfday/tests/stage/fakeaws"
)

// role names those of the demo that the stories use.
const (
	dev  = "atlas-dev"
	prod = "atlas-prod-readonly"
	maya = "maya" // the name of the MFA device
)

// The icon, a click on a role, the dialog, a wrong code, the right one, and
// the console is in the browser; the menu shows the time left.
func TestFromTheIconToTheConsole(t *testing.T) {
	t.Parallel()
	s := stage.New(t, stage.Set{})
	a := s.Open()
	a.Click(dev)
	d := s.AwaitDialog(stage.EntryDialog, dev)
	for _, want := range []string{"1111-2222-3333", maya} {
		if !strings.Contains(d.Text(), want) {
			t.Errorf("the dialog does not say %q:\n%s", want, d.Text())
		}
	}
	a.Seen(s.Attempt(dev, "code"))
	d.Answer("000000")
	d = s.AwaitDialog(stage.EntryDialog, s.Words.Dialog.CodeAgain("code_rejected", 0)[:20])
	d.Answer("731 999")
	line := a.AwaitSession(dev)[0]
	if want := s.Words.Menu.Session(dev, 12*time.Hour); line != want {
		t.Errorf("the session's line: got %q, want %q", line, want)
	}
	s.Await("the console", func() bool { return len(s.Props.Visited()) > 0 })
	v := s.Props.Visited()
	if len(v) != 1 || !strings.HasPrefix(v[0].What, "http://127.0.0.1:") || !strings.Contains(v[0].Title, dev) {
		t.Fatalf("visits: %q", v)
	}
	for _, environ := range [][]string{v[0].Environ, d.Environ} {
		for _, kv := range environ {
			if strings.HasPrefix(kv, "AWS_") || strings.HasPrefix(kv, "HALFDAY_") {
				t.Errorf("a program of the desktop got %s", kv)
			}
		}
	}
	// Open again asks for no code.
	a.ClickIn(dev, s.Words.Menu.OpenAgain)
	s.Await("the second visit", func() bool { return len(s.Props.Visited()) == 2 })
	a.AwaitSession(dev)
	if got := s.Asked(demo.ActionAssumeRole); got != 2 {
		t.Errorf("%d AssumeRole, want 2: a wrong code and a right one", got)
	}
	a.ClickIn(dev, s.Words.Menu.GoToConsole)
	s.Await("the third visit", func() bool { return len(s.Props.Visited()) == 3 })
	a.ClickIn(dev, s.Words.Menu.Forget)
	a.AwaitMenu("the session to be forgotten", func(l []stage.Entry) bool { _, ok := stage.Running(l, dev); return len(l) > 0 && !ok })
	a.Quit()
	s.AwaitNoProcess()
}

// Cancelling works however far the sign-in is, and the role can be signed in
// to again.
func TestCancelInEveryPhase(t *testing.T) {
	t.Parallel()
	var silent atomic.Value // the action that AWS does not answer
	silent.Store("")
	s := stage.New(t, stage.Set{Fault: func(e fakeaws.Entry) fakeaws.Fault {
		if e.Action != "" && e.Action == silent.Load() {
			return fakeaws.Fault{Kind: fakeaws.Silence}
		}
		return fakeaws.Fault{}
	}})
	a := s.Open()
	for _, phase := range []struct {
		name, silent string
	}{
		{"code", ""}, {"assume", demo.ActionAssumeRole}, {"exchange", demo.ActionGetSigninToken}, {"open", ""},
	} {
		silent.Store(phase.silent)
		if phase.name == "open" {
			s.Props.Rest()
		}
		a.Click(dev)
		d := s.AwaitDialog(stage.EntryDialog, dev)
		if phase.name != "code" {
			d.Answer(s.Code())
		}
		line := s.Attempt(dev, phase.name)
		a.Seen(line, s.Words.Menu.CancelSignIn)
		time.Sleep(stage.Look)
		id := a.Seen(line, s.Words.Menu.CancelSignIn).ID
		a.ClickID(id)
		s.Await("the end of the sign-in process", func() bool { return len(s.Processes()) == 1 })
		a.AwaitMenu("the role as before", func(l []stage.Entry) bool {
			_, still := stage.Follow(l, line)
			_, back := stage.Follow(l, dev)
			return back && !still
		})
	}
	if got := len(s.Props.All()); got != 4 {
		t.Errorf("%d dialogs, want 4: a cancelled sign-in says nothing", got)
	}
}

// Quit during a sign-in takes its dialog along.
func TestQuitDuringASignIn(t *testing.T) {
	t.Parallel()
	s := stage.New(t, stage.Set{})
	a := s.Open()
	a.Click(dev)
	d := s.AwaitDialog(stage.EntryDialog, dev)
	a.Seen(s.Attempt(dev, "code"))
	a.Quit()
	d.AwaitGone()
	s.AwaitNoProcess()
}

// An error stays until it has been read, and the menu is not held up by it.
func TestErrorStays(t *testing.T) {
	t.Parallel()
	s := stage.New(t, stage.Set{})
	s.AWS.Close() // nobody answers in AWS's place
	a := s.Open()
	a.Click(dev)
	d := s.AwaitDialog(stage.ErrorDialog, "")
	a.AwaitMenu("no sign-in under way", func(l []stage.Entry) bool {
		_, ok := stage.Follow(l, dev)
		return ok
	})
	select {
	case <-d.Gone:
		t.Error("the error went away by itself")
	case <-time.After(7 * time.Second): // longer than a process may need to end
	}
	d.Ok()
	s.Await("the sign-in process to end", func() bool { return len(s.Processes()) == 1 })
}

// A sign-in in a terminal shows in the tray that runs.
func TestSignInInATerminal(t *testing.T) {
	t.Parallel()
	s := stage.New(t, stage.Set{})
	a := s.Open()
	out, code := s.Run(s.Code()+"\n", "sign-in", "--code-stdin", "--print-url", dev)
	if code != 0 {
		t.Fatalf("exit code %d:\n%s", code, out)
	}
	a.AwaitSession(dev)
	if out, code = s.Run("000000\n", "sign-in", "--code-stdin", "--print-url", prod); code != 4 {
		t.Errorf("a wrong code: exit code %d, want 4:\n%s", code, out)
	}
	if len(s.Props.All()) != 0 || len(s.Props.Visited()) != 0 {
		t.Error("the sign-in in a terminal showed a dialog or opened a browser")
	}
}
