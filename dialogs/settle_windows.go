package dialogs

import (
	"runtime"
	"sync"
	"unsafe"

	"golang.org/x/sys/windows"
)

// The windows of zenity's entry and list have one line of text and rows of 241
// pixels, cut off the rest, and keep the keyboard for themselves when a person
// comes back to them from another window. settle makes room when such a window
// is about to show, and again when zenity has laid it out anew, for a monitor
// with another scaling; and it hands the keyboard on to the field. All that is
// done on the dialog's own thread: from another one, Wine never showed it.

// settle looks after the dialogs of this thread, which it locks, until the
// function that it returns is called.
func settle() (leave func()) {
	const (
		cbt       = 5  // WH_CBT
		processed = 12 // WH_CALLWNDPROCRET
	)
	runtime.LockOSThread()
	thread := uintptr(windows.GetCurrentThreadId())
	focus, _, _ := setWindowsHookEx.Call(cbt, focusing(), 0, thread)
	layout, _, _ := setWindowsHookEx.Call(processed, laidOut(), 0, thread)
	return func() {
		for _, hook := range []uintptr{focus, layout} {
			if hook != 0 {
				_, _, _ = unhookWindowsHookEx.Call(hook)
			}
		}
		runtime.UnlockOSThread()
	}
}

// focusing is called before a window gets the keyboard. Windows has room for few
// callbacks: each is made once. A message box has neither field nor list; it has
// room for its text, and keeps the keyboard right.
var focusing = sync.OnceValue(func() uintptr {
	const focus = 9 // HCBT_SETFOCUS
	return windows.NewCallback(func(code, window, more uintptr) uintptr {
		if code == focus && window != 0 {
			if keys := field(window); keys != 0 {
				_, _, _ = setFocus.Call(keys)
				return 1 // the window itself does not get it
			}
		}
		result, _, _ := callNextHookEx.Call(0, code, window, more)
		return result
	})
})

// laidOut is called after a window of the thread has dealt with a message.
var laidOut = sync.OnceValue(func() uintptr {
	const show, scaling = 0x18, 0x2e0 // WM_SHOWWINDOW, WM_DPICHANGED
	return windows.NewCallback(func(code, current uintptr, message *processedMessage) uintptr {
		if (message.message == show || message.message == scaling) && field(message.window) != 0 {
			makeRoom(message.window, message.message == show)
		}
		result, _, _ := callNextHookEx.Call(0, code, current, uintptr(unsafe.Pointer(message))) // #nosec G103 -- the system call takes a pointer
		return result
	})
})

// processedMessage is CWPRETSTRUCT.
type processedMessage struct {
	result, l, w uintptr
	message      uint32
	window       uintptr
}

// field is what the keyboard is for in a dialog of zenity.
func field(dialog uintptr) uintptr {
	if edit := next(dialog, 0, "EDIT"); edit != 0 {
		return edit
	}
	return next(dialog, 0, "LISTBOX")
}

// makeRoom makes the rows of a list as wide as the widest, the text as high as
// its lines, and all else fit. It changes nothing where that is so.
func makeRoom(dialog uintptr, first bool) {
	text := next(dialog, 0, "STATIC")
	if text == 0 {
		return
	}
	const (
		styles    = ^uintptr(15)    // GWL_STYLE, -16
		ellipsis  = 0xc000          // SS_ELLIPSISMASK: makes one line of it
		moveAlone = keepOrder | 0x1 // SWP_NOSIZE
	)
	window, desk := rect(dialog), screen(dialog)
	across := int32(0)
	if list := next(dialog, 0, "LISTBOX"); list != 0 {
		if across = broader(window, desk, widestRow(list), client(list).width()); across > 0 {
			at := within(list, dialog)
			at.right += across
			place(list, at, keepOrder)
		}
	}
	is := within(text, dialog)
	is.right += across
	high := textHeight(text, is.width())
	down := max(0, high-is.height())
	if across == 0 && down == 0 {
		return
	}
	style, _, _ := getWindowLong.Call(text, styles)
	_, _, _ = setWindowLong.Call(text, styles, style&^ellipsis)

	place(dialog, inside(grown(window, across, down, first), desk), keepOrder)
	is.bottom += down
	place(text, is, keepOrder)
	for class, x := range map[string]int32{"EDIT": 0, "LISTBOX": 0, "BUTTON": across} {
		for control := next(dialog, 0, class); control != 0; control = next(dialog, control, class) {
			place(control, within(control, dialog).moved(x, down), moveAlone)
		}
	}
}
