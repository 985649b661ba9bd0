package dialogs

import (
	"context"
	"runtime"
	"syscall"
	"testing"
	"time"
	"unsafe"

	"golang.org/x/sys/windows"
)

// person sits at a Windows and looks at one dialog. What they do is done to
// real windows: these tests are for a Windows with a desktop, or for Wine.
type person struct {
	*testing.T
	dialog uintptr
	ended  chan struct{}
}

// sits shows a dialog and waits until it can be seen.
func sits(t *testing.T, title string, show func(context.Context)) *person {
	t.Helper()
	ctx, stop := context.WithCancel(t.Context())
	p := &person{T: t, ended: make(chan struct{})}
	go func() {
		defer close(p.ended)
		show(ctx)
	}()
	t.Cleanup(func() {
		stop()
		<-p.ended
	})
	name, err := syscall.UTF16PtrFromString(title)
	if err != nil {
		t.Fatal(err)
	}
	p.await("the dialog", func() bool {
		p.dialog, _, _ = user32.NewProc("FindWindowW").Call(0, uintptr(unsafe.Pointer(name)))
		return p.dialog != 0 && visible(p.dialog)
	})
	return p
}

// await waits for what comes at once on an idle machine.
func (p *person) await(what string, done func() bool) {
	p.Helper()
	for end := time.Now().Add(20 * time.Second); !done(); time.Sleep(20 * time.Millisecond) {
		if time.Now().After(end) {
			p.Fatalf("%s: not within 20 s", what)
		}
	}
}

func visible(window uintptr) bool {
	is, _, _ := user32.NewProc("IsWindowVisible").Call(window)
	return is != 0
}

// focus is what has the keyboard in the dialog's thread.
func (p *person) focus() uintptr {
	thread, err := windows.GetWindowThreadProcessId(windows.HWND(p.dialog), nil)
	if err != nil {
		p.Fatal(err)
	}
	info := windows.GUIThreadInfo{Size: uint32(unsafe.Sizeof(windows.GUIThreadInfo{}))}
	if err := windows.GetGUIThreadInfo(thread, &info); err != nil {
		p.Fatal(err)
	}
	return uintptr(info.Focus)
}

// goTo brings a window to the front, as a click on it does.
func (p *person) goTo(window uintptr) {
	p.Helper()
	p.await("a window in front", func() bool {
		// Windows lets those come to the front who have had the last key.
		const none, up = 0xe8, 0x2 // a key without a meaning
		press := user32.NewProc("keybd_event")
		_, _, _ = press.Call(none, 0, 0, 0)
		_, _, _ = user32.NewProc("SetForegroundWindow").Call(window)
		_, _, _ = press.Call(none, 0, up, 0)
		return uintptr(windows.GetForegroundWindow()) == window
	})
}

// keys presses keys together and lets them go.
func (p *person) keys(codes ...uintptr) {
	const up = 0x2
	press := user32.NewProc("keybd_event")
	for _, c := range codes {
		_, _, _ = press.Call(c, 0, 0, 0)
	}
	for i := range codes {
		_, _, _ = press.Call(codes[len(codes)-1-i], 0, up, 0)
	}
}

// otherWindow is a window of another program, as far as the dialog can tell.
func (p *person) otherWindow() uintptr {
	p.Helper()
	const style = 0x10cf0000 // WS_OVERLAPPEDWINDOW, WS_VISIBLE
	made, gone := make(chan uintptr), make(chan struct{})
	var thread uint32
	go func() {
		defer close(gone)
		class, _ := syscall.UTF16PtrFromString("EDIT")
		runtime.LockOSThread()
		defer runtime.UnlockOSThread()
		thread = windows.GetCurrentThreadId()
		window, _, _ := user32.NewProc("CreateWindowExW").Call(0, uintptr(unsafe.Pointer(class)), 0, style, 0, 0, 200, 100, 0, 0, 0, 0)
		made <- window
		var message [48]byte // MSG
		for {
			more, _, _ := user32.NewProc("GetMessageW").Call(uintptr(unsafe.Pointer(&message)), 0, 0, 0)
			if int32(more) <= 0 {
				return
			}
			_, _, _ = user32.NewProc("DispatchMessageW").Call(uintptr(unsafe.Pointer(&message)))
		}
	}()
	window := <-made
	p.Cleanup(func() {
		const quit = 0x12 // WM_QUIT
		_, _, _ = user32.NewProc("PostThreadMessageW").Call(uintptr(thread), quit, 0, 0)
		<-gone
	})
	if window == 0 {
		p.Fatal("no other window")
	}
	return window
}

// written is what is written in a control.
func written(control uintptr) string {
	const getText = 0xd // WM_GETTEXT
	content := make([]uint16, mostText)
	_, _, _ = sendMessage.Call(control, getText, mostText, uintptr(unsafe.Pointer(&content[0])))
	return syscall.UTF16ToString(content)
}

// copied puts text into the clipboard.
func (p *person) copied(s string) {
	p.Helper()
	runtime.LockOSThread() // which has the clipboard
	defer runtime.UnlockOSThread()
	const unicodeText, moveable = 13, 2 // CF_UNICODETEXT, GMEM_MOVEABLE
	content, err := syscall.UTF16FromString(s)
	if err != nil {
		p.Fatal(err)
	}
	kernel := windows.NewLazySystemDLL("kernel32.dll")
	p.await("the clipboard", func() bool {
		ok, _, _ := user32.NewProc("OpenClipboard").Call(p.dialog)
		return ok != 0
	})
	defer user32.NewProc("CloseClipboard").Call()
	_, _, _ = user32.NewProc("EmptyClipboard").Call()
	memory, _, _ := kernel.NewProc("GlobalAlloc").Call(moveable, uintptr(2*len(content)))
	at, _, _ := kernel.NewProc("GlobalLock").Call(memory)
	_, _, _ = kernel.NewProc("RtlMoveMemory").Call(at, uintptr(unsafe.Pointer(&content[0])), uintptr(2*len(content)))
	_, _, _ = kernel.NewProc("GlobalUnlock").Call(memory)
	if set, _, err := user32.NewProc("SetClipboardData").Call(unicodeText, memory); set == 0 {
		p.Fatal(err)
	}
}
