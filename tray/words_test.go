package tray

import "halfday/text"

// words are those of the golden files.
var words = text.English()

// room is that of the golden files.
var room = RoomOf("", 0, 0)
