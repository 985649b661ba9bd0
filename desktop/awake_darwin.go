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
	class, err := objc.RegisterClass("HalfdaySleepObserver", objc.GetClass("NSObject"), nil, nil, []objc.MethodDef{{
		Cmd: sel("halfdayWoke:"),
		Fn: func(objc.ID, objc.SEL, objc.ID) {
			select {
			case awake <- struct{}{}:
			default: // it will be told once
			}
		},
	}})
	if err != nil {
		slog.Warn("no news of sleep", "error", err)
		<-ctx.Done()
		return
	}
	var observer, centre, process, activity objc.ID
	withPool(func() {
		observer = objc.ID(class).Send(sel("new"))
		centre = objc.ID(objc.GetClass("NSWorkspace")).Send(sel("sharedWorkspace")).Send(sel("notificationCenter"))
		centre.Send(sel("addObserver:selector:name:object:"), observer, sel("halfdayWoke:"),
			nsString(mac.NSWorkspaceDidWakeNotification), objc.ID(0))
		process = objc.ID(objc.GetClass("NSProcessInfo")).Send(sel("processInfo"))
		activity = process.Send(sel("beginActivityWithOptions:reason:"), uint64(mac.NSActivityUserInitiatedAllowingIdleSystemSleep), nsString(reason)).Send(sel("retain"))
	})
	defer withPool(func() {
		centre.Send(sel("removeObserver:"), observer)
		process.Send(sel("endActivity:"), activity)
		activity.Send(sel("release"))
		observer.Send(sel("release"))
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

func nsString(s string) objc.ID {
	return objc.ID(objc.GetClass("NSString")).Send(sel("stringWithUTF8String:"), s)
}
