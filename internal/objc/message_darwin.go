package objc

import (
	"runtime"
	"strings"
	"unsafe"

	"github.com/ebitengine/purego"
	"github.com/ebitengine/purego/objc"
)

// Pool gives the calls that follow a place for the objects that they leave to
// be released; calling its result releases them, on the same thread.
func Pool() (drain func()) {
	runtime.LockOSThread()
	p := Send(Class("NSAutoreleasePool"), "new")
	return func() {
		Send(p, "drain")
		runtime.UnlockOSThread()
	}
}

// Class is a class by its name.
func Class(name string) objc.ID { return objc.ID(objc.GetClass(name)) }

// Send sends a message whose answer is an object, or nothing.
func Send(to objc.ID, selector string, args ...any) objc.ID {
	return to.Send(objc.RegisterName(selector), args...)
}

// Bundle is the identifier of the app that this program runs in; "" outside of
// one.
func Bundle() string {
	bundle := Send(Class("NSBundle"), "mainBundle")
	if path := GoString(Send(bundle, "bundlePath")); !strings.HasSuffix(path, ".app") {
		return ""
	}
	return GoString(Send(bundle, "bundleIdentifier"))
}

// NSString makes a string of the runtime, to be released by the [Pool].
func NSString(s string) objc.ID { return Send(Class("NSString"), "stringWithUTF8String:", s) }

// GoString reads one; "" for none.
func GoString(s objc.ID) string {
	if s == 0 {
		return ""
	}
	return objc.Send[string](s, objc.RegisterName("UTF8String"))
}

// CallBlock calls a block that macOS made; Block.Invoke knows only blocks
// made in Go. The function's address is the third word of a block.
func CallBlock(block objc.ID, args ...uintptr) {
	if block == 0 {
		return
	}
	const function = 16                                  // bytes
	memory := *(*unsafe.Pointer)(unsafe.Pointer(&block)) // #nosec G103 -- the runtime of Objective-C takes a pointer
	purego.SyscallN(*(*uintptr)(unsafe.Add(memory, function)), append([]uintptr{uintptr(block)}, args...)...)
}
