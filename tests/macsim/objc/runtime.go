package objc

import (
	"fmt"
	"os"
	"reflect"
	"runtime/debug"
	"strings"
	"sync"

	"halfday/internal/objc/names"
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
	c := &class{name: name, super: super, library: library, methods: map[string]Method{}, ours: map[string]any{}}
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
	if want, ok := names.Implemented[name]; ok && want != signature(reflect.TypeOf(fn), 2) {
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

// send finds what an object does for a message, and does it.
func (r *machine) send(id ID, sel SEL, args []any) any {
	if id == 0 {
		return nil // nothing takes every message
	}
	name := r.name(sel)
	r.mu.Lock()
	o := r.live(id)
	kind, prefix := o.of, ""
	if o.self != nil {
		kind, prefix = o.self, "+"
	}
	method, ours, owner := r.lookup(kind, prefix+name)
	r.mu.Unlock()
	if owner == nil {
		die("unrecognized selector %s%s sent to %s", prefix, name, kind.name)
	}
	if ours != nil {
		return callOurs(ours, id, sel, args)
	}
	if owner.mainOnly && !names.AnyThread[prefix+name] && !OnMain() {
		die("%s of %s from another thread than the main one", name, kind.name)
	}
	want, ok := names.Signature(owner.name, prefix+name)
	if !ok {
		want, ok = names.Signature("NSObject", prefix+name)
	}
	if !ok {
		die("%s of %s is not in the list", prefix+name, owner.name)
	}
	if got := arguments(args); got != want.Arguments && !fits(got, want.Arguments) {
		die("%s takes %s, got %s", name, want.Arguments, got)
	}
	return method(id, args)
}

// lookup finds the class that has a method. With the lock held.
func (r *machine) lookup(c *class, key string) (Method, any, *class) {
	for ; c != nil; c = r.classes[c.super] {
		if fn := c.ours[key]; fn != nil {
			return nil, fn, c
		}
		if m := c.methods[key]; m != nil {
			return m, nil, c
		}
	}
	return nil, nil, nil
}

// callOurs calls a method of ours, as macOS would.
func callOurs(fn any, id ID, sel SEL, args []any) any {
	v := reflect.ValueOf(fn)
	if v.Type().NumIn() != len(args)+2 {
		die("%s has %d arguments, not %d", theRuntime.name(sel), v.Type().NumIn()-2, len(args))
	}
	in := []reflect.Value{reflect.ValueOf(id), reflect.ValueOf(sel)}
	for i, a := range args {
		arg := reflect.ValueOf(a)
		if !arg.IsValid() {
			arg = reflect.Zero(v.Type().In(i + 2))
		}
		in = append(in, arg)
	}
	out := v.Call(in)
	if len(out) == 0 {
		return nil
	}
	return out[0].Interface()
}

// OnMain tells whether this is the main thread.
func OnMain() bool { return thread() == mainThread() }

// arguments are the types of what was given to a message.
func arguments(args []any) string {
	var b strings.Builder
	for _, a := range args {
		b.WriteString(letter(reflect.TypeOf(a)))
		if block, ok := a.(Block); ok {
			b.WriteString(blockSignature(block))
		}
	}
	return b.String()
}

func blockSignature(b Block) string {
	theRuntime.mu.Lock()
	defer theRuntime.mu.Unlock()
	if b == 0 {
		return ""
	}
	fn := theRuntime.live(ID(b)).values["fn"]
	return "<" + strings.TrimPrefix(signature(reflect.TypeOf(fn), 1), "v ") + ">"
}

// fits allows what C allows: an enum is signed or not, and a nil for a block.
func fits(got, want string) bool {
	even := strings.NewReplacer("Q", "q")
	return even.Replace(got) == even.Replace(want)
}

// letter is the type of a Go value as @encode writes it.
func letter(t reflect.Type) string {
	switch t {
	case nil:
		return "@"
	case reflect.TypeFor[ID](), reflect.TypeFor[Class]():
		return "@"
	case reflect.TypeFor[SEL]():
		return ":"
	case reflect.TypeFor[Block]():
		return ""
	case reflect.TypeFor[*ID]():
		return "^@"
	}
	switch t.Kind() {
	case reflect.Bool:
		return "B"
	case reflect.Int, reflect.Int64:
		return "q"
	case reflect.Uint, reflect.Uint64, reflect.Uintptr:
		return "Q"
	case reflect.Int32:
		return "i"
	case reflect.Int16:
		return "s"
	case reflect.Float64:
		return "d"
	case reflect.String:
		return "*"
	case reflect.Struct:
		var b strings.Builder
		b.WriteString("{")
		for i := range t.NumField() {
			b.WriteString(letter(t.Field(i).Type))
		}
		return b.String() + "}"
	}
	die("no type of C for %v", t)
	return ""
}

// signature is the type of a Go function without its first arguments.
func signature(t reflect.Type, skip int) string {
	s := "v "
	if t.NumOut() == 1 {
		s = letter(t.Out(0)) + " "
	}
	for i := skip; i < t.NumIn(); i++ {
		s += letter(t.In(i))
	}
	return s
}

// encoding is the whole type of a method, as class_addMethod takes it.
func encoding(t reflect.Type) string {
	s := "v"
	if t.NumOut() == 1 {
		s = letter(t.Out(0))
	}
	s += "@:"
	for i := 2; i < t.NumIn(); i++ {
		s += letter(t.In(i))
	}
	return s
}
