package desktop

import (
	"log/slog"

	"github.com/ebitengine/purego/objc"

	mac "halfday/internal/objc"
)

// trayDelegate is the class of the tray's library that holds its icon and menu.
const trayDelegate = "SystrayAppDelegate"

// onReopen gives the delegate of the tray's library a method that it lacks.
// Compiled and vetted, never run on a Mac.
func onReopen(again func()) {
	class := objc.GetClass(trayDelegate)
	if class == 0 {
		slog.Info("no news of a second start: the tray has no such delegate")
		return
	}
	const types = "B@:@B"
	class.AddMethod(objc.RegisterName("applicationShouldHandleReopen:hasVisibleWindows:"), objc.NewIMP(func(objc.ID, objc.SEL, objc.ID, bool) bool {
		again()
		return false // there is nothing else to show
	}), types)
}

// attachMenu reaches what the delegate holds. Without a delegate of its own the
// menu tells nobody that it has closed, which is when the library takes it away;
// that it opens is told to nobody either, and nobody asks.
// Compiled and vetted, never run on a Mac.
func attachMenu() {
	object, err := mac.New("HalfdayTray", nil, map[string]any{
		"halfdayAttach:": func(objc.ID, objc.SEL, objc.ID) { attach() },
	})
	if err != nil {
		slog.Info("the menu stays with the tray's library", "error", err)
		return
	}
	onMainThread(object, "halfdayAttach:")
	mac.Free(object)
}

func attach() {
	defer mac.Pool()()
	delegate := mac.Send(mac.Send(mac.Class("NSApplication"), "sharedApplication"), "delegate")
	class := objc.GetClass(trayDelegate)
	if delegate == 0 || class == 0 || delegate.Class() != class {
		return
	}
	item, menu := class.InstanceVariable("statusItem"), class.InstanceVariable("menu")
	if item == 0 || menu == 0 || delegate.GetIvar(item) == 0 || delegate.GetIvar(menu) == 0 {
		slog.Info("the menu stays with the tray's library: it keeps it elsewhere")
		return
	}
	mac.Send(delegate.GetIvar(menu), "setDelegate:", objc.ID(0))
	mac.Send(delegate.GetIvar(item), "setMenu:", delegate.GetIvar(menu))
}
