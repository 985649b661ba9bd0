// Package purego stands in for github.com/ebitengine/purego on Linux: the same
// names, for as much as Halfday uses of it. It must not know what a library
// does: that is told in package apple.
package purego

import (
	"fmt"
	"path"
	"reflect"
	"sync"

	"halfday/tests/macsim/objc"
)

// As on macOS.
const (
	RTLD_DEFAULT = 1<<64 - 2
	RTLD_LAZY    = 0x1
	RTLD_NOW     = 0x2
	RTLD_LOCAL   = 0x4
	RTLD_GLOBAL  = 0x8
)

var libraries = struct {
	sync.Mutex
	names     map[string]bool
	functions map[string]any
	handles   []string
}{names: map[string]bool{}, functions: map[string]any{}}

// Reset says which libraries there are, and their functions: a
// func([]uintptr) uintptr for SyscallN, or one of the type of the variable
// that RegisterLibFunc gets.
func Reset(names []string, functions map[string]any) {
	libraries.Lock()
	defer libraries.Unlock()
	libraries.names, libraries.functions, libraries.handles = map[string]bool{}, functions, nil
	for _, name := range names {
		libraries.names[name] = true
	}
}

// Dlopen loads a library.
func Dlopen(file string, _ int) (uintptr, error) {
	libraries.Lock()
	defer libraries.Unlock()
	name := path.Base(file)
	if !libraries.names[name] {
		return 0, fmt.Errorf("dlopen(%s): no such file", file)
	}
	objc.Load(name)
	if name != "Foundation" {
		objc.Load("Foundation") // they all need it
	}
	libraries.handles = append(libraries.handles, name)
	return uintptr(len(libraries.handles)), nil
}

// Dlsym finds a function for SyscallN.
func Dlsym(_ uintptr, name string) (uintptr, error) {
	libraries.Lock()
	defer libraries.Unlock()
	fn, ok := libraries.functions[name].(func([]uintptr) uintptr)
	if !ok {
		return 0, fmt.Errorf("dlsym: %s not found", name)
	}
	return objc.Function(fn), nil
}

// RegisterLibFunc puts a function into the variable that fptr points to.
func RegisterLibFunc(fptr any, _ uintptr, name string) {
	libraries.Lock()
	defer libraries.Unlock()
	fn, ok := libraries.functions[name]
	to := reflect.ValueOf(fptr).Elem()
	if !ok || reflect.TypeOf(fn) != to.Type() {
		panic(fmt.Sprintf("macsim: no function %s of %v", name, to.Type()))
	}
	to.Set(reflect.ValueOf(fn))
}

// SyscallN calls a function by its address.
func SyscallN(fn uintptr, args ...uintptr) (r1, r2, err uintptr) {
	return objc.CallFunction(fn, args), 0, 0
}
