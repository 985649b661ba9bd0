package desktop

import (
	"context"
	"errors"
	"os"
	"slices"
	"strings"
)

// TrayHost tells whether something shows tray icons. On Linux it asks the
// session bus, over a connection of its own that is closed afterwards; an
// error means that the bus did not answer. On Windows it looks for the taskbar;
// macOS always has a menu bar.
func TrayHost(ctx context.Context) (present bool, err error) { return trayHost(ctx) }

// TrayInstall is the command that installs what shows tray icons on this
// desktop, by its own package manager; "" where none is known.
func TrayInstall() string { return trayInstall(os.Getenv("XDG_CURRENT_DESKTOP"), isThere) }

// DialogInstall is the command that installs what shows dialogs; "" where none
// is known.
func DialogInstall() string { return installs("zenity", isThere) }

func isThere(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}

// AwaitTaskbar blocks on Windows until Explorer shows its taskbar; systray
// tries once to add its icon there. Elsewhere it returns nil at once. Its error
// is ctx's.
func AwaitTaskbar(ctx context.Context) error { return awaitTaskbar(ctx) }

// Display tells whether there is a display to show a dialog on, as far as the
// environment says.
func Display() bool { return display() }

// SessionBus checks that the session bus answers; it never starts one. It is
// nil where the system has no such thing.
func SessionBus(ctx context.Context) error { return sessionBus(ctx) }

// What macOS and Windows say of the permission to notify.
var (
	ErrNotificationsOff     = errors.New("notifications are switched off for this app")
	ErrNotificationsUnasked = errors.New("the person was not asked for notifications yet")
)

// Notifications tells who shows notifications: the name of the service, ""
// where that is the system itself. An error means that nobody does,
// or that the session bus did not answer. A service that starts when it is
// first needed counts, and is not started. It is ErrNotificationsOff
// where the person has decided so on macOS or Windows, and ErrNotificationsUnasked
// where nobody has yet on macOS.
func Notifications(ctx context.Context) (name string, err error) { return notifications(ctx) }

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
		if slices.ContainsFunc(strings.Split(desktop, ":"), func(name string) bool { return strings.EqualFold(name, p.desktop) }) {
			return installs(p.name, there)
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
