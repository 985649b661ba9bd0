//go:build linux

package tests

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// A second start opens nothing, makes the first one say where it is, and ends
// at once.
func TestLifeSecondStart(t *testing.T) {
	t.Parallel()
	s := newLogin(t, set{})
	a := s.open()
	begin := time.Now()
	out, code := s.run("")
	took := time.Since(begin)
	t.Logf("the second start took %v", took.Round(time.Millisecond))
	if code != 0 || !strings.Contains(out, s.words.Terminal.Running) {
		t.Errorf("exit code %d:\n%s", code, out)
	}
	if took > 4*time.Second { // 1 s on a machine that does nothing else
		t.Errorf("the second start took %v", took)
	}
	s.notes.await(s.words.Reminder.Here.Title)
	if len(s.panel.registered) != 0 {
		t.Error("the second start showed an icon")
	}
	socket := s.path("run/halfday/socket")
	if info, err := os.Stat(socket); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("%s: %v, %v, want 0600", socket, info, err)
	}

	// After a crash the next one takes over.
	a.kill()
	a = s.open()
	a.quit()
	s.awaitNoProcess()
}

// Twenty starts at once leave one.
func TestLifeTwentyStarts(t *testing.T) {
	t.Parallel()
	s := newLogin(t, set{})
	var all []*app
	for range 20 {
		all = append(all, s.start())
	}
	running := func() (alive []*app) {
		for _, a := range all {
			select {
			case <-a.ended:
			default:
				alive = append(alive, a)
			}
		}
		return alive
	}
	s.await("nineteen to end", func() bool { return len(running()) <= 1 })
	left := running()
	if len(left) != 1 {
		t.Fatalf("%d run, want 1", len(left))
	}
	left[0].awaitIcon()
	for _, a := range all {
		if a != left[0] && a.cmd.ProcessState.ExitCode() != 0 {
			t.Errorf("one ended with %v: %s", a.cmd.ProcessState, a.stderr.String())
		}
	}
	s.notes.await(s.words.Reminder.Here.Title)
	left[0].quit()
	if len(s.panel.registered) != 0 {
		t.Error("more than one icon was shown")
	}
	s.awaitNoProcess()
}

// Start at login: from the menu and by command, and nothing is left behind.
func TestLifeLoginItem(t *testing.T) {
	t.Parallel()
	s := newLogin(t, set{})
	file := s.path("home/.config/autostart/app.halfday.Halfday.desktop")
	is := func(want bool) {
		t.Helper()
		s.await("the entry to come or go", func() bool { return (s.read(file) != "") == want })
		out, code := s.run("", "login-item", "status")
		if on := code == 0 && strings.Contains(out, s.words.Terminal.LoginItemOn); on != want {
			t.Errorf("status says %q (exit code %d), want %v", out, code, want)
		}
	}
	a := s.open()
	checked := func(want bool) {
		t.Helper()
		a.awaitMenu("the checkbox to follow", func(l []entry) bool {
			e, ok := follow(l, s.words.Menu.StartAtLogin)
			return ok && e.checked == want
		})
	}
	checked(false)
	a.click(s.words.Menu.StartAtLogin)
	is(true)
	checked(true)
	if want := `Exec="` + s.program + `"`; !strings.Contains(s.read(file), want+"\n") {
		t.Errorf("the entry does not hold %s:\n%s", want, s.read(file))
	}
	// By command, while the tray runs: it shows that, too.
	for _, on := range []bool{false, true} {
		arg := map[bool]string{true: "on", false: "off"}[on]
		if out, code := s.run("", "login-item", arg); code != 0 {
			t.Errorf("login-item %s: exit code %d: %s", arg, code, out)
		}
		is(on)
		checked(on)
	}
	a.click(s.words.Menu.StartAtLogin)
	is(false)
	checked(false)
	if _, err := os.Stat(filepath.Dir(file)); !os.IsNotExist(err) {
		t.Errorf("off leaves the folder behind: %v", err)
	}
}
