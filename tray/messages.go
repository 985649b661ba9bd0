package tray

// What Windows tells systray's window, which systray takes for something else
// (winuser.h).
const (
	wmEndSession    = 0x16
	wmDisplayChange = 0x7e
	wmScaling       = 0x2e0 // WM_DPICHANGED
)

// meaning is what a message of Windows calls for.
type meaning int

const (
	forSystray meaning = iota // and for nobody else
	sessionStays
	sessionEnds
	iconToDraw // after systray
)

// meaningOf sorts a message. created is the one that tells of a new taskbar.
func meaningOf(message uint32, w uintptr, created uint32) meaning {
	switch {
	case message == wmEndSession && w == 0:
		// A logoff or shutdown was begun and called off.
		// https://learn.microsoft.com/en-us/windows/win32/shutdown/wm-endsession
		return sessionStays
	case message == wmEndSession:
		return sessionEnds
	case message == wmDisplayChange, message == wmScaling, message == created && created != 0:
		return iconToDraw
	}
	return forSystray
}
