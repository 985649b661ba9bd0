package dialogs

import (
	"syscall"
	"unsafe"

	"golang.org/x/sys/windows"
)

// What makeRoom asks of windows, and does to them.

var (
	user32              = windows.NewLazySystemDLL("user32.dll")
	gdi32               = windows.NewLazySystemDLL("gdi32.dll")
	setWindowsHookEx    = user32.NewProc("SetWindowsHookExW")
	unhookWindowsHookEx = user32.NewProc("UnhookWindowsHookEx")
	callNextHookEx      = user32.NewProc("CallNextHookEx")
	findWindowEx        = user32.NewProc("FindWindowExW")
	getWindowRect       = user32.NewProc("GetWindowRect")
	getClientRect       = user32.NewProc("GetClientRect")
	mapWindowPoints     = user32.NewProc("MapWindowPoints")
	monitorFromWindow   = user32.NewProc("MonitorFromWindow")
	getMonitorInfo      = user32.NewProc("GetMonitorInfoW")
	setWindowPos        = user32.NewProc("SetWindowPos")
	setFocus            = user32.NewProc("SetFocus")
	getWindowLong       = user32.NewProc("GetWindowLongW")
	setWindowLong       = user32.NewProc("SetWindowLongW")
	getWindowText       = user32.NewProc("GetWindowTextW")
	sendMessage         = user32.NewProc("SendMessageW")
	getDC               = user32.NewProc("GetDC")
	releaseDC           = user32.NewProc("ReleaseDC")
	drawText            = user32.NewProc("DrawTextW")
	selectObject        = gdi32.NewProc("SelectObject")
)

// mostText is how much of a text is measured, in characters.
const mostText = 2000

// keepOrder is SWP_NOZORDER and SWP_NOACTIVATE.
const keepOrder = 0x4 | 0x10

// next is the child of a window, of a class, that comes after another one.
func next(parent, after uintptr, class string) uintptr {
	name, err := syscall.UTF16PtrFromString(class)
	if err != nil {
		return 0
	}
	window, _, _ := findWindowEx.Call(parent, after, uintptr(unsafe.Pointer(name)), 0) // #nosec G103 -- the system call takes a pointer
	return window
}

func place(window uintptr, at box, flags uintptr) {
	_, _, _ = setWindowPos.Call(window, 0, uintptr(at.left), uintptr(at.top), uintptr(at.width()), uintptr(at.height()), flags)
}

// rect is where a window is on the screen.
func rect(window uintptr) (b box) {
	_, _, _ = getWindowRect.Call(window, uintptr(unsafe.Pointer(&b))) // #nosec G103 -- the system call takes a pointer
	return b
}

// client is the inside of a window, without frame and scroll bars.
func client(window uintptr) (b box) {
	_, _, _ = getClientRect.Call(window, uintptr(unsafe.Pointer(&b))) // #nosec G103 -- the system call takes a pointer
	return b
}

// within is where a control is inside its window.
func within(control, window uintptr) box {
	b := rect(control)
	_, _, _ = mapWindowPoints.Call(0, window, uintptr(unsafe.Pointer(&b)), 2) // #nosec G103 -- the system call takes a pointer
	return b
}

// screen is what the monitor of a window has besides the taskbar.
func screen(window uintptr) box {
	const nearest = 2 // MONITOR_DEFAULTTONEAREST
	var info struct { // MONITORINFO
		size      uint32
		all, work box
		flags     uint32
	}
	info.size = uint32(unsafe.Sizeof(info))
	monitor, _, _ := monitorFromWindow.Call(window, nearest)
	_, _, _ = getMonitorInfo.Call(monitor, uintptr(unsafe.Pointer(&info))) // #nosec G103 -- the system call takes a pointer
	return info.work
}

// textHeight is the height of a text broken into lines of that width.
func textHeight(text uintptr, width int32) int32 {
	const how = 0x10 | 0x800 | 0x2000 // DT_WORDBREAK, DT_NOPREFIX, DT_EDITCONTROL
	content := make([]uint16, mostText)
	_, _, _ = getWindowText.Call(text, uintptr(unsafe.Pointer(&content[0])), mostText) // #nosec G103 -- the system call takes a pointer
	measure, done := measuring(text)
	defer done()
	return measure(content, box{right: width}, how).bottom
}

// widestRow is the width of a list's widest row, with the space around it.
func widestRow(list uintptr) int32 {
	const (
		count, length, get = 0x18b, 0x18a, 0x189 // LB_GETCOUNT, LB_GETTEXTLEN, LB_GETTEXT
		how                = 0x20 | 0x40 | 0x800 // DT_SINGLELINE, DT_EXPANDTABS, DT_NOPREFIX
		around             = 10
	)
	measure, done := measuring(list)
	defer done()
	widest := int32(0)
	rows, _, _ := sendMessage.Call(list, count, 0, 0)
	for row := range max(0, int32(rows)) { // #nosec G115 -- -1 for an error
		chars, _, _ := sendMessage.Call(list, length, uintptr(row), 0)
		content := make([]uint16, max(0, int32(chars))+1)                                         // #nosec G115 -- -1 for an error
		_, _, _ = sendMessage.Call(list, get, uintptr(row), uintptr(unsafe.Pointer(&content[0]))) // #nosec G103 -- the system call takes a pointer
		widest = max(widest, measure(content, box{}, how).right)
	}
	return widest + around
}

// measuring gives a function that measures texts that end in 0, in the font of
// a control.
func measuring(control uintptr) (measure func(text []uint16, in box, how uintptr) box, done func()) {
	const (
		getFont   = 0x31  // WM_GETFONT
		calculate = 0x400 // DT_CALCRECT
	)
	canvas, _, _ := getDC.Call(control)
	font, _, _ := sendMessage.Call(control, getFont, 0, 0)
	before := uintptr(0)
	if font != 0 {
		before, _, _ = selectObject.Call(canvas, font)
	}
	measure = func(text []uint16, in box, how uintptr) box {
		_, _, _ = drawText.Call(canvas, uintptr(unsafe.Pointer(&text[0])), ^uintptr(0), uintptr(unsafe.Pointer(&in)), how|calculate) // #nosec G103 -- the system call takes a pointer
		return in
	}
	return measure, func() {
		if before != 0 {
			_, _, _ = selectObject.Call(canvas, before)
		}
		_, _, _ = releaseDC.Call(control, canvas)
	}
}
