package objc

import (
	"reflect"
	"runtime"
)

// What follows is for package apple, which says what the classes do.

// Reset forgets all classes, objects and libraries. perform is
// performSelectorOnMainThread:withObject:waitUntilDone:.
func Reset(perform Method) {
	old := theRuntime
	old.mu.Lock()
	defer old.mu.Unlock()
	fresh := newRuntime()
	// Selectors stay: package variables may hold them.
	fresh.sels, fresh.selName, fresh.next = old.sels, old.selName, old.next
	theRuntime = fresh
	Define("", "NSObject", "", map[string]Method{
		"+new": func(self ID, _ []any) any { return fresh.make(fresh.className(Class(self)), nil) },
		"retain": func(self ID, _ []any) any {
			fresh.retain(self)
			return self
		},
		"release": func(self ID, _ []any) any {
			fresh.release(self)
			return nil
		},
		"performSelectorOnMainThread:withObject:waitUntilDone:": perform,
		"respondsToSelector:":          func(self ID, a []any) any { return Knows(self, fresh.name(a[0].(SEL))) },
		"+respondsToSelector:":         func(self ID, a []any) any { return Knows(self, "+"+fresh.name(a[0].(SEL))) },
		"+instancesRespondToSelector:": func(self ID, a []any) any { return Knows(self, fresh.name(a[0].(SEL))) },
	})
	Define("", "Block", "NSObject", nil)
	Define("", "NSAutoreleasePool", "NSObject", map[string]Method{
		"+new": func(self ID, _ []any) any {
			return fresh.make("NSAutoreleasePool", map[string]any{"thread": thread(), "depth": fresh.pool()})
		},
		"drain": func(self ID, _ []any) any {
			mine := thread()
			if Value(self, "thread") != mine || Value(self, "depth") != len(fresh.pools[mine]) {
				die("a pool is drained on another thread, or before one that came later")
			}
			fresh.drain()
			fresh.release(self)
			return nil
		},
	})
}

// Define makes a class of macOS known once its library is loaded ("" always is).
// A "+" stands before the messages of the class itself.
func Define(library, name, super string, methods map[string]Method) {
	c := theRuntime.class(name, super, library)
	theRuntime.mu.Lock()
	defer theRuntime.mu.Unlock()
	o := theRuntime.objects[ID(c)]
	for key, m := range methods {
		o.self.methods[key] = m
	}
}

// Undefine takes a message away from a class.
func Undefine(class, message string) {
	theRuntime.mu.Lock()
	defer theRuntime.mu.Unlock()
	delete(theRuntime.classes[class].methods, message)
}

// Variables lets the objects of a class have variables that a program finds by
// name: their values are those of [Set].
func Variables(class string, names ...string) {
	for _, name := range names {
		v := Ivar(theRuntime.keep(name))
		theRuntime.mu.Lock()
		theRuntime.classes[class].variables[name] = v
		theRuntime.mu.Unlock()
	}
}

// MainOnly lets classes take messages on the main thread only, but for those
// that package names excepts.
func MainOnly(classes ...string) {
	theRuntime.mu.Lock()
	defer theRuntime.mu.Unlock()
	for _, name := range classes {
		theRuntime.classes[name].mainOnly = true
	}
}

// Load loads a library.
func Load(library string) {
	theRuntime.mu.Lock()
	defer theRuntime.mu.Unlock()
	theRuntime.loaded[library] = true
}

// Make makes an object that the caller owns. Objects among its values are
// retained, unless the value's name begins with "weak:".
func Make(class string, values map[string]any) ID { return theRuntime.make(class, values) }

// Autoreleased makes an object that the pool of this thread owns.
func Autoreleased(class string, values map[string]any) ID {
	return theRuntime.autorelease(theRuntime.make(class, values))
}

// Autorelease gives an object to the pool of this thread.
func Autorelease(id ID) ID { return theRuntime.autorelease(id) }

// Retain is for an object that another one holds from now on.
func Retain(id ID) ID {
	theRuntime.retain(id)
	return id
}

// Release gives an object back.
func Release(id ID) { theRuntime.release(id) }

// Value reads a value of an object.
func Value(id ID, key string) any {
	theRuntime.mu.Lock()
	defer theRuntime.mu.Unlock()
	return theRuntime.live(id).values[key]
}

// Set sets a value of an object, and retains it where it is an object.
func Set(id ID, key string, v any) {
	theRuntime.mu.Lock()
	defer theRuntime.mu.Unlock()
	o := theRuntime.live(id)
	strong := len(key) < len(weak) || key[:len(weak)] != weak
	if next, ok := v.(ID); ok && next != 0 && strong {
		theRuntime.live(next).refs++
	}
	if last, ok := o.values[key].(ID); ok && last != 0 && strong {
		theRuntime.drop(last)
	}
	o.values[key] = v
}

// Append adds an object to a list of objects that an object holds.
func Append(id ID, key string, v ID) {
	theRuntime.mu.Lock()
	defer theRuntime.mu.Unlock()
	o := theRuntime.live(id)
	theRuntime.live(v).refs++
	held, _ := o.values[key].([]ID)
	o.values[key] = append(held, v)
}

// Alive is how many objects of a class there are.
func Alive(class string) int {
	theRuntime.mu.Lock()
	defer theRuntime.mu.Unlock()
	n := 0
	for _, o := range theRuntime.objects {
		if o.of != nil && o.of.name == class && !o.gone {
			n++
		}
	}
	return n
}

// Knows tells whether an object has a method, or the instances of a class have
// it; with a "+", whether a class has one.
func Knows(id ID, name string) bool {
	theRuntime.mu.Lock()
	defer theRuntime.mu.Unlock()
	o := theRuntime.live(id)
	c := o.of
	if o.self != nil {
		c = o.self
	}
	_, _, owner := theRuntime.lookup(c, name)
	return owner != nil
}

// Name is the name of a selector.
func Name(s SEL) string { return theRuntime.name(s) }

// ClassOf is the name of an object's class.
func ClassOf(id ID) string {
	theRuntime.mu.Lock()
	defer theRuntime.mu.Unlock()
	return theRuntime.live(id).of.name
}

// Call calls a block made in Go, as macOS would.
func Call(b Block, args ...any) {
	fn := reflect.ValueOf(Value(ID(b), "fn"))
	in := []reflect.Value{reflect.ValueOf(b)}
	for _, a := range args {
		in = append(in, reflect.ValueOf(a))
	}
	fn.Call(in)
}

// MacBlock is a block as macOS makes them: the address of its function is the
// third word.
func MacBlock(fn func(args []uintptr)) ID {
	words := &[5]uintptr{2: functions + theRuntime.keep(fn)}
	theRuntime.keep(words) // for the garbage collector
	return ID(reflect.ValueOf(words).Pointer())
}

// functions is where the addresses of functions begin.
const functions = 1 << 40

// CallFunction is purego.SyscallN.
func CallFunction(address uintptr, args []uintptr) uintptr {
	switch fn := theRuntime.kept(address - functions).(type) {
	case func([]uintptr):
		fn(args)
		return 0
	case func([]uintptr) uintptr:
		return fn(args)
	}
	die("%x is no function", address)
	return 0
}

// Function gives a Go function an address.
func Function(fn func(args []uintptr) uintptr) uintptr { return functions + theRuntime.keep(fn) }

// WithPool calls f as macOS calls code of a program: on a thread with an
// autorelease pool.
func WithPool(f func()) {
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	theRuntime.pool()
	defer theRuntime.drain()
	f()
}

// pool begins an autorelease pool of this thread, and tells how many it has.
func (r *machine) pool() int {
	r.mu.Lock()
	defer r.mu.Unlock()
	mine := thread()
	r.pools[mine] = append(r.pools[mine], nil)
	return len(r.pools[mine])
}

// drain ends the last pool of this thread.
func (r *machine) drain() {
	r.mu.Lock()
	defer r.mu.Unlock()
	mine := thread()
	last := len(r.pools[mine]) - 1
	for _, id := range r.pools[mine][last] {
		r.drop(id)
	}
	r.pools[mine] = r.pools[mine][:last]
}
