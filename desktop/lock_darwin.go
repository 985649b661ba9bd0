package desktop

import (
	"context"
	"log/slog"

	"github.com/ebitengine/purego"
	"github.com/ebitengine/purego/objc"
)

// deliverImmediately is NSNotificationSuspensionBehaviorDeliverImmediately: else
// what is sent to a program that is not in front waits until it is.
const deliverImmediately uint64 = 4

// watchLock listens at the distributed centre for the lock, and at that of
// NSWorkspace for sleep and for a switch to another user. The notifications
// come on the main thread, through the loop that the tray runs there.
// Compiled and vetted, never run on a Mac.
func watchLock(ctx context.Context, locked func()) {
	defer func() { <-ctx.Done() }()
	for _, framework := range []string{"Foundation", "AppKit"} {
		path := "/System/Library/Frameworks/" + framework + ".framework/" + framework
		if _, err := purego.Dlopen(path, purego.RTLD_GLOBAL|purego.RTLD_LAZY); err != nil {
			slog.Warn("no news of the screen lock", "error", err)
			return
		}
	}
	class, err := objc.RegisterClass("HalfdayLockObserver", objc.GetClass("NSObject"), nil, nil, []objc.MethodDef{{
		Cmd: sel("halfdayLocked:"),
		Fn:  func(objc.ID, objc.SEL, objc.ID) { locked() },
	}})
	if err != nil {
		slog.Warn("no news of the screen lock", "error", err)
		return
	}
	var observer, everybody, workspace objc.ID
	withPool(func() {
		observer = objc.ID(class).Send(sel("new"))
		everybody = objc.ID(objc.GetClass("NSDistributedNotificationCenter")).Send(sel("defaultCenter"))
		everybody.Send(sel("addObserver:selector:name:object:suspensionBehavior:"), observer, sel("halfdayLocked:"),
			nsString("com.apple.screenIsLocked"), objc.ID(0), deliverImmediately)
		workspace = objc.ID(objc.GetClass("NSWorkspace")).Send(sel("sharedWorkspace")).Send(sel("notificationCenter"))
		for _, name := range []string{"NSWorkspaceWillSleepNotification", "NSWorkspaceSessionDidResignActiveNotification"} {
			workspace.Send(sel("addObserver:selector:name:object:"), observer, sel("halfdayLocked:"), nsString(name), objc.ID(0))
		}
	})
	<-ctx.Done()
	withPool(func() {
		everybody.Send(sel("removeObserver:"), observer)
		workspace.Send(sel("removeObserver:"), observer)
		observer.Send(sel("release"))
	})
}
