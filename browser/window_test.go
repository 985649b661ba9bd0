package browser

import (
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
		x11     bool
		token   string
		choice  string
		system  string
		command []string
	}{
		{"a browser that runs raises itself on X11", true, "", "firefox", "", nil},
		{"the token of a click raises it", false, "token", "firefox", "", nil},
		{"Firefox", false, "", "firefox", "", []string{"/usr/bin/firefox", "--new-window", urlPlace}},
		{"a profile of Firefox", false, "", "firefox:profile:Work", "", []string{"/usr/bin/firefox", "-P", "Work", "--new-window", urlPlace}},
		{"a profile of Chrome", false, "", "chrome:profile:Work", "", inChrome("--profile-directory=Profile 1", "--new-window")},
		{"a profile that is gone", false, "", "chrome:profile:None", "", nil},
		{"a container", false, "", "firefox:container:Work", "", nil},
		{"a private window", false, "", "firefox:private", "", nil},
		{"the default browser", false, "", "", "com.google.Chrome", inChrome("--new-window")},
		{"of the same making", false, "", "", "vivaldi", []string{"env", "A=1", "/usr/bin/vivaldi-stable", "--new-window", urlPlace}},
		{"an unknown default browser", false, "", "", "org.gnome.Epiphany", nil},
		{"no default browser", false, "", "", "", nil},
		{"one whose options are not known", false, "", "qutebrowser", "", nil},
		{"a command", false, "", "command: chromium {url}", "", nil},
	} {
		choice, err := ParseChoice(c.choice)
		if err != nil {
			t.Fatal(err)
		}
		if got := NewWindow(!c.x11, c.token, choice, found, c.system); !slices.Equal(got, c.command) {
			t.Errorf("%s: got %q, want %q", c.name, got, c.command)
		}
	}
}
