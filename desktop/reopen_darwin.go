package desktop

import (
	"log/slog"

	"github.com/ebitengine/purego/objc"
)

// onReopen gives the delegate of the tray's library a method that it lacks.
// Compiled and vetted, never run on a Mac.
func onReopen(again func()) {
	class := objc.GetClass("SystrayAppDelegate")
	if class == 0 {
		slog.Info("no news of a second start: the tray has no such delegate")
		return
	}
	const types = "B@:@B"
	class.AddMethod(sel("applicationShouldHandleReopen:hasVisibleWindows:"), objc.NewIMP(func(objc.ID, objc.SEL, objc.ID, bool) bool {
		again()
		return false // there is nothing else to show
	}), types)
}
