package desktop

import (
	"github.com/ebitengine/purego/objc"

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
