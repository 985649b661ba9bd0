package desktop

import (
	"context"
	"os"
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
