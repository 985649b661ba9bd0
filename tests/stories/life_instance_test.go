//go:build linux

package stories

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"halfday/tests/stage"
)

// A second start opens nothing, makes the first one say where it is, and ends
// at once.
func TestLifeSecondStart(t *testing.T) {
	t.Parallel()
	s := stage.New(t, stage.Set{})
	a := s.Open()
	out, code := s.Run("")
	if code != 0 || !strings.Contains(out, s.Words.Terminal.Running) {
		t.Errorf("exit code %d:\n%s", code, out)
	}
	s.Notes.Await(s.Words.Reminder.Here.Title)
	if len(s.Panel.Registered) != 0 {
		t.Error("the second start showed an icon")
	}
	socket := s.Path("run/halfday/socket")
	if info, err := os.Stat(socket); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("%s: %v, %v, want 0600", socket, info, err)
	}

	// After a crash the next one takes over.
	a.Kill()
	a = s.Open()
	a.Quit()
	s.AwaitNoProcess()
}

// Twenty starts at once leave one.
func TestLifeTwentyStarts(t *testing.T) {
	t.Parallel()
	s := stage.New(t, stage.Set{})
	var all []*stage.App
	for range 20 {
		all = append(all, s.Start())
	}
	running := func() (alive []*stage.App) {
		for _, a := range all {
			select {
			case <-a.Ended:
			default:
				alive = append(alive, a)
			}
		}
		return alive
	}
	s.Await("nineteen to end", func() bool { return len(running()) <= 1 })
	left := running()
	if len(left) != 1 {
		t.Fatalf("%d run, want 1", len(left))
	}
	left[0].AwaitIcon()
	for _, a := range all {
		if a != left[0] && a.Cmd.ProcessState.ExitCode() != 0 {
			t.Errorf("one ended with %v: %s", a.Cmd.ProcessState, a.Stderr.String())
		}
	}
	s.Notes.Await(s.Words.Reminder.Here.Title)
	left[0].Quit()
	if len(s.Panel.Registered) != 0 {
		t.Error("more than one icon was shown")
	}
	s.AwaitNoProcess()
}

// Start at login: from the menu and by command, and nothing is left behind.
func TestLifeLoginItem(t *testing.T) {
	t.Parallel()
	s := stage.New(t, stage.Set{})
	s.Program = lastingCopy(t, s.Program, "halfday")
	file := s.Path("home/.config/autostart/app.halfday.Halfday.desktop")
	is := func(want bool) {
		t.Helper()
		s.Await("the entry to come or go", func() bool { return (s.Read(file) != "") == want })
		out, code := s.Run("", "login-item", "status")
		if on := code == 0 && strings.Contains(out, s.Words.Terminal.LoginItemOn); on != want {
			t.Errorf("status says %q (exit code %d), want %v", out, code, want)
		}
	}
	a := s.Open()
	checked := func(want bool) {
		t.Helper()
		a.AwaitMenu("the checkbox to follow", func(l []stage.Entry) bool {
			e, ok := stage.Follow(l, s.Words.Menu.StartAtLogin)
			return ok && e.Checked == want
		})
	}
	checked(false)
	a.Click(s.Words.Menu.StartAtLogin)
	is(true)
	checked(true)
	if want := `Exec="` + s.Program + `"`; !strings.Contains(s.Read(file), want+"\n") {
		t.Errorf("the entry does not hold %s:\n%s", want, s.Read(file))
	}
	// By command, while the tray runs: it shows that, too.
	for _, on := range []bool{false, true} {
		arg := map[bool]string{true: "on", false: "off"}[on]
		if out, code := s.Run("", "login-item", arg); code != 0 {
			t.Errorf("login-item %s: exit code %d: %s", arg, code, out)
		}
		is(on)
		checked(on)
	}
	a.Click(s.Words.Menu.StartAtLogin)
	is(false)
	checked(false)
	if _, err := os.Stat(filepath.Dir(file)); !os.IsNotExist(err) {
		t.Errorf("off leaves the folder behind: %v", err)
	}
}
