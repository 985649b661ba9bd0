//go:build linux

package stories

import (
	"strings"
	"testing"

	"halfday/tests/stage"
)

// The menu of a session offers the browsers of this machine. Who chooses one
// has the role opened there from then on, and finds the choice in the settings.
func TestBrowserOfARole(t *testing.T) {
	t.Parallel()
	s := stage.New(t, stage.Set{})
	s.InstallSurf()
	s.Write(s.SettingsFile(), "# mine\n[role.atlas-dev]\nlabel = \"dev\"\n")
	a := s.Open()
	a.Click("dev")
	s.AwaitDialog(stage.EntryDialog, dev).Answer(s.Code())
	role := s.Words.Role
	checked := func(label string) {
		t.Helper()
		a.AwaitMenu(label+" as the only one that is checked", func(lines []stage.Entry) bool {
			path, _ := stage.Running(lines, "dev")
			all, ok := stage.Follow(lines, append(path, role.Browser)...)
			n := 0
			for _, e := range all.Children {
				if e.Checked {
					n++
					ok = ok && e.Label == label
				}
			}
			return ok && n == 1
		})
	}
	checked(role.BrowserUsual)
	a.ClickIn("dev", role.Browser, stage.SurfName)
	checked(stage.SurfName)
	if got, want := s.Read(s.SettingsFile()), "# mine\n[role.atlas-dev]\nbrowser = \"surf\"\nlabel = \"dev\"\n"; got != want {
		t.Errorf("settings: got %q, want %q", got, want)
	}
	a.ClickIn("dev", s.Words.Menu.OpenAgain)
	s.Await("the console in the other browser", func() bool {
		v := s.Props.Visited()
		return len(v) == 2 && v[0].By == "xdg-open" && v[1].By == stage.Surf && strings.Contains(v[1].Title, dev)
	})

	a.ClickIn("dev", role.Browser, role.BrowserUsual)
	checked(role.BrowserUsual)
	if got := s.Read(s.SettingsFile()); strings.Contains(got, "browser") {
		t.Errorf("settings: %q", got)
	}
	a.Quit()
}

// In the demo it can be tried out, and nothing of the person's own changes.
func TestBrowserInTheDemo(t *testing.T) {
	t.Parallel()
	s := stage.New(t, stage.Set{})
	s.InstallSurf()
	s.Write(s.SettingsFile(), "# mine\n")
	a := s.Open("-demo")
	a.SignIn(dev)
	a.ClickIn(dev, s.Words.Role.Browser, stage.SurfName)
	a.AwaitMenu("the other browser as the one that holds", func(lines []stage.Entry) bool {
		path, _ := stage.Running(lines, dev)
		e, ok := stage.Follow(lines, append(path, s.Words.Role.Browser, stage.SurfName)...)
		return ok && e.Checked
	})
	a.ClickIn(dev, s.Words.Menu.OpenAgain)
	s.Await("the console in the other browser", func() bool {
		v := s.Props.Visited()
		return len(v) == 2 && v[1].By == stage.Surf
	})
	if got := s.Read(s.SettingsFile()); got != "# mine\n" {
		t.Errorf("the person's own settings: %q", got)
	}
	a.Quit()
}
