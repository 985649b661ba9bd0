package desktop

import (
	"context"
	"strings"

	"github.com/ebitengine/purego"
	"github.com/ebitengine/purego/objc"

	mac "halfday/internal/objc"
)

// notifications asks for the permission. Outside a bundle there is no centre:
// osascript shows them then, which needs none.
// Compiled and vetted, never run on a Mac.
func notifications(ctx context.Context) (string, error) {
	for _, framework := range []string{"Foundation", "UserNotifications"} {
		path := "/System/Library/Frameworks/" + framework + ".framework/" + framework
		if _, err := purego.Dlopen(path, purego.RTLD_GLOBAL|purego.RTLD_LAZY); err != nil {
			return "", err
		}
	}
	status := make(chan int, 1)
	known := true
	withPool(func() {
		bundle := objc.ID(objc.GetClass("NSBundle")).Send(sel("mainBundle"))
		id, path := mac.GoString(bundle.Send(sel("bundleIdentifier"))), mac.GoString(bundle.Send(sel("bundlePath")))
		if known = id != "" && strings.HasSuffix(path, ".app"); !known {
			return
		}
		done := objc.NewBlock(func(_ objc.Block, settings objc.ID) {
			status <- objc.Send[int](settings, sel("authorizationStatus"))
		})
		defer done.Release()
		objc.ID(objc.GetClass("UNUserNotificationCenter")).Send(sel("currentNotificationCenter")).
			Send(sel("getNotificationSettingsWithCompletionHandler:"), done)
	})
	if !known {
		return "", nil
	}
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
