// Package objc stands in for github.com/ebitengine/purego/objc on Linux: the
// same names, for as much as Halfday uses of it.
//
// It is as strict as a Mac, and stricter: a message that the class does not
// know, an argument of another type than the list in package names says, an
// object that is gone, and what AppKit takes on the main thread only end the
// process. It must not know what a class does: that is told in package apple.
package objc

import (
	"fmt"
	"reflect"
)

type (
	// ID is an object, as in purego.
	ID uintptr
	// Class is a class, which is an object too.
	Class uintptr
	// SEL is the name of a message.
	SEL uintptr
	// Ivar is a variable of the objects of a class.
	Ivar uintptr
	// IMP is a method of ours.
	IMP uintptr
	// Block is a function as an object.
	Block ID
	// Protocol is never used but as nil.
	Protocol [0]func()
	// FieldDef is never used.
	FieldDef struct{}
	// MethodDef is a method of a class of ours.
	MethodDef struct {
		Cmd SEL
		Fn  any
	}
)

// RegisterName gives the selector of a name.
func RegisterName(name string) SEL { return theRuntime.selector(name) }

// GetClass is 0 for a class that no loaded library has.
func GetClass(name string) Class { return theRuntime.find(name) }

// Send sends a message whose answer is an object, or is not looked at: any
// other answer comes as nonsense, as on a Mac.
func (id ID) Send(sel SEL, args ...any) ID {
	switch v := theRuntime.send(id, sel, args).(type) {
	case ID:
		return v
	case nil:
		return 0
	}
	return nonsense
}

// Send sends a message whose answer is a T.
func Send[T any](id ID, sel SEL, args ...any) (t T) {
	switch v := theRuntime.send(id, sel, args).(type) {
	case nil:
	case T:
		t = v
	default:
		got := reflect.ValueOf(v)
		want := reflect.TypeFor[T]()
		if !got.CanInt() && !got.CanUint() || got.Kind() == want.Kind() || !got.CanConvert(want) || want.Kind() == reflect.String || want.Size() != got.Type().Size() {
			die("%s answers with %T, not %T", theRuntime.name(sel), v, t)
		}
		t = got.Convert(want).Interface().(T)
	}
	return t
}

// RegisterClass makes a class of ours. Of one name there is one.
func RegisterClass(name string, super Class, _ []*Protocol, _ []FieldDef, methods []MethodDef) (Class, error) {
	if theRuntime.known(name) {
		return 0, fmt.Errorf("objc: failed to create class with name '%s'", name)
	}
	c := theRuntime.class(name, theRuntime.className(super), "")
	for _, m := range methods {
		c.AddMethod(m.Cmd, NewIMP(m.Fn), "")
	}
	return c, nil
}

// NewIMP makes a method of a Go function that takes an ID and a SEL first.
func NewIMP(fn any) IMP {
	t := reflect.TypeOf(fn)
	if t.Kind() != reflect.Func || t.NumIn() < 2 || t.In(0) != reflect.TypeFor[ID]() || t.In(1) != reflect.TypeFor[SEL]() {
		die("NewIMP of %T", fn)
	}
	return IMP(theRuntime.keep(fn))
}

// AddMethod gives a class a method that it has not. types is checked where it
// is not empty.
func (c Class) AddMethod(sel SEL, imp IMP, types string) bool {
	fn := theRuntime.kept(uintptr(imp))
	if types != "" && types != encoding(reflect.TypeOf(fn)) {
		die("%s has the types %s, not %s", theRuntime.name(sel), encoding(reflect.TypeOf(fn)), types)
	}
	return theRuntime.addMethod(c, sel, fn)
}

// Class is the class of an object.
func (id ID) Class() Class { return theRuntime.find(ClassOf(id)) }

// InstanceVariable is 0 where objects of the class have no such variable.
func (c Class) InstanceVariable(name string) Ivar { return theRuntime.variable(c, name) }

// GetIvar reads a variable of an object, which is an object.
func (id ID) GetIvar(v Ivar) ID {
	held, _ := Value(id, theRuntime.kept(uintptr(v)).(string)).(ID)
	return held
}

// NewBlock makes a block of a Go function that takes a Block first.
func NewBlock(fn any) Block {
	t := reflect.TypeOf(fn)
	if t.Kind() != reflect.Func || t.NumIn() == 0 || t.In(0) != reflect.TypeFor[Block]() {
		die("NewBlock of %T", fn)
	}
	return Block(theRuntime.make("Block", map[string]any{"fn": fn}))
}

// Copy retains a block.
func (b Block) Copy() Block {
	theRuntime.retain(ID(b))
	return b
}

// Release gives a block back.
func (b Block) Release() { theRuntime.release(ID(b)) }
