package desktop

import "context"

// WatchLock calls locked when the screen locks and when the machine goes to
// sleep, until ctx ends; also when the service that tells of it is lost, since
// nobody then knows what happens. Where there is no such service it just waits.
// locked is called on goroutines of WatchLock and must return at once.
//
// Linux has logind, and the screen savers of desktops; macOS and Windows tell
// every program.
func WatchLock(ctx context.Context, locked func()) { watchLock(ctx, locked) }

// KeepTime keeps this process in time with the clock until ctx ends: it asks
// the system not to slow it down while nobody looks at it (App Nap), and calls
// woke when the machine has woken from sleep. reason is for the system's own
// list of who keeps it busy. woke is called on the goroutine of KeepTime.
//
// Only macOS needs it: elsewhere it just waits. Nothing may rely on it: what
// is due is decided by the wall clock at the next tick anyway.
func KeepTime(ctx context.Context, reason string, woke func()) { keepTime(ctx, reason, woke) }
