package tray

import (
	"unsafe"

	"golang.org/x/sys/windows"
)

const (
	lineTooltips    = false
	titleBesideIcon = false
)

func escape(s string) string { return escapeWindows(s) }

// menuOpenProbe: Windows does not redraw an open menu, so that a change would
// give the lines another meaning than the person reads. It must be called on
// the thread that runs the menu.
func menuOpenProbe() func() bool {
	const (
		inMenuMode    = 0x04 // GUI_INMENUMODE
		popupMenuMode = 0x10 // GUI_POPUPMENUMODE
	)
	thread := windows.GetCurrentThreadId()
	return func() bool {
		info := windows.GUIThreadInfo{Size: uint32(unsafe.Sizeof(windows.GUIThreadInfo{}))}
		if err := windows.GetGUIThreadInfo(thread, &info); err != nil {
			return false
		}
		return info.Flags&(inMenuMode|popupMenuMode) != 0
	}
}
