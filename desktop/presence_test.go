package desktop

import "testing"

func TestTrayInstall(t *testing.T) {
	for _, c := range []struct{ desktop, manager, want string }{
		{"GNOME", "/usr/bin/apt", "sudo apt install gnome-shell-extension-appindicator"},
		{"ubuntu:GNOME", "/usr/bin/dnf", "sudo dnf install gnome-shell-extension-appindicator"},
		{"sway", "/usr/bin/pacman", "sudo pacman -S waybar"},
		{"KDE", "/usr/bin/apt", ""}, // its panel shows icons
		{"GNOME", "", ""},
		{"", "/usr/bin/apt", ""},
	} {
		if got := trayInstall(c.desktop, func(path string) bool { return path == c.manager }); got != c.want {
			t.Errorf("%s with %s: got %q, want %q", c.desktop, c.manager, got, c.want)
		}
	}
}
