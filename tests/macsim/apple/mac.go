// Package apple models what Halfday uses of macOS, as its writer read Apple's
// documents, headers and public reports, and a person at that Mac.
//
// It must not know Halfday.
package apple

import (
	"slices"
	"sync"

	"halfday/tests/macsim/objc"
	"halfday/tests/macsim/purego"
)

// Mac is a Mac with one program, and what a person and the system do there.
// Its fields are set before the program is called.
type Mac struct {
	BundleID   string // "" outside a bundle
	BundlePath string
	Languages  []string
	NoGUI      bool // logged in from far, without a screen

	Notes   Notes
	Login   Login
	Screen  Screen
	Ignored []string // what the program did without effect

	mu       sync.Mutex
	observer map[string]listener // by the name of the notification
	main     chan func()         // for the main thread
	singles  map[string]objc.ID  // objects of which there is one
	centre   chan func()         // what Notification Centre does, in this order
}

type listener struct {
	object objc.ID
	sel    objc.SEL
}

// New is a Mac on which nothing has happened, and makes it the one that the
// program runs on.
func New() *Mac {
	m := &Mac{
		BundleID: "app.halfday.Halfday", BundlePath: "/Applications/Halfday.app", Languages: []string{"en-US"},
		observer: map[string]listener{}, main: make(chan func(), 100), singles: map[string]objc.ID{},
		centre: make(chan func(), 100),
	}
	underWay.Wait()
	go func() {
		for f := range m.centre {
			objc.WithPool(f)
			underWay.Done()
		}
	}()
	objc.Reset(m.performOnMain)
	m.foundation()
	m.notifications()
	m.loginItems()
	m.appKit()
	m.Without("")
	return m
}

// Without is a Mac that lacks a framework.
func (m *Mac) Without(framework string) {
	all := []string{"Foundation", "AppKit", "UserNotifications", "ServiceManagement", "CoreGraphics"}
	purego.Reset(slices.DeleteFunc(all, func(s string) bool { return s == framework }), m.functions())
}

// Forget is a Mac whose class does not know a message.
func (m *Mac) Forget(class, message string) { objc.Undefine(class, message) }

// single is the one object of a class.
func (m *Mac) single(class string) objc.ID {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.singles[class] == 0 {
		m.singles[class] = objc.Make(class, nil)
	}
	return m.singles[class]
}

// shared is a method that gives the one object of a class.
func (m *Mac) shared(class string) objc.Method {
	return func(objc.ID, []any) any { return m.single(class) }
}

// String makes a string for the program, owned by the pool of this thread.
func String(s string) objc.ID { return objc.Autoreleased("NSString", map[string]any{"text": s}) }

// Text reads a string of the program; "" for none.
func Text(id objc.ID) string {
	if id == 0 {
		return ""
	}
	return objc.Value(id, "text").(string)
}

// setter keeps an argument.
func setter(key string) objc.Method {
	return func(self objc.ID, a []any) any {
		objc.Set(self, key, a[0])
		return nil
	}
}

// getter gives what setter kept, or otherwise.
func getter(key string, otherwise any) objc.Method {
	return func(self objc.ID, _ []any) any {
		if v := objc.Value(self, key); v != nil {
			return v
		}
		return otherwise
	}
}

// textSetter keeps the text of a string, as a copy.
func textSetter(key string) objc.Method {
	return func(self objc.ID, a []any) any {
		objc.Set(self, key, Text(a[0].(objc.ID)))
		return nil
	}
}

func textGetter(key string) objc.Method {
	return func(self objc.ID, _ []any) any {
		s, _ := objc.Value(self, key).(string)
		return String(s)
	}
}

// underWay is what the system still does for the program: its objects have to
// be there until then.
var underWay sync.WaitGroup

// later does something on a thread of the system's.
func later(f func()) { underWay.Go(func() { objc.WithPool(f) }) }

// inCentre has the centre of notifications do something after what it was told
// before.
func (m *Mac) inCentre(f func()) {
	underWay.Add(1)
	m.centre <- f
}
