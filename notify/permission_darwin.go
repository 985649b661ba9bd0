package notify

import (
	"context"
	"fmt"
	"log/slog"

	"github.com/ebitengine/purego/objc"

	mac "halfday/internal/objc"
)

// allowed tells whether the person lets us show notifications; nil where they
// do. It never asks them: the request looks like a notification, and one that
// nobody answers for about a minute counts as a no for good.
func (b *notifyBackend) allowed(ctx context.Context) error {
	switch status, err := b.status(ctx); {
	case err != nil:
		return err
	case status == mac.UNAuthorizationStatusDenied:
		return errDenied
	case status == mac.UNAuthorizationStatusNotDetermined:
		return errUnasked
	}
	return nil
}

func (b *notifyBackend) status(ctx context.Context) (int, error) {
	return asked(ctx, b.center, "getNotificationSettingsWithCompletionHandler:", func(settings objc.ID) int {
		return objc.Send[int](settings, objc.RegisterName("authorizationStatus"))
	})
}

func (b *notifyBackend) unasked(ctx context.Context) bool {
	defer mac.Pool()()
	if b.center == 0 || b.plain {
		return false
	}
	status, err := b.status(ctx)
	return err == nil && status == mac.UNAuthorizationStatusNotDetermined
}

// askLeave shows macOS's request and does not wait for the answer, which a
// person may give after minutes.
func (b *notifyBackend) askLeave() {
	defer mac.Pool()()
	if b.center == 0 {
		return
	}
	answered := objc.NewBlock(func(_ objc.Block, granted bool, problem objc.ID) {
		why := ""
		if problem != 0 {
			why = mac.GoString(mac.Send(problem, "localizedDescription"))
		}
		slog.Info("permission to notify", "granted", granted, "error", why)
		if problem == 0 {
			return
		}
		// A no comes with an error too. Where nobody was asked all the same, macOS
		// takes no notifications from a program that is signed like this one.
		b.post(func(b *notifyBackend) {
			ctx, stop := context.WithTimeout(context.Background(), notifyLimit)
			defer stop()
			b.plain = b.unasked(ctx)
		})
	})
	defer answered.Release()
	mac.Send(b.center, "requestAuthorizationWithOptions:completionHandler:", uint(mac.UNAuthorizationOptionAlert), answered)
}

// refusal sorts the error of a notification that was not taken; nil for none.
func refusal(problem objc.ID) error {
	switch {
	case problem == 0:
		return nil
	case objc.Send[int](problem, objc.RegisterName("code")) == mac.UNErrorCodeNotificationsNotAllowed:
		return errDenied
	}
	return fmt.Errorf("%w: %s", errRefused, mac.GoString(mac.Send(problem, "localizedDescription")))
}
