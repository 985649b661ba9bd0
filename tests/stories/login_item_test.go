//go:build linux

package stories

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"halfday/tests/stage"
)

// lastingCopy puts the program into a new folder that is not temporary.
func lastingCopy(t *testing.T, program, name string) string {
	t.Helper()
	out := filepath.Join(stage.Root(t), "out")
	if strings.HasPrefix(out, os.TempDir()+"/") {
		t.Skip("the sources lie in a temporary folder")
	}
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	must(os.MkdirAll(out, 0o755))
	dir, err := os.MkdirTemp(out, "lasting-")
	must(err)
	t.Cleanup(func() { os.RemoveAll(dir) })
	data, err := os.ReadFile(program)
	must(err)
	path := filepath.Join(dir, name)
	must(os.WriteFile(path+".new", data, 0o755))
	must(os.Rename(path+".new", path))
	return path
}

// Start at login: from the menu and by command, and nothing is left behind.
func TestLoginItem(t *testing.T) {
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

// One start of a copy does not make it what starts at login: only where the
// other is gone, never from a place for temporary files, and the person is
// told.
func TestLoginItemFollows(t *testing.T) {
	t.Parallel()
	s := stage.New(t, stage.Set{})
	temporary := s.Program
	first, second := lastingCopy(t, s.Program, "first"), lastingCopy(t, s.Program, "second")
	file := s.Path("home/.config/autostart/app.halfday.Halfday.desktop")
	named := func(program string) {
		t.Helper()
		if !strings.Contains(s.Read(file), `Exec="`+program+"\"\n") {
			t.Errorf("the entry does not name %s:\n%s", program, s.Read(file))
		}
	}

	s.Program = temporary
	if out, code := s.Run("", "login-item", "on"); code == 0 || !strings.Contains(out, "temporary") || s.Read(file) != "" {
		t.Errorf("on from a temporary folder: exit code %d: %s", code, out)
	}
	s.Program = first
	if out, code := s.Run("", "login-item", "on"); code != 0 {
		t.Fatalf("on: exit code %d: %s", code, out)
	}
	named(first)

	s.Program = second
	s.Open().Quit()
	named(first)
	if got := s.Notes.Shown(); len(got) != 0 {
		t.Errorf("told of nothing: %v", got)
	}

	s.Must(os.Remove(first))
	a := s.Open()
	n := s.Notes.Await(s.Words.Reminder.LoginMoved(first, second).Title)
	a.Quit()
	named(second)
	if !strings.Contains(n.Body, filepath.Base(second)) {
		t.Errorf("does not say where: %v", n)
	}

	s.Must(os.Remove(second))
	s.Program = temporary
	a = s.Open()
	s.Notes.Await(s.Words.Reminder.LoginStale(second, temporary).Title)
	a.Quit()
	named(second)
}
