package apple

import "halfday/tests/macsim/objc"

func (m *Mac) foundation() {
	const lib = "Foundation"
	objc.Define(lib, "NSString", "NSObject", map[string]objc.Method{
		"+stringWithUTF8String:": func(_ objc.ID, a []any) any { return String(a[0].(string)) },
		"UTF8String":             func(self objc.ID, _ []any) any { return Text(self) },
	})
	add := func(self objc.ID, a []any) any {
		objc.Append(self, "items", a[0].(objc.ID))
		return nil
	}
	objc.Define(lib, "NSArray", "NSObject", map[string]objc.Method{
		"firstObject": func(self objc.ID, _ []any) any {
			if all := items(self); len(all) > 0 {
				return all[0]
			}
			return objc.ID(0)
		},
	})
	objc.Define(lib, "NSMutableArray", "NSArray", map[string]objc.Method{
		"+array":     func(objc.ID, []any) any { return objc.Autoreleased("NSMutableArray", nil) },
		"addObject:": add,
	})
	objc.Define(lib, "NSMutableSet", "NSObject", map[string]objc.Method{
		"+set":       func(objc.ID, []any) any { return objc.Autoreleased("NSMutableSet", nil) },
		"addObject:": add,
	})
	objc.Define(lib, "NSError", "NSObject", map[string]objc.Method{
		"localizedDescription": textGetter("text"),
		"code":                 getter("code", 0),
	})
	objc.Define(lib, "NSBundle", "NSObject", map[string]objc.Method{
		"+mainBundle": m.shared("NSBundle"),
		"bundleIdentifier": func(objc.ID, []any) any {
			if m.BundleID == "" {
				return objc.ID(0)
			}
			return String(m.BundleID)
		},
		"bundlePath": func(objc.ID, []any) any { return String(m.BundlePath) },
	})
	objc.Define(lib, "NSLocale", "NSObject", map[string]objc.Method{
		"+preferredLanguages": func(objc.ID, []any) any {
			list := objc.Autoreleased("NSMutableArray", nil)
			for _, l := range m.Languages {
				objc.Append(list, "items", String(l))
			}
			return list
		},
	})
	objc.Define(lib, "NSThread", "NSObject", map[string]objc.Method{
		"+isMainThread": func(objc.ID, []any) any { return objc.OnMain() },
	})
	objc.Define(lib, "NSActivity", "NSObject", nil)
	objc.Define(lib, "NSProcessInfo", "NSObject", map[string]objc.Method{
		"+processInfo": m.shared("NSProcessInfo"),
		"beginActivityWithOptions:reason:": func(_ objc.ID, a []any) any {
			return objc.Autoreleased("NSActivity", map[string]any{"options": a[0]})
		},
		"endActivity:": func(objc.ID, []any) any { return nil },
	})
	objc.Define(lib, "NSNotification", "NSObject", nil)
	listen := func(_ objc.ID, a []any) any {
		m.mu.Lock()
		defer m.mu.Unlock()
		m.observer[Text(a[2].(objc.ID))] = listener{a[0].(objc.ID), a[1].(objc.SEL)} // not retained
		return nil
	}
	objc.Define(lib, "NSNotificationCenter", "NSObject", map[string]objc.Method{
		"addObserver:selector:name:object:": listen,
		"removeObserver:": func(_ objc.ID, a []any) any {
			m.mu.Lock()
			defer m.mu.Unlock()
			for name, l := range m.observer {
				if l.object == a[0] {
					delete(m.observer, name)
				}
			}
			return nil
		},
	})
	objc.Define(lib, "NSDistributedNotificationCenter", "NSNotificationCenter", map[string]objc.Method{
		"+defaultCenter": m.shared("NSDistributedNotificationCenter"),
		"addObserver:selector:name:object:suspensionBehavior:": listen,
	})
}

func items(list objc.ID) []objc.ID {
	all, _ := objc.Value(list, "items").([]objc.ID)
	return all
}

// problem makes an error for the program.
func problem(code int, text string) objc.ID {
	return objc.Autoreleased("NSError", map[string]any{"code": code, "text": text})
}

// Post tells whoever listens for a notification, and whether anybody does.
func (m *Mac) Post(name string) bool {
	m.mu.Lock()
	l, ok := m.observer[name]
	m.mu.Unlock()
	if ok {
		objc.WithPool(func() { l.object.Send(l.sel, objc.Autoreleased("NSNotification", nil)) })
	}
	return ok
}
