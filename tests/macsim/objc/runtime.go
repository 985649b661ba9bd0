package objc

import (
	"fmt"
	"os"
	"reflect"
	"runtime/debug"
	"strings"
	"sync"
)

// Method is what a class of macOS does for a message.
type Method func(self ID, args []any) any

// weak begins the names of values that are not retained.
const weak = "weak:"

// nonsense is an answer that nobody may rely on.
const nonsense ID = 0xbad0bad

// class is a class of macOS or of ours.
type class struct {
	name, super, library string
	mainOnly             bool
	methods              map[string]Method // a "+" stands before those of the class itself
	ours                 map[string]any    // Go functions
	variables            map[string]Ivar
}

// object is an object, or a class where of is nil.
type object struct {
	of     *class
	self   *class // the class that it is
	refs   int
	gone   bool
	values map[string]any
}

// machine is the whole of it. Its lock is not held while a method runs.
type machine struct {
	mu      sync.Mutex
	sels    map[string]SEL
	selName []string
	classes map[string]*class
	ids     map[string]Class
	objects map[ID]*object
	loaded  map[string]bool
	funcs   []any
	pools   map[int][][]ID // by thread
	next    ID
}

var theRuntime = newRuntime()

func newRuntime() *machine {
	return &machine{
		sels: map[string]SEL{}, classes: map[string]*class{}, ids: map[string]Class{},
		objects: map[ID]*object{}, loaded: map[string]bool{}, pools: map[int][][]ID{}, next: 0x10000,
	}
}

// die ends the process, as an exception of Objective-C does.
func die(format string, args ...any) {
	fmt.Fprintf(os.Stderr, "macsim: "+format+"\n%s", append(args, debug.Stack())...)
	os.Exit(1)
}

func (r *machine) selector(name string) SEL {
	r.mu.Lock()
	defer r.mu.Unlock()
	s, ok := r.sels[name]
	if !ok {
		r.selName = append(r.selName, name)
		s = SEL(len(r.selName))
		r.sels[name] = s
	}
	return s
}

func (r *machine) name(s SEL) string {
	r.mu.Lock()
	defer r.mu.Unlock()
	if s == 0 || int(s) > len(r.selName) {
		die("no selector %d", s)
	}
	return r.selName[s-1]
}

func (r *machine) class(name, super, library string) Class {
	r.mu.Lock()
	defer r.mu.Unlock()
	c := &class{name: name, super: super, library: library, methods: map[string]Method{}, ours: map[string]any{}, variables: map[string]Ivar{}}
	r.classes[name] = c
	r.next += 16
	r.objects[r.next] = &object{self: c, refs: 1}
	r.ids[name] = Class(r.next)
	return Class(r.next)
}

func (r *machine) known(name string) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.classes[name] != nil
}

func (r *machine) find(name string) Class {
	r.mu.Lock()
	defer r.mu.Unlock()
	c := r.classes[name]
	if c == nil || c.library != "" && !r.loaded[c.library] {
		return 0
	}
	return r.ids[name]
}

func (r *machine) className(c Class) string {
	r.mu.Lock()
	defer r.mu.Unlock()
	o := r.objects[ID(c)]
	if o == nil || o.self == nil {
		die("%x is no class", c)
	}
	return o.self.name
}

func (r *machine) variable(c Class, name string) Ivar {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.objects[ID(c)].self.variables[name]
}

func (r *machine) addMethod(c Class, sel SEL, fn any) bool {
	name := r.name(sel)
	r.mu.Lock()
	defer r.mu.Unlock()
	o := r.objects[ID(c)]
	if o == nil || o.self == nil {
		die("%x is no class", c)
	}
	if o.self.ours[name] != nil || o.self.methods[name] != nil {
		return false
	}
	if want, ok := implemented(name); ok && want != signature(reflect.TypeOf(fn), 2) {
		die("%s is %s, not %s", name, want, signature(reflect.TypeOf(fn), 2))
	} else if !ok {
		die("%s is not among the messages that macOS sends to Halfday", name)
	}
	o.self.ours[name] = fn
	return true
}

func (r *machine) keep(fn any) uintptr {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.funcs = append(r.funcs, fn)
	return uintptr(len(r.funcs))
}

func (r *machine) kept(n uintptr) any {
	r.mu.Lock()
	defer r.mu.Unlock()
	if n == 0 || int(n) > len(r.funcs) {
		die("no function %d", n)
	}
	return r.funcs[n-1]
}

// make makes an object that the caller owns.
func (r *machine) make(name string, values map[string]any) ID {
	r.mu.Lock()
	defer r.mu.Unlock()
	c := r.classes[name]
	if c == nil {
		die("no class %s", name)
	}
	if values == nil {
		values = map[string]any{}
	}
	for _, v := range values {
		if id, ok := v.(ID); ok && id != 0 {
			r.live(id).refs++ // the object retains it
		}
	}
	r.next += 16
	r.objects[r.next] = &object{of: c, refs: 1, values: values}
	return r.next
}

// live gives an object that is there. With the lock held.
func (r *machine) live(id ID) *object {
	o := r.objects[id]
	switch {
	case o == nil:
		die("%x is no object", id)
	case o.gone:
		die("an object of %s is used after it was given back", o.of.name)
	}
	return o
}

func (r *machine) retain(id ID) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.live(id).refs++
}

func (r *machine) release(id ID) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.drop(id)
}

// drop is release with the lock held.
func (r *machine) drop(id ID) {
	o := r.live(id)
	if o.self != nil {
		return // classes stay
	}
	if o.refs--; o.refs > 0 {
		return
	}
	o.gone = true
	for key, v := range o.values {
		switch held := v.(type) {
		case ID:
			if held != 0 && !strings.HasPrefix(key, weak) {
				r.drop(held)
			}
		case []ID:
			for _, id := range held {
				r.drop(id)
			}
		}
	}
}

// autorelease gives an object to the pool of this thread.
func (r *machine) autorelease(id ID) ID {
	r.mu.Lock()
	defer r.mu.Unlock()
	pools := r.pools[thread()]
	if len(pools) == 0 {
		die("an object of %s comes where there is no autorelease pool", r.live(id).of.name)
	}
	last := len(pools) - 1
	pools[last] = append(pools[last], id)
	return id
}
