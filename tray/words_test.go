package tray

import "halfday/text"

// words are those of the golden files.
var words = text.English()
