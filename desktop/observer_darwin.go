package desktop

import (
	"fmt"

	"github.com/ebitengine/purego"
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
	for _, framework := range []string{"Foundation", "AppKit"} {
		path := "/System/Library/Frameworks/" + framework + ".framework/" + framework
		if _, err := purego.Dlopen(path, purego.RTLD_GLOBAL|purego.RTLD_LAZY); err != nil {
			return nil, fmt.Errorf("loading %s: %w", framework, err)
		}
	}
	object, err := mac.New("HalfdayObserver", o, map[string]any{
		heard: func(self objc.ID, _ objc.SEL, _ objc.ID) {
			if o, ok := mac.Of[observer](self); ok {
				o.heard()
			}
		},
		"halfdaySubscribe:": func(self objc.ID, _ objc.SEL, _ objc.ID) {
			if o, ok := mac.Of[observer](self); ok {
				withPool(func() { o.subscribe(self) })
			}
		},
	})
	if err != nil {
		return nil, err
	}
	withPool(func() {
		object.Send(sel("performSelectorOnMainThread:withObject:waitUntilDone:"), sel("halfdaySubscribe:"), objc.ID(0), false)
	})
	return func() {
		withPool(func() {
			for _, centre := range []objc.ID{workspaceCentre(), distributedCentre()} {
				centre.Send(sel("removeObserver:"), object)
			}
			mac.Free(object)
		})
	}, nil
}

// workspaceCentre tells of sleep and of a change of the user: the default
// centre does not.
func workspaceCentre() objc.ID {
	return objc.ID(objc.GetClass("NSWorkspace")).Send(sel("sharedWorkspace")).Send(sel("notificationCenter"))
}

// distributedCentre tells of what other processes say.
func distributedCentre() objc.ID {
	return objc.ID(objc.GetClass("NSDistributedNotificationCenter")).Send(sel("defaultCenter"))
}

// hear subscribes to a notification of NSWorkspace.
func hear(self objc.ID, name string) {
	workspaceCentre().Send(sel("addObserver:selector:name:object:"), self, sel(heard), mac.NSString(name), objc.ID(0))
}
