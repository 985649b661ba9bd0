package desktop

import "strings"

// trayPackages are what shows tray icons on desktops that do not by themselves,
// by a name of XDG_CURRENT_DESKTOP. The packages have the same name everywhere.
var trayPackages = []struct{ desktop, name string }{
	{"GNOME", "gnome-shell-extension-appindicator"},
	{"sway", "waybar"},
	{"Hyprland", "waybar"},
	{"river", "waybar"},
	{"niri", "waybar"},
	{"labwc", "waybar"},
	{"XFCE", "xfce4-panel"},
	{"LXQt", "lxqt-panel"},
}

// packageManagers are the programs that install packages, and how.
var packageManagers = []struct{ path, command string }{
	{"/usr/bin/apt", "sudo apt install "},
	{"/usr/bin/dnf", "sudo dnf install "},
	{"/usr/bin/zypper", "sudo zypper install "},
	{"/usr/bin/pacman", "sudo pacman -S "},
}

func trayInstall(desktop string, there func(path string) bool) string {
	for _, p := range trayPackages {
		for name := range strings.SplitSeq(desktop, ":") {
			if strings.EqualFold(name, p.desktop) {
				return installs(p.name, there)
			}
		}
	}
	return ""
}

// installs is how the package manager that is there installs a package.
func installs(name string, there func(path string) bool) string {
	for _, m := range packageManagers {
		if there(m.path) {
			return m.command + name
		}
	}
	return ""
}
