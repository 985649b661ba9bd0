package desktop

import (
	"context"

	"github.com/ebitengine/purego/objc"

	mac "halfday/internal/objc"
)

func trayHost(context.Context) (bool, error) { return true, nil }

func awaitTaskbar(context.Context) error { return nil }

func display() bool { return true }

func sessionBus(context.Context) error { return nil }

// notifications asks for the permission. Outside a bundle there is no centre:
// osascript shows them then, which needs none.
// Compiled and vetted, never run on a Mac.
func notifications(ctx context.Context) (string, error) {
	if err := mac.Load("Foundation", "UserNotifications"); err != nil {
		return "", err
	}
	defer mac.Pool()()
	if mac.Bundle() == "" {
		return "", nil
	}
	status := make(chan int, 1)
	done := objc.NewBlock(func(_ objc.Block, settings objc.ID) {
		status <- objc.Send[int](settings, objc.RegisterName("authorizationStatus"))
	})
	defer done.Release()
	mac.Send(mac.Send(mac.Class("UNUserNotificationCenter"), "currentNotificationCenter"), "getNotificationSettingsWithCompletionHandler:", done)
	select {
	case s := <-status:
		switch s {
		case mac.UNAuthorizationStatusDenied:
			return "", ErrNotificationsOff
		case mac.UNAuthorizationStatusNotDetermined:
			return "", ErrNotificationsUnasked
		}
		return "", nil
	case <-ctx.Done():
		return "", ctx.Err()
	}
}
