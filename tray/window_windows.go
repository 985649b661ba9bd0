package tray

import (
	"unsafe"

	"fyne.io/systray"
	"golang.org/x/sys/windows"
)

// systray has a window to which Windows tells what happens. It does not look at
// everything that it is told, and shows a picture of 32 pixels, shrunk. So we
// see the messages first.

var (
	user32  = windows.NewLazySystemDLL("user32.dll")
	shell32 = windows.NewLazySystemDLL("shell32.dll")
)

// takeWindow puts our procedure before that of systray's window.
func (s *system) takeWindow() {
	const procedure = ^uintptr(3) // GWLP_WNDPROC, -4
	window := s.findWindow()
	name, err := windows.UTF16PtrFromString("TaskbarCreated")
	if window == 0 || err != nil {
		return
	}
	created, _, _ := user32.NewProc("RegisterWindowMessageW").Call(uintptr(unsafe.Pointer(name))) // #nosec G103 -- the system call takes a pointer
	// What the procedure reads is there before it can be called.
	s.window, s.created = window, uint32(created) // #nosec G115 -- a UINT
	s.original, _, _ = user32.NewProc("GetWindowLongPtrW").Call(window, procedure)
	_, _, _ = user32.NewProc("SetWindowLongPtrW").Call(window, procedure, windows.NewCallback(s.receive))
}

// findWindow is the window of systray's class in the thread of the menu.
func (s *system) findWindow() uintptr {
	class, err := windows.UTF16PtrFromString("SystrayClass")
	if err != nil {
		return 0
	}
	for window := uintptr(0); ; {
		window, _, _ = user32.NewProc("FindWindowExW").Call(0, window, uintptr(unsafe.Pointer(class)), 0) // #nosec G103 -- the system call takes a pointer
		if window == 0 {
			return 0
		}
		if thread, _ := windows.GetWindowThreadProcessId(windows.HWND(window), nil); thread == s.thread {
			return window
		}
	}
}

// receive is called on the thread of the menu, for each message.
func (s *system) receive(window uintptr, message uint32, w, l uintptr) uintptr {
	const close = 0x10 // WM_CLOSE
	is := meaningOf(message, w, s.created)
	if is == sessionStays {
		return 0
	}
	result, _, _ := user32.NewProc("CallWindowProcW").Call(s.original, window, uintptr(message), w, l)
	switch is {
	case sessionEnds:
		// systray has taken the icon away: nothing may stay without one.
		_, _, _ = user32.NewProc("PostMessageW").Call(window, close, 0, 0)
	case iconToDraw:
		s.drawIcon()
	}
	return result
}

// setIcon shows an .ico file.
func (s *system) setIcon(image []byte, _ bool) {
	if s.window == 0 {
		systray.SetIcon(image)
		return
	}
	s.mu.Lock()
	s.image = image
	s.mu.Unlock()
	s.drawIcon()
}

// drawIcon shows the picture for the size of the taskbar's icons, as it is now.
func (s *system) drawIcon() {
	const (
		version = 0x30000 // of icons
		modify  = 1       // NIM_MODIFY
	)
	s.mu.Lock()
	defer s.mu.Unlock()
	size := iconSize()
	picture := icoPicture(s.image, int(size))
	if len(picture) == 0 {
		return
	}
	// #nosec G103 -- the system call takes a pointer
	icon, _, _ := user32.NewProc("CreateIconFromResourceEx").Call(uintptr(unsafe.Pointer(&picture[0])), uintptr(len(picture)), 1, version, size, size, 0)
	if icon == 0 {
		return
	}
	data := iconData{window: s.window, id: systrayIcon, flags: 0x2, icon: icon} // NIF_ICON
	data.size = uint32(unsafe.Sizeof(data))
	_, _, _ = shell32.NewProc("Shell_NotifyIconW").Call(modify, uintptr(unsafe.Pointer(&data))) // #nosec G103 -- the system call takes a pointer
	if s.icon != 0 {
		_, _, _ = user32.NewProc("DestroyIcon").Call(s.icon)
	}
	s.icon = icon
}

// systrayIcon is the number that systray gives its icon.
const systrayIcon = 100

// iconData is NOTIFYICONDATAW.
type iconData struct {
	size                uint32
	window              uintptr
	id, flags, callback uint32
	icon                uintptr
	tip                 [128]uint16
	state, stateMask    uint32
	info                [256]uint16
	version             uint32
	title               [64]uint16
	infoFlags           uint32
	guid                windows.GUID
	balloon             uintptr
}

// iconSize is that of small icons where the taskbar is, in pixels.
func iconSize() uintptr {
	const small, least = 49, 16 // SM_CXSMICON
	if class, err := windows.UTF16PtrFromString("Shell_TrayWnd"); err == nil {
		taskbar, _, _ := user32.NewProc("FindWindowW").Call(uintptr(unsafe.Pointer(class)), 0) // #nosec G103 -- the system call takes a pointer
		ofWindow, ofScale := user32.NewProc("GetDpiForWindow"), user32.NewProc("GetSystemMetricsForDpi")
		if taskbar != 0 && ofWindow.Find() == nil && ofScale.Find() == nil { // from Windows 10.1607
			scale, _, _ := ofWindow.Call(taskbar)
			if size, _, _ := ofScale.Call(small, scale); size >= least {
				return size
			}
		}
	}
	size, _, _ := user32.NewProc("GetSystemMetrics").Call(small)
	return max(size, least)
}
