package desktop

import "context"

// KeepTime keeps this process in time with the clock until ctx ends: it asks
// the system not to slow it down while nobody looks at it (App Nap), and calls
// woke when the machine has woken from sleep. reason is for the system's own
// list of who keeps it busy. woke is called on the goroutine of KeepTime.
//
// Only macOS needs it: elsewhere it just waits. Nothing may rely on it: what
// is due is decided by the wall clock at the next tick anyway.
func KeepTime(ctx context.Context, reason string, woke func()) { keepTime(ctx, reason, woke) }
