package tray

import (
	"errors"
	"sync"
	"sync/atomic"
	"time"
	"unsafe"

	"golang.org/x/sys/windows"
)

// iconLimit is how long there may be no icon while the menu takes messages.
const iconLimit = 10 * time.Second

func escape(s string) string { return escapeWindows(s) }

// system is what systray leaves to do on Windows.
type system struct {
	thread uint32 // that runs the menu
	came   atomic.Bool
	missed atomic.Bool
	limit  time.Duration // iconLimit, but in tests

	window   uintptr // systray's, once ready; 0: not found
	original uintptr // its own procedure
	created  uint32  // the message of a new taskbar

	mu    sync.Mutex
	image []byte  // the .ico file that is shown
	icon  uintptr // its picture
}

// newSystem must be called on the thread that will run the menu.
func newSystem() *system { return &system{thread: windows.GetCurrentThreadId(), limit: iconLimit} }

// watch ends the menu where systray does not get its icon into the taskbar: it
// tries once, and would then wait for ever (fyne-io/systray#95). Its clock is a
// timer of the thread, which ticks only while that takes messages: a taskbar
// that is slow to answer, as at logon, is no failure.
func (s *system) watch() {
	ticks := 0
	tick := func(_, _, timer, _ uintptr) uintptr {
		const quit = 0x12 // WM_QUIT
		ticks++
		missed := !s.came.Load() && ticks > 1
		if missed {
			s.missed.Store(true)
			_, _, _ = user32.NewProc("PostThreadMessageW").Call(uintptr(s.thread), quit, 0, 0)
		}
		if missed || s.came.Load() {
			_, _, _ = user32.NewProc("KillTimer").Call(0, timer)
		}
		return 0
	}
	_, _, _ = user32.NewProc("SetTimer").Call(0, 0, uintptr(s.limit.Milliseconds()/2), windows.NewCallback(tick))
}

// ready is called when the icon is there.
func (s *system) ready() {
	s.came.Store(true)
	s.takeWindow()
}

// errNoIcon says that Windows did not take the icon: at logon the taskbar may
// not be ready. Another try needs another process.
var errNoIcon = errors.New("the taskbar has not taken the icon")

func (s *system) late() error {
	if s.missed.Load() {
		return errNoIcon
	}
	return nil
}

// menuOpen: Windows does not redraw an open menu, so that a change would give
// the lines another meaning than the person reads.
func (s *system) menuOpen() bool {
	const (
		inMenuMode    = 0x04 // GUI_INMENUMODE
		popupMenuMode = 0x10 // GUI_POPUPMENUMODE
	)
	info := windows.GUIThreadInfo{Size: uint32(unsafe.Sizeof(windows.GUIThreadInfo{}))}
	if err := windows.GetGUIThreadInfo(s.thread, &info); err != nil {
		return false
	}
	return info.Flags&(inMenuMode|popupMenuMode) != 0
}
