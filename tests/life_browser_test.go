//go:build linux

package tests

import (
	"os"
	"strings"
	"testing"
)

// The menu of a session offers the browsers of this machine. Who chooses one
// has the role opened there from then on, and finds the choice in the settings.
func TestLifeBrowserOfARole(t *testing.T) {
	t.Parallel()
	s := newLogin(t, set{})
	s.must(os.Symlink(s.path("bin/zenity"), s.path("bin", surf)))
	s.write(s.path("home/.local/share/applications/surf.desktop"),
		"[Desktop Entry]\nType=Application\nName=Surf & Turf\nExec=\""+s.path("bin", surf)+"\" %U\nMimeType=x-scheme-handler/http;x-scheme-handler/https;\n")
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
	a.clickIn("dev", role.Browser, "Surf & Turf")
	checked("Surf & Turf")
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
