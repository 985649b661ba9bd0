package objc

import (
	"fmt"
	"strings"
	"sync"

	"github.com/ebitengine/purego/objc"

	"halfday/internal/objc/names"
)

// bound are the Go values that objects of our classes stand for: a method that
// macOS calls gets the object alone.
var bound sync.Map

// making is held while a class is made: macOS makes none of a name that is there.
var making sync.Mutex

// New makes an object of a class of ours that stands for value until Free. The
// class is made when it is first asked for: there is one of each name in a
// process, whose methods find their value with [Of].
//
// Any goroutine may call it.
func New(class string, value any, methods map[string]any) (objc.ID, error) {
	c, err := classOf(class, methods)
	if err != nil {
		return 0, fmt.Errorf("making the class %s: %w", class, err)
	}
	object := objc.ID(c).Send(objc.RegisterName("new"))
	bound.Store(object, value)
	return object, nil
}

func classOf(name string, methods map[string]any) (objc.Class, error) {
	making.Lock()
	defer making.Unlock()
	if c := objc.GetClass(name); c != 0 {
		return c, nil
	}
	var defs []objc.MethodDef
	for name, fn := range methods {
		defs = append(defs, objc.MethodDef{Cmd: objc.RegisterName(name), Fn: fn})
	}
	return objc.RegisterClass(name, objc.GetClass("NSObject"), nil, nil, defs)
}

// Of is the value of an object that New made; ok is false once it is freed.
func Of[T any](object objc.ID) (value T, ok bool) {
	v, _ := bound.Load(object)
	value, ok = v.(T)
	return value, ok
}

// Free gives an object of New back.
func Free(object objc.ID) {
	bound.Delete(object)
	object.Send(objc.RegisterName("release"))
}

// Missing names a class or message among those that [names.Messages] has for
// classes, which this macOS does not know; "" where it knows all. What it does
// not know would end the process.
func Missing(classes ...string) string {
	for _, name := range classes {
		class := objc.ID(objc.GetClass(name))
		if class == 0 {
			return name
		}
		for _, entry := range names.Messages[name] {
			selector, ask := names.Read(entry).Name, "instancesRespondToSelector:"
			if names.Newer[selector] {
				continue
			}
			if s, ok := strings.CutPrefix(selector, "+"); ok {
				selector, ask = s, "respondsToSelector:"
			}
			if !objc.Send[bool](class, objc.RegisterName(ask), objc.RegisterName(selector)) {
				return name + " " + selector
			}
		}
	}
	return ""
}
