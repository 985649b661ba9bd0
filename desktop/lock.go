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
