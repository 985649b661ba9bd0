package tray

import "halfday/tray/statusnotifier"

// Room is how many lines the desktop's menu has place for.
type Room struct {
	Top     int // on its first level, separators not counted
	Flat    int // this many roles are on the first level, one by one
	Submenu int // in a submenu
}

// RoomOf is the room on the desktop that XDG_CURRENT_DESKTOP names; "" where
// there is no such thing. lines and flat are what the person wants of the first
// level, 0 for what fits.
//
// GNOME's panel menus do not scroll, and a submenu opens in them, in place: a
// line is 37 pixels high, the room that of the screen less 58, and what the
// first level leaves is for the submenu, which scrolls. Plasma on Wayland loses
// the top of a menu that is higher than the screen.
func RoomOf(desktop string, lines, flat int) Room {
	room := Room{Top: 18, Flat: 12, Submenu: 25}
	if statusnotifier.IsGNOME(desktop) {
		room = Room{Top: 10, Flat: 6, Submenu: 15}
	}
	if lines > 0 {
		room.Top = max(lines, topLeast)
	}
	if flat > 0 {
		room.Flat = flat
	}
	room.Flat = min(room.Flat, room.Top-4) // beside them: a notice, a warning, a session, the app
	return room
}

// topLeast is the least that the first level can do with.
const topLeast = 8
