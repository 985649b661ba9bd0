package dialogs

import (
	"runtime"
	"sync"
	"syscall"
	"unsafe"

	"golang.org/x/sys/windows"
)

// The windows of zenity's entry and list have one line of text and cut off the
// rest. settle makes room: it gives the text the lines that it needs and moves
// what is below it. It does so on the dialog's own thread, when zenity gives the
// field the focus: the window is laid out by then, and not yet shown. (From
// another thread, Wine never showed the dialog.)

// settle looks after the dialogs of this thread, which it locks, until the
// function that it returns is called.
func settle() (leave func()) {
	const cbt = 5 // WH_CBT
	runtime.LockOSThread()
	hook, _, _ := setWindowsHookEx.Call(cbt, focusing(), 0, uintptr(windows.GetCurrentThreadId()))
	return func() {
		if hook != 0 {
			_, _, _ = unhookWindowsHookEx.Call(hook)
		}
		runtime.UnlockOSThread()
	}
}

// focusing is the hook. Windows has room for few callbacks: it is made once.
var focusing = sync.OnceValue(func() uintptr {
	const focus = 9 // HCBT_SETFOCUS
	return windows.NewCallback(func(code, control, more uintptr) uintptr {
		// A message box has neither field nor list, and room for its text.
		if code == focus {
			if dialog, _, _ := getParent.Call(control); dialog != 0 && field(dialog) == control {
				makeRoom(dialog)
			}
		}
		result, _, _ := callNextHookEx.Call(0, code, control, more)
		return result
	})
})

var (
	user32              = windows.NewLazySystemDLL("user32.dll")
	gdi32               = windows.NewLazySystemDLL("gdi32.dll")
	setWindowsHookEx    = user32.NewProc("SetWindowsHookExW")
	unhookWindowsHookEx = user32.NewProc("UnhookWindowsHookEx")
	callNextHookEx      = user32.NewProc("CallNextHookEx")
	findWindowEx        = user32.NewProc("FindWindowExW")
	getParent           = user32.NewProc("GetParent")
	getWindowRect       = user32.NewProc("GetWindowRect")
	mapWindowPoints     = user32.NewProc("MapWindowPoints")
	setWindowPos        = user32.NewProc("SetWindowPos")
	getWindowLong       = user32.NewProc("GetWindowLongW")
	setWindowLong       = user32.NewProc("SetWindowLongW")
	getWindowText       = user32.NewProc("GetWindowTextW")
	sendMessage         = user32.NewProc("SendMessageW")
	getDC               = user32.NewProc("GetDC")
	releaseDC           = user32.NewProc("ReleaseDC")
	drawText            = user32.NewProc("DrawTextW")
	selectObject        = gdi32.NewProc("SelectObject")
)

type rect struct{ left, top, right, bottom int32 }

// next is the child of a window, of a class, that comes after another one.
func next(parent, after uintptr, class string) uintptr {
	name, err := syscall.UTF16PtrFromString(class)
	if err != nil {
		return 0
	}
	window, _, _ := findWindowEx.Call(parent, after, uintptr(unsafe.Pointer(name)), 0) // #nosec G103 -- the system call takes a pointer
	return window
}

func field(dialog uintptr) uintptr {
	if edit := next(dialog, 0, "EDIT"); edit != 0 {
		return edit
	}
	return next(dialog, 0, "LISTBOX")
}

// makeRoom makes the text as high as its lines, and all else fit. It changes
// nothing where that is so.
func makeRoom(dialog uintptr) {
	text := next(dialog, 0, "STATIC")
	if text == 0 {
		return
	}
	is := within(text, dialog)
	const (
		styles    = ^uintptr(15) // GWL_STYLE, -16
		ellipsis  = 0xc000       // SS_ELLIPSISMASK: makes one line of it
		flags     = 0x4 | 0x10   // SWP_NOZORDER, SWP_NOACTIVATE
		moveAlone = flags | 0x1  // SWP_NOSIZE
	)
	high := textHeight(text, is.right-is.left)
	down := high - (is.bottom - is.top)
	if down <= 0 {
		return
	}
	style, _, _ := getWindowLong.Call(text, styles)
	_, _, _ = setWindowLong.Call(text, styles, style&^ellipsis)

	var whole rect
	_, _, _ = getWindowRect.Call(dialog, uintptr(unsafe.Pointer(&whole))) // #nosec G103 -- the system call takes a pointer
	// Its middle stays where it is.
	place(dialog, rect{whole.left, whole.top - down/2, whole.right, whole.bottom + down - down/2}, flags)
	place(text, rect{is.left, is.top, is.right, is.top + high}, flags)
	for _, class := range []string{"EDIT", "LISTBOX", "BUTTON"} {
		for control := next(dialog, 0, class); control != 0; control = next(dialog, control, class) {
			at := within(control, dialog)
			place(control, rect{at.left, at.top + down, at.right, at.bottom + down}, moveAlone)
		}
	}
}

func place(window uintptr, r rect, flags uintptr) {
	_, _, _ = setWindowPos.Call(window, 0, uintptr(r.left), uintptr(r.top), uintptr(r.right-r.left), uintptr(r.bottom-r.top), flags)
}

// within is where a control is inside its window.
func within(control, window uintptr) rect {
	var r rect
	_, _, _ = getWindowRect.Call(control, uintptr(unsafe.Pointer(&r)))        // #nosec G103 -- the system call takes a pointer
	_, _, _ = mapWindowPoints.Call(0, window, uintptr(unsafe.Pointer(&r)), 2) // #nosec G103 -- the system call takes a pointer
	return r
}

// textHeight is the height of a text broken into lines of that width, in its
// own font.
func textHeight(text uintptr, width int32) int32 {
	const (
		getFont = 0x31                          // WM_GETFONT
		how     = 0x400 | 0x10 | 0x800 | 0x2000 // DT_CALCRECT, DT_WORDBREAK, DT_NOPREFIX, DT_EDITCONTROL
		most    = 2000                          // characters
	)
	content := make([]uint16, most)
	_, _, _ = getWindowText.Call(text, uintptr(unsafe.Pointer(&content[0])), most) // #nosec G103 -- the system call takes a pointer
	font, _, _ := sendMessage.Call(text, getFont, 0, 0)
	canvas, _, _ := getDC.Call(text)
	if canvas == 0 {
		return 0
	}
	defer releaseDC.Call(text, canvas)
	if font != 0 {
		before, _, _ := selectObject.Call(canvas, font)
		defer selectObject.Call(canvas, before)
	}
	r := rect{right: width}
	_, _, _ = drawText.Call(canvas, uintptr(unsafe.Pointer(&content[0])), ^uintptr(0), uintptr(unsafe.Pointer(&r)), how) // #nosec G103 -- the system call takes a pointer
	return r.bottom
}
