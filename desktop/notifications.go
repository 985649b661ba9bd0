package desktop

import (
	"context"
	"errors"
)

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
