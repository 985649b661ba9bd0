package browser

import (
	"os"
	"path/filepath"
	"slices"
	"testing"
)

func TestNewWindow(t *testing.T) {
	firefox, chrome := firefoxHere, chromeHere
	firefox.entry, chrome.entry = "firefox-esr", "com.google.Chrome"
	vivaldi := Browser{ID: "vivaldi", entry: "vivaldi", with: []string{"env", "A=1", "/usr/bin/vivaldi-stable", optionsPlace, urlPlace}}
	found := []Browser{firefox, chrome, otherHere, vivaldi}
	inChrome := func(options ...string) []string {
		return slices.Concat([]string{"flatpak", "run", "com.google.Chrome"}, options, []string{"@@u", urlPlace, "@@"})
	}
	for _, c := range []struct {
		name    string
		choice  string
		system  string
		command []string
	}{
		{"Firefox", "firefox", "", []string{"/usr/bin/firefox", "--new-window", urlPlace}},
		{"a profile of Firefox", "firefox:profile:Work", "", []string{"/usr/bin/firefox", "-P", "Work", "--new-window", urlPlace}},
		{"a profile of Chrome", "chrome:profile:Work", "", inChrome("--profile-directory=Profile 1", "--new-window")},
		{"a profile that is gone", "chrome:profile:None", "", nil},
		{"a container", "firefox:container:Work", "", nil},
		{"a private window", "firefox:private", "", nil},
		{"the default browser", "", "com.google.Chrome", inChrome("--new-window")},
		{"of the same making", "", "vivaldi", []string{"env", "A=1", "/usr/bin/vivaldi-stable", "--new-window", urlPlace}},
		{"an unknown default browser", "", "org.gnome.Epiphany", nil},
		{"no default browser", "", "", nil},
		{"one whose options are not known", "qutebrowser", "", nil},
		{"a command", "command: chromium {url}", "", nil},
	} {
		choice, err := parseChoice(c.choice)
		if err != nil {
			t.Fatal(err)
		}
		if got := newWindow(choice, found, c.system); !slices.Equal(got, c.command) {
			t.Errorf("%s: got %q, want %q", c.name, got, c.command)
		}
	}
}

// A browser raises itself on X11, and by the token of a click.
func TestNewWindowIsForWayland(t *testing.T) {
	inventHome(t, map[string]string{"bin/firefox": "program", "usr[1]/applications/firefox.desktop": entryOf("firefox %u")})
	for _, c := range []struct {
		wayland, token string
		command        []string
	}{
		{"", "", nil},
		{"wayland-0", "token", nil},
		{"wayland-0", "", []string{"firefox", "--new-window", urlPlace}},
	} {
		t.Setenv("WAYLAND_DISPLAY", c.wayland)
		if got := NewWindow("firefox", c.token); !slices.Equal(got, c.command) {
			t.Errorf("%q, %q: got %q, want %q", c.wayland, c.token, got, c.command)
		}
	}
}

func TestDefaultEntry(t *testing.T) {
	root := t.TempDir()
	write := func(name, content string) {
		t.Helper()
		path := filepath.Join(root, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for name, dir := range map[string]string{"XDG_CONFIG_HOME": "config", "XDG_CONFIG_DIRS": "etc", "XDG_DATA_HOME": "local", "XDG_DATA_DIRS": "usr"} {
		t.Setenv(name, filepath.Join(root, dir))
	}
	t.Setenv("XDG_CURRENT_DESKTOP", "ubuntu:GNOME")
	want := func(entry string) {
		t.Helper()
		if got := defaultEntry(); got != entry {
			t.Errorf("got %q, want %q", got, entry)
		}
	}
	for _, entry := range []string{"firefox-esr", "chromium", "mine"} {
		write("usr/applications/"+entry+".desktop", "")
	}
	want("")
	write("usr/applications/gnome-mimeapps.list", "[Default Applications]\nx-scheme-handler/https=gone.desktop;firefox-esr.desktop;\n")
	want("firefox-esr") // as the distribution has it
	write("etc/mimeapps.list", "[Added Associations]\nx-scheme-handler/https=mine.desktop\n[Default Applications]\nx-scheme-handler/https = chromium.desktop\n")
	want("chromium")
	write("config/mimeapps.list", "[Default Applications]\nx-scheme-handler/https=../mine.desktop\n")
	want("chromium")
	write("config/mimeapps.list", "[Default Applications]\nx-scheme-handler/https=mine.desktop\n")
	want("mine")
}
