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
	drain := mac.Pool()
	process := mac.Send(mac.Class("NSProcessInfo"), "processInfo")
	activity := mac.Send(mac.Send(process, "beginActivityWithOptions:reason:", uint64(mac.NSActivityUserInitiatedAllowingIdleSystemSleep), mac.NSString(reason)), "retain")
	drain()
	defer func() {
		defer mac.Pool()()
		mac.Send(process, "endActivity:", activity)
		mac.Send(activity, "release")
	}()
	for {
		select {
		case <-awake:
			woke()
		case <-ctx.Done():
			return
		}
	}
}
