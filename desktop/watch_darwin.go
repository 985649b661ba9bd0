package desktop

import (
	"context"
	"log/slog"

	"github.com/ebitengine/purego/objc"

	"halfday/internal/mailbox"
	mac "halfday/internal/objc"
)

// observer is what an object that listens to macOS stands for.
type observer struct {
	heard     func()
	subscribe func(self objc.ID) // to a notification centre, with the selector heard
}

const heard = "halfdayHeard:"

// observe calls heard, on the main thread, for what subscribe subscribes to.
// Subscribing is done there, too: AppKit may bind the source of its news to the
// loop of the thread that asks, and only the main one has a loop, that of the
// tray. stop ends it, and may be called on any thread.
// Compiled and vetted, never run on a Mac.
func observe(o observer) (stop func(), err error) {
	if err := mac.Load("Foundation", "AppKit"); err != nil {
		return nil, err
	}
	object, err := mac.New("HalfdayObserver", o, map[string]any{
		heard: func(self objc.ID, _ objc.SEL, _ objc.ID) {
			if o, ok := mac.Of[observer](self); ok {
				o.heard()
			}
		},
		"halfdaySubscribe:": func(self objc.ID, _ objc.SEL, _ objc.ID) {
			if o, ok := mac.Of[observer](self); ok {
				defer mac.Pool()()
				o.subscribe(self)
			}
		},
	})
	if err != nil {
		return nil, err
	}
	onMainThread(object, "halfdaySubscribe:")
	return func() {
		defer mac.Pool()()
		for _, centre := range []objc.ID{workspaceCentre(), distributedCentre()} {
			mac.Send(centre, "removeObserver:", object)
		}
		mac.Free(object)
	}, nil
}

// onMainThread has an object of ours do something there, and does not wait.
func onMainThread(object objc.ID, selector string) {
	defer mac.Pool()()
	mac.Send(object, "performSelectorOnMainThread:withObject:waitUntilDone:", objc.RegisterName(selector), objc.ID(0), false)
}

// workspaceCentre tells of sleep and of a change of the user: the default
// centre does not.
func workspaceCentre() objc.ID {
	return mac.Send(mac.Send(mac.Class("NSWorkspace"), "sharedWorkspace"), "notificationCenter")
}

// distributedCentre tells of what other processes say.
func distributedCentre() objc.ID {
	return mac.Send(mac.Class("NSDistributedNotificationCenter"), "defaultCenter")
}

// hear subscribes to a notification of NSWorkspace.
func hear(self objc.ID, name string) {
	mac.Send(workspaceCentre(), "addObserver:selector:name:object:", self, objc.RegisterName(heard), mac.NSString(name), objc.ID(0))
}

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
	} else {
		defer stop()
	}
	<-ctx.Done()
}

// keepTime holds an activity, and hears when the Mac wakes.
// Compiled and vetted, never run on a Mac.
func keepTime(ctx context.Context, reason string, woke func()) {
	awake := make(chan struct{}, 1)
	stop, err := observe(observer{
		heard:     func() { mailbox.Nudge(awake) },
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
