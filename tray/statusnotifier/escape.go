package statusnotifier

import (
	"slices"
	"strings"
)

// Escape gives how a label is written so that its underscores are read, on the
// desktop that XDG_CURRENT_DESKTOP names. In dbusmenu "_" marks the access key
// and "__" is an underscore, and hosts read that differently:
//
//   - Plasma, LXQt and those with libdbusmenu-gtk (Xfce, MATE, waybar) take all
//     underscores so: each has to be doubled;
//   - GNOME's AppIndicator extension takes away the first one that another
//     character follows, and no other (dbusMenu.js, _updateLabel: a replacement
//     without /g): one more has to stand before that, and the rest is as it is.
func Escape(desktop string) func(label string) string {
	if IsGNOME(desktop) {
		return escapeFirst
	}
	return func(label string) string { return strings.ReplaceAll(label, "_", "__") }
}

// IsGNOME tells whether the tray of the desktop that XDG_CURRENT_DESKTOP names
// is GNOME Shell's. GNOME Flashback has a panel of the old kind.
func IsGNOME(desktop string) bool {
	names := strings.Split(desktop, ":")
	return slices.Contains(names, "GNOME") && !slices.Contains(names, "GNOME-Flashback")
}

func escapeFirst(label string) string {
	for i := range len(label) - 1 {
		if label[i] == '_' && label[i+1] != '_' {
			// The run of underscores before: the first of it that is followed by
			// another character is its last one.
			return label[:i] + "_" + label[i:]
		}
	}
	return label
}
