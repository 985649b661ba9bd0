//go:build linux

package tests

import (
	"os"
	"strings"
	"testing"
)

// surfName is how a person knows the browser surf.
const surfName = "Surf & Turf"

// installSurf makes surf known as a distribution does.
func (s *login) installSurf() {
	s.t.Helper()
	s.must(os.Symlink(s.path("bin/zenity"), s.path("bin", surf)))
	s.write(s.path("home/.local/share/applications/surf.desktop"), "[Desktop Entry]\nType=Application\nName="+surfName+
		"\nExec=\""+s.path("bin", surf)+"\" %U\nMimeType=x-scheme-handler/http;x-scheme-handler/https;\n")
}

// The menu of a session offers the browsers of this machine. Who chooses one
// has the role opened there from then on, and finds the choice in the settings.
func TestLifeBrowserOfARole(t *testing.T) {
	t.Parallel()
	s := newLogin(t, set{})
	s.installSurf()
	s.write(s.settingsFile(), "# mine\n[role.atlas-dev]\nlabel = \"dev\"\n")
	a := s.open()
	a.click("dev")
	s.awaitDialog(entryDialog, dev).answer(s.code())
	role := s.words.Role
	checked := func(label string) {
		t.Helper()
		a.awaitMenu(label+" as the only one that is checked", func(lines []entry) bool {
			path, _ := running(lines, "dev")
			all, ok := follow(lines, append(path, role.Browser)...)
			n := 0
			for _, e := range all.children {
				if e.checked {
					n++
					ok = ok && e.label == label
				}
			}
			return ok && n == 1
		})
	}
	checked(role.BrowserUsual)
	a.clickIn("dev", role.Browser, surfName)
	checked(surfName)
	if got, want := s.read(s.settingsFile()), "# mine\n[role.atlas-dev]\nbrowser = \"surf\"\nlabel = \"dev\"\n"; got != want {
		t.Errorf("settings: got %q, want %q", got, want)
	}
	a.clickIn("dev", s.words.Menu.OpenAgain)
	s.await("the console in the other browser", func() bool {
		v := s.props.visited()
		return len(v) == 2 && v[0].by == "xdg-open" && v[1].by == surf && strings.Contains(v[1].title, dev)
	})

	a.clickIn("dev", role.Browser, role.BrowserUsual)
	checked(role.BrowserUsual)
	if got := s.read(s.settingsFile()); strings.Contains(got, "browser") {
		t.Errorf("settings: %q", got)
	}
	a.quit()
}

// In the demo it can be tried out, and nothing of the person's own changes.
func TestLifeBrowserInTheDemo(t *testing.T) {
	t.Parallel()
	s := newLogin(t, set{})
	s.installSurf()
	s.write(s.settingsFile(), "# mine\n")
	a := s.open("-demo")
	a.signIn(dev)
	a.clickIn(dev, s.words.Role.Browser, surfName)
	a.awaitMenu("the other browser as the one that holds", func(lines []entry) bool {
		path, _ := running(lines, dev)
		e, ok := follow(lines, append(path, s.words.Role.Browser, surfName)...)
		return ok && e.checked
	})
	a.clickIn(dev, s.words.Menu.OpenAgain)
	s.await("the console in the other browser", func() bool {
		v := s.props.visited()
		return len(v) == 2 && v[1].by == surf
	})
	if got := s.read(s.settingsFile()); got != "# mine\n" {
		t.Errorf("the person's own settings: %q", got)
	}
	a.quit()
}
