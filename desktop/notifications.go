package desktop

import "context"

// Notifications tells who shows notifications: the name of the service, ""
// where that is the system itself. An error means that nobody does,
// or that the session bus did not answer. A service that starts when it is
// first needed counts, and is not started.
func Notifications(ctx context.Context) (name string, err error) { return notifications(ctx) }
