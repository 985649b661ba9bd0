package desktop

import "context"

// TrayHost tells whether something shows tray icons. On Linux it asks the
// session bus, over a connection of its own that is closed afterwards; an
// error means that the bus did not answer. On Windows it looks for the taskbar;
// macOS always has a menu bar.
func TrayHost(ctx context.Context) (present bool, err error) { return trayHost(ctx) }

// AwaitTrayHost blocks until there is something to register tray icons with,
// which the session bus may start for it. The library that draws the icon
// looks once and then begins to listen: a host that comes between these two
// would never get the icon. Its error is ctx's, or says that the bus is gone.
// On Windows it waits for Explorer's taskbar, on macOS it returns nil at once.
func AwaitTrayHost(ctx context.Context) error { return awaitTrayHost(ctx) }

// Display tells whether there is a display to show a dialog on, as far as the
// environment says.
func Display() bool { return display() }

// SessionBus checks that the session bus answers; it never starts one. The
// library that draws the tray icon blocks for ever without a bus. It is nil
// where the system has no such thing.
func SessionBus(ctx context.Context) error { return sessionBus(ctx) }

// WatchBus blocks until the session bus is gone, which it reports as an error,
// or until ctx ends, whose error it returns. It sleeps all the while.
func WatchBus(ctx context.Context) error { return watchBus(ctx) }
