package dialogs

import (
	"time"

	"github.com/ebitengine/purego/objc"

	"halfday/internal/child"
	mac "halfday/internal/objc"
)

const (
	frontStart = 100 * time.Millisecond // between looks for the window of osascript
	frontLimit = 5 * time.Second
)

// toFront puts the dialog of osascript before the windows of other programs
// until done is closed or it is there: an app of the menu bar is not active, and
// neither is what it starts, so that a code would be typed elsewhere.
// Compiled and vetted, never run on a Mac.
func toFront(done <-chan struct{}) {
	if mac.Load("AppKit") != nil {
		return
	}
	limit := time.After(frontLimit)
	for requests, next := 0, frontStart; requests < frontRequests; {
		select {
		case <-done:
			return
		case <-limit:
			return
		case <-time.After(next):
		}
		next = frontStart
		for _, pid := range child.GroupChildren() {
			there, front := activate(pid)
			if front {
				return
			}
			if there {
				requests, next = requests+1, frontPause
			}
		}
	}
}

// activate asks for the program of the process to be in front, and tells
// whether it is one of macOS's programs yet, which it becomes with its window,
// and whether it was in front before.
func activate(pid int) (there, front bool) {
	defer mac.Pool()()
	app := mac.Send(mac.Class("NSRunningApplication"), "runningApplicationWithProcessIdentifier:", int32(pid)) // #nosec G115 -- pid_t
	if app == 0 {
		return false, false
	}
	if objc.Send[bool](app, objc.RegisterName("isActive")) {
		return true, true
	}
	mac.Send(app, "activateWithOptions:", uint(mac.NSApplicationActivateIgnoringOtherApps))
	return true, false
}
