package dialogs

import (
	"runtime"
	"unsafe"

	"github.com/ebitengine/purego"
	"github.com/ebitengine/purego/objc"
)

// pool gives the calls that follow a place for the objects that they leave to
// be released; calling its result releases them, on the same thread.
func pool() (drain func()) {
	runtime.LockOSThread()
	p := send(class("NSAutoreleasePool"), "new")
	return func() {
		send(p, "drain")
		runtime.UnlockOSThread()
	}
}

func class(name string) objc.ID { return objc.ID(objc.GetClass(name)) }

func send(to objc.ID, selector string, args ...any) objc.ID {
	return to.Send(objc.RegisterName(selector), args...)
}

func nsString(s string) objc.ID { return send(class("NSString"), "stringWithUTF8String:", s) }

func goString(s objc.ID) string {
	if s == 0 {
		return ""
	}
	return objc.Send[string](s, objc.RegisterName("UTF8String"))
}

// callBlock calls a block that macOS made; Block.Invoke knows only blocks
// made in Go. The function's address is the third word of a block.
func callBlock(block objc.ID, args ...uintptr) {
	if block == 0 {
		return
	}
	const function = 16                                  // bytes
	memory := *(*unsafe.Pointer)(unsafe.Pointer(&block)) // #nosec G103 -- the runtime of Objective-C takes a pointer
	purego.SyscallN(*(*uintptr)(unsafe.Add(memory, function)), append([]uintptr{uintptr(block)}, args...)...)
}
