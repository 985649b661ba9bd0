package dialogs

import (
	"time"

	"github.com/ebitengine/purego"
	"github.com/ebitengine/purego/objc"
)

const (
	frontPause = 100 * time.Millisecond
	frontLimit = 5 * time.Second

	// NSApplicationActivateIgnoringOtherApps
	activateIgnoringOtherApps uint64 = 1 << 1
)

// toFront puts the dialog of osascript before the windows of other programs
// until done is closed or it is there: an app of the menu bar is not active, and
// neither is what it starts, so that a code would be typed elsewhere.
// Compiled and vetted, never run on a Mac.
func toFront(done <-chan struct{}) {
	const appKit = "/System/Library/Frameworks/AppKit.framework/AppKit"
	if _, err := purego.Dlopen(appKit, purego.RTLD_GLOBAL|purego.RTLD_LAZY); err != nil {
		return
	}
	limit := time.NewTimer(frontLimit)
	defer limit.Stop()
	tick := time.NewTicker(frontPause)
	defer tick.Stop()
	for {
		select {
		case <-done:
			return
		case <-limit.C:
			return
		case <-tick.C:
		}
		for _, pid := range groupChildren() {
			if activate(pid) {
				return
			}
		}
	}
}

// activate tells whether the program of the process is in front. One that shows
// no window yet is none of macOS's applications.
func activate(pid int) bool {
	defer pool()()
	app := send(class("NSRunningApplication"), "runningApplicationWithProcessIdentifier:", int32(pid)) // #nosec G115 -- pid_t
	if app == 0 {
		return false
	}
	if objc.Send[bool](app, objc.RegisterName("isActive")) {
		return true
	}
	send(app, "activateWithOptions:", activateIgnoringOtherApps)
	return false
}
