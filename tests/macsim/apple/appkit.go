package apple

import (
	"halfday/tests/macsim/objc"
)

// Screen is the screen and who sits at it.
type Screen struct {
	// Person is called on a goroutine of its own for each alert that shows.
	Person func(*Alert)
	// Refused lists the ways to the front that macOS refuses: the names of the
	// messages.
	Refused []string
	// Old is macOS 13: it does not know activateFromApplication:options:.
	Old bool

	Clipboard string
	Elsewhere string // what was typed into the program that is in front
	Policy    int    // of the program: 1 has no Dock icon
	asked     int    // how often it asked to come to the front
	active    bool
	open      *Alert
}

func (m *Mac) appKit() {
	const lib = "AppKit"
	s := &m.Screen
	objc.Define(lib, "NSWorkspace", "NSObject", map[string]objc.Method{
		"+sharedWorkspace":     m.shared("NSWorkspace"),
		"notificationCenter":   func(objc.ID, []any) any { return m.single("NSNotificationCenter") },
		"frontmostApplication": m.shared("NSRunningApplication"),
	})
	front := func(self objc.ID, name string) bool {
		m.mu.Lock()
		defer m.mu.Unlock()
		s.asked++
		for _, r := range s.Refused {
			if r == name {
				return false
			}
		}
		m.main <- func() { // seen in a later turn of the loop
			m.mu.Lock()
			defer m.mu.Unlock()
			s.active = true
		}
		return true
	}
	running := map[string]objc.Method{
		"+runningApplicationWithProcessIdentifier:": func(objc.ID, []any) any { return objc.ID(0) },
		"+currentApplication":                       m.shared("NSRunningApplication"),
		"isActive":                                  func(objc.ID, []any) any { return m.Active() },
		"activateWithOptions:": func(self objc.ID, _ []any) any {
			return front(self, "activateWithOptions:")
		},
	}
	if !s.Old {
		running["activateFromApplication:options:"] = func(self objc.ID, _ []any) any {
			return front(self, "activateFromApplication:options:")
		}
	}
	objc.Define(lib, "NSRunningApplication", "NSObject", running)
	objc.Define(lib, "NSEvent", "NSObject", map[string]objc.Method{
		"+otherEventWithType:location:modifierFlags:timestamp:windowNumber:context:subtype:data1:data2:": func(objc.ID, []any) any {
			return objc.Autoreleased("NSEvent", nil)
		},
	})
	objc.Define(lib, "NSApplication", "NSObject", map[string]objc.Method{
		"+sharedApplication": func(objc.ID, []any) any {
			if m.NoGUI {
				panic("macsim: no connection to the window server")
			}
			return m.single("NSApplication")
		},
		"setActivationPolicy:": func(_ objc.ID, a []any) any {
			s.Policy = int(number(a[0]))
			return true
		},
		"isActive": func(objc.ID, []any) any { return m.Active() },
		"activateIgnoringOtherApps:": func(self objc.ID, a []any) any {
			front(self, "activateIgnoringOtherApps:")
			return nil
		},
		"setMainMenu:": setter("mainMenu"), "mainMenu": getter("mainMenu", objc.ID(0)),
		"setDelegate:": setter("weak:delegate"), "delegate": getter("weak:delegate", objc.ID(0)),
		"modalWindow": func(objc.ID, []any) any {
			if s.open == nil {
				return objc.ID(0)
			}
			return objc.Value(s.open.id, "window")
		},
		"stopModal": func(objc.ID, []any) any {
			if s.open == nil {
				m.Ignored = append(m.Ignored, "stopModal")
				return nil
			}
			s.open.stopped = true // seen after the next event
			return nil
		},
		"postEvent:atStart:": func(objc.ID, []any) any {
			if s.open != nil {
				s.open.events <- func() {}
			}
			return nil
		},
	})
	m.statusItems()
	objc.Define(lib, "NSMenu", "NSObject", map[string]objc.Method{
		"setTitle:": textSetter("title"), "setDelegate:": setter("weak:delegate"),
		"addItem:": func(self objc.ID, a []any) any {
			objc.Append(self, "items", a[0].(objc.ID))
			return nil
		},
		"addItemWithTitle:action:keyEquivalent:": func(self objc.ID, a []any) any {
			item := objc.Autoreleased("NSMenuItem", map[string]any{
				"title": Text(a[0].(objc.ID)), "action": objc.Name(a[1].(objc.SEL)), "key": Text(a[2].(objc.ID)),
			})
			objc.Append(self, "items", item)
			return item
		},
	})
	objc.Define(lib, "NSMenuItem", "NSObject", map[string]objc.Method{
		"setSubmenu:": setter("submenu"), "setTarget:": setter("weak:target"), "setKeyEquivalentModifierMask:": setter("modifiers"),
	})
	objc.Define(lib, "NSTextField", "NSObject", map[string]objc.Method{
		"setFrameSize:":   setter("size"),
		"setStringValue:": textSetter("value"), "stringValue": textGetter("value"),
	})
	objc.Define(lib, "NSButton", "NSObject", map[string]objc.Method{"setKeyEquivalent:": textSetter("key")})
	objc.Define(lib, "NSWindow", "NSObject", map[string]objc.Method{
		"setInitialFirstResponder:": setter("first"),
		"setCollectionBehavior:":    setter("spaces"),
		"setAnimationBehavior:":     setter("animation"),
		"orderOut:": func(self objc.ID, _ []any) any {
			objc.Set(self, "out", true)
			return nil
		},
	})
	objc.Define(lib, "NSAlert", "NSObject", map[string]objc.Method{
		"+new": func(objc.ID, []any) any {
			window := objc.Make("NSWindow", nil)
			defer objc.Release(window)
			return objc.Make("NSAlert", map[string]any{"window": window})
		},
		"window": getter("window", objc.ID(0)), "layout": func(objc.ID, []any) any { return nil },
		"setMessageText:": textSetter("title"), "setInformativeText:": textSetter("text"),
		"setAlertStyle:": setter("style"), "setAccessoryView:": setter("accessory"),
		"addButtonWithTitle:": func(self objc.ID, a []any) any {
			button := objc.Autoreleased("NSButton", map[string]any{"title": Text(a[0].(objc.ID))})
			n := len(buttons(self))
			switch {
			case n == 0:
				objc.Set(button, "key", "\r")
			case objc.Value(button, "title") == "Cancel":
				objc.Set(button, "key", "\x1b")
			}
			objc.Append(self, "buttons", button)
			return button
		},
		"runModal": func(self objc.ID, _ []any) any { return m.runModal(self) },
	})
	objc.MainOnly("NSApplication", "NSMenu", "NSMenuItem", "NSTextField", "NSButton", "NSWindow", "NSAlert", "NSStatusItem")
}

func number(v any) int64 {
	switch n := v.(type) {
	case int:
		return int64(n)
	case uint:
		return int64(n) // #nosec G115 -- a small number
	case uint64:
		return int64(n) // #nosec G115 -- a small number
	}
	return v.(int64)
}

func buttons(alert objc.ID) []objc.ID {
	all, _ := objc.Value(alert, "buttons").([]objc.ID)
	return all
}

// Active tells whether the program is in front.
func (m *Mac) Active() bool {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.Screen.active
}

// Requests is how often the program asked to come to the front.
func (m *Mac) Requests() int {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.Screen.asked
}

// ToFront lets the person change to another program, or back.
func (m *Mac) ToFront(program bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.Screen.active = program
}

// performOnMain is performSelectorOnMainThread:withObject:waitUntilDone:.
func (m *Mac) performOnMain(self objc.ID, a []any) any {
	done := make(chan struct{})
	object, sel := objc.Retain(self), a[0].(objc.SEL)
	f := func() {
		defer close(done)
		defer objc.Release(object)
		object.Send(sel, a[1])
	}
	if a[2].(bool) && objc.OnMain() {
		f()
		return nil
	}
	m.main <- f
	if a[2].(bool) {
		<-done
	}
	return nil
}

// Turn is a turn of the main loop while no alert shows. Main thread only.
func (m *Mac) Turn() {
	for {
		select {
		case f := <-m.main:
			objc.WithPool(f)
		default:
			return
		}
	}
}

// functions are those of C.
func (m *Mac) functions() map[string]any {
	return map[string]any{
		"CGSessionCopyCurrentDictionary": func([]uintptr) uintptr {
			if m.NoGUI {
				return 0
			}
			return 1
		},
		"CFRelease": func([]uintptr) uintptr { return 0 },
	}
}
