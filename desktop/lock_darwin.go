package desktop

import (
	"context"
	"log/slog"

	"github.com/ebitengine/purego/objc"

	mac "halfday/internal/objc"
)

// watchLock hears of the lock from the distributed centre, and of sleep and a
// change to another user from NSWorkspace.
// Compiled and vetted, never run on a Mac.
func watchLock(ctx context.Context, locked func()) {
	stop, err := observe(observer{heard: locked, subscribe: func(self objc.ID) {
		// At once: else what is sent to a program that is not in front waits.
		mac.Send(distributedCentre(), "addObserver:selector:name:object:suspensionBehavior:", self, objc.RegisterName(heard),
			mac.NSString(mac.ScreenIsLocked), objc.ID(0), uint(mac.NSNotificationSuspensionBehaviorDeliverImmediately))
		hear(self, mac.NSWorkspaceWillSleepNotification)
		hear(self, mac.NSWorkspaceSessionDidResignActiveNotification)
	}})
	if err != nil {
		slog.Warn("no news of the screen lock", "error", err)
		<-ctx.Done()
		return
	}
	<-ctx.Done()
	stop()
}
