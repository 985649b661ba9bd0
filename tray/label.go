package tray

import (
	"strings"
	"unicode/utf16"

	"halfday/text"
)

// nameMax bounds a role's name in a line of the menu, in runes, so that what
// is said about the role stays in view.
const nameMax = 44

// tooltipMax is the length of the icon's tooltip in UTF-16 units: Windows
// takes no more, and systray writes no terminator after more.
const tooltipMax = 127

// clean makes a line of the menu fit to be shown. It is not escaped yet.
func clean(s string) string { return text.Clean(s, titleMax) }

// shorten makes a role's name fit to be shown.
func shorten(name string) string { return middle(name, nameMax) }

// middle makes a name fit to be shown in max runes. It leaves out the middle:
// long names of one file often begin alike, or end alike.
func middle(name string, max int) string {
	const longest = 4096
	runes := []rune(text.Clean(name, longest))
	if len(runes) <= max {
		return string(runes)
	}
	head := max * 3 / 5
	return string(runes[:head]) + "…" + string(runes[len(runes)-(max-head-1):])
}

// escapeWindows writes a title for a Windows menu, where "&" marks the access
// key, "&&" is an ampersand and a tab moves the rest to the right edge.
func escapeWindows(s string) string {
	return strings.ReplaceAll(strings.ReplaceAll(s, "\t", " "), "&", "&&")
}

// fit cuts s to max UTF-16 units.
func fit(s string, max int) string {
	n, cut := 0, 0
	for i, r := range s {
		if n <= max-1 {
			cut = i // room for "…" after s[:cut]
		}
		if n += utf16.RuneLen(r); n > max {
			return s[:cut] + "…"
		}
	}
	return s
}
