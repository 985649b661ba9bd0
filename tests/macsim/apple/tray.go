package apple

import "halfday/tests/macsim/objc"

// Loop is the main loop of a program, until end is closed. Main thread only.
func (m *Mac) Loop(end <-chan struct{}) {
	for {
		select {
		case f := <-m.main:
			objc.WithPool(f)
		case <-end:
			return
		}
	}
}

// Main runs f on the main thread, which has a loop, and returns after it.
func (m *Mac) Main(f func()) {
	if objc.OnMain() {
		f()
		return
	}
	done := make(chan struct{})
	m.main <- func() {
		defer close(done)
		f()
	}
	<-done
}

// Icon is a click on the icon in the menu bar, as macOS and the tray's library
// (fyne.io/systray 1.12.2), which is linked in, take it.
type Icon struct {
	Right      bool // button of the mouse
	MacOS27    bool // which tells the program of no click on its icon
	FullScreen bool // on a second display, a program in full screen there
}

func (m *Mac) statusItems() {
	objc.Define("AppKit", "NSStatusItem", "NSObject", map[string]objc.Method{"setMenu:": setter("menu")})
	objc.Define("", "SystrayAppDelegate", "NSObject", nil)
	objc.Variables("SystrayAppDelegate", "statusItem", "menu", "cond")
}

// Tray is what the library does until it says that it is ready.
func (m *Mac) Tray() {
	objc.Load("AppKit") // linked in
	delegate := m.single("SystrayAppDelegate")
	item, menu := objc.Make("NSStatusItem", nil), objc.Make("NSMenu", nil)
	objc.Set(delegate, "statusItem", item)
	objc.Set(delegate, "menu", menu)
	objc.Set(menu, "weak:delegate", delegate)
	objc.Set(m.single("NSApplication"), "weak:delegate", delegate)
	objc.Release(item)
	objc.Release(menu)
}

// Click tells whether the menu opens; it is closed again then.
func (m *Mac) Click(c Icon) (opens bool) {
	delegate := m.single("SystrayAppDelegate")
	item, menu := objc.Value(delegate, "statusItem").(objc.ID), objc.Value(delegate, "menu").(objc.ID)
	attached, _ := objc.Value(item, "menu").(objc.ID)
	switch {
	case c.MacOS27 && attached == menu:
		opens = true // macOS opens it
	case c.MacOS27 && c.Right:
	default: // the library attaches the menu and asks the button to click itself
		objc.Set(item, "menu", menu)
		opens = !c.FullScreen
	}
	if d, _ := objc.Value(menu, "weak:delegate").(objc.ID); opens && d == delegate {
		objc.Set(item, "menu", objc.ID(0)) // menuDidClose:
	}
	return opens
}

// Reopen is a start of the program that runs already.
func (m *Mac) Reopen() (heard bool) {
	objc.WithPool(func() {
		delegate := objc.Autoreleased("SystrayAppDelegate", nil)
		const again = "applicationShouldHandleReopen:hasVisibleWindows:"
		if heard = objc.Knows(delegate, again); heard {
			objc.Send[bool](delegate, objc.RegisterName(again), m.single("NSApplication"), false)
		}
	})
	return heard
}
