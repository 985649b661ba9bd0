package desktop

import (
	"context"
	"fmt"
	"log/slog"
	"runtime"
	"unsafe"

	"golang.org/x/sys/windows"
)

// The messages that tell of the lock, and what they say (winuser.h,
// wtsapi32.h).
const (
	wmClose         = 0x10
	wmDestroy       = 0x2
	wmPower         = 0x218 // WM_POWERBROADCAST
	powerSuspend    = 0x4   // PBT_APMSUSPEND
	wmSession       = 0x2b1 // WM_WTSSESSION_CHANGE
	sessionLock     = 0x7   // WTS_SESSION_LOCK
	consoleGone     = 0x2   // WTS_CONSOLE_DISCONNECT: another user is in front
	remoteGone      = 0x4   // WTS_REMOTE_DISCONNECT
	thisSessionOnly = 0     // NOTIFY_FOR_THIS_SESSION
)

// windowClass is WNDCLASSEXW.
type windowClass struct {
	size, style                        uint32
	procedure                          uintptr
	classExtra, windowExtra            int32
	instance, icon, cursor, background windows.Handle
	menuName, className                *uint16
	iconSmall                          windows.Handle
}

// windowMessage is MSG.
type windowMessage struct {
	window  uintptr
	message uint32
	w, l    uintptr
	time    uint32
	x, y    int32
}

// watchLock has a window that nobody sees, of a thread of its own: Windows
// tells windows of these things. It is no message-only window, which power
// messages do not reach.
// Compiled and vetted, never run on Windows.
func watchLock(ctx context.Context, locked func()) {
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	if err := lockWindow(ctx, locked); err != nil {
		slog.Warn("no news of the screen lock", "error", err)
	}
	<-ctx.Done()
}

func lockWindow(ctx context.Context, locked func()) error {
	user := windows.NewLazySystemDLL("user32.dll")
	terminal := windows.NewLazySystemDLL("wtsapi32.dll")
	defaultProcedure, quit := user.NewProc("DefWindowProcW"), user.NewProc("PostQuitMessage")
	name, err := windows.UTF16PtrFromString("HalfdayLock")
	if err != nil {
		return err
	}
	class := windowClass{className: name, procedure: windows.NewCallback(func(window, message, w, l uintptr) uintptr {
		switch {
		case message == wmSession && (w == sessionLock || w == consoleGone || w == remoteGone), message == wmPower && w == powerSuspend:
			locked()
		case message == wmDestroy:
			_, _, _ = quit.Call(0)
			return 0
		}
		result, _, _ := defaultProcedure.Call(window, message, w, l)
		return result
	})}
	class.size = uint32(unsafe.Sizeof(class))
	// #nosec G103 -- the system call takes a pointer
	if atom, _, err := user.NewProc("RegisterClassExW").Call(uintptr(unsafe.Pointer(&class))); atom == 0 {
		return fmt.Errorf("registering a window class: %w", err)
	}
	// #nosec G103 -- the system call takes a pointer
	window, _, err := user.NewProc("CreateWindowExW").Call(0, uintptr(unsafe.Pointer(name)), 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
	if window == 0 {
		return fmt.Errorf("making a window: %w", err)
	}
	if ok, _, err := terminal.NewProc("WTSRegisterSessionNotification").Call(window, thisSessionOnly); ok == 0 {
		slog.Warn("no news of the screen lock, only of sleep", "error", err)
	}
	defer context.AfterFunc(ctx, func() { _, _, _ = user.NewProc("PostMessageW").Call(window, wmClose, 0, 0) })()

	get, dispatch := user.NewProc("GetMessageW"), user.NewProc("DispatchMessageW")
	for {
		var m windowMessage
		// #nosec G103 -- the system call takes a pointer
		if more, _, _ := get.Call(uintptr(unsafe.Pointer(&m)), 0, 0, 0); int32(more) <= 0 { // #nosec G115 -- a BOOL
			return nil
		}
		_, _, _ = dispatch.Call(uintptr(unsafe.Pointer(&m))) // #nosec G103 -- the system call takes a pointer
	}
}
