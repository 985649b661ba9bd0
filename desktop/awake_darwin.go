package desktop

import (
	"context"
	"log/slog"

	"github.com/ebitengine/purego"
	"github.com/ebitengine/purego/objc"

	mac "halfday/internal/objc"
)

// keepTime holds an activity, and listens at the centre of NSWorkspace: the
// default centre does not hear of sleep. The notification comes on the main
// thread, through the loop that the tray runs there.
// Compiled and vetted, never run on a Mac.
func keepTime(ctx context.Context, reason string, woke func()) {
	for _, framework := range []string{"Foundation", "AppKit"} {
		path := "/System/Library/Frameworks/" + framework + ".framework/" + framework
		if _, err := purego.Dlopen(path, purego.RTLD_GLOBAL|purego.RTLD_LAZY); err != nil {
			slog.Warn("no news of sleep", "error", err)
			<-ctx.Done()
			return
		}
	}
	awake := make(chan struct{}, 1)
	observer, err := mac.New("HalfdaySleepObserver", awake, map[string]any{
		"halfdayWoke:": func(self objc.ID, _ objc.SEL, _ objc.ID) {
			if awake, ok := mac.Of[chan struct{}](self); ok {
				select {
				case awake <- struct{}{}:
				default: // it will be told once
				}
			}
		},
		// On the main thread: AppKit may bind the source of the news to the loop
		// of the thread that asks, and only that one has a loop.
		"halfdayListen:": func(self objc.ID, _ objc.SEL, _ objc.ID) {
			if _, ok := mac.Of[chan struct{}](self); ok {
				withPool(func() {
					workspaceCentre().Send(sel("addObserver:selector:name:object:"), self, sel("halfdayWoke:"),
						nsString(mac.NSWorkspaceDidWakeNotification), objc.ID(0))
				})
			}
		},
	})
	if err != nil {
		slog.Warn("no news of sleep", "error", err)
		<-ctx.Done()
		return
	}
	var process, activity objc.ID
	withPool(func() {
		observer.Send(sel("performSelectorOnMainThread:withObject:waitUntilDone:"), sel("halfdayListen:"), objc.ID(0), false)
		process = objc.ID(objc.GetClass("NSProcessInfo")).Send(sel("processInfo"))
		activity = process.Send(sel("beginActivityWithOptions:reason:"), uint64(mac.NSActivityUserInitiatedAllowingIdleSystemSleep), nsString(reason)).Send(sel("retain"))
	})
	defer withPool(func() {
		workspaceCentre().Send(sel("removeObserver:"), observer)
		process.Send(sel("endActivity:"), activity)
		activity.Send(sel("release"))
		mac.Free(observer)
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

func workspaceCentre() objc.ID {
	return objc.ID(objc.GetClass("NSWorkspace")).Send(sel("sharedWorkspace")).Send(sel("notificationCenter"))
}

func nsString(s string) objc.ID {
	return objc.ID(objc.GetClass("NSString")).Send(sel("stringWithUTF8String:"), s)
}
