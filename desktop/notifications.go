package desktop

import (
	"context"
	"errors"
)

// What macOS says of the permission to notify.
var (
	ErrNotificationsOff     = errors.New("notifications are switched off for this app")
	ErrNotificationsUnasked = errors.New("the person was not asked for notifications yet")
)

// Notifications tells who shows notifications: the name of the service, ""
// where that is the system itself. An error means that nobody does,
// or that the session bus did not answer. A service that starts when it is
// first needed counts, and is not started. On macOS it is ErrNotificationsOff or
// ErrNotificationsUnasked where the person, or nobody yet, has decided so.
func Notifications(ctx context.Context) (name string, err error) { return notifications(ctx) }
