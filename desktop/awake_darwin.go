package desktop

import (
	"context"
	"log/slog"

	"github.com/ebitengine/purego/objc"

	mac "halfday/internal/objc"
)

// keepTime holds an activity, and hears when the Mac wakes.
// Compiled and vetted, never run on a Mac.
func keepTime(ctx context.Context, reason string, woke func()) {
	awake := make(chan struct{}, 1)
	stop, err := observe(observer{
		heard: func() {
			select {
			case awake <- struct{}{}:
			default: // it will be told once
			}
		},
		subscribe: func(self objc.ID) { hear(self, mac.NSWorkspaceDidWakeNotification) },
	})
	if err != nil {
		slog.Warn("no news of sleep", "error", err)
		<-ctx.Done()
		return
	}
	defer stop()
	var process, activity objc.ID
	withPool(func() {
		process = objc.ID(objc.GetClass("NSProcessInfo")).Send(sel("processInfo"))
		activity = process.Send(sel("beginActivityWithOptions:reason:"), uint64(mac.NSActivityUserInitiatedAllowingIdleSystemSleep), mac.NSString(reason)).Send(sel("retain"))
	})
	defer withPool(func() {
		process.Send(sel("endActivity:"), activity)
		activity.Send(sel("release"))
	})
	for {
		select {
		case <-awake:
			woke()
		case <-ctx.Done():
			return
		}
	}
}
