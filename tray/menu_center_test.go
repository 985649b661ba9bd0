package tray

import (
	"slices"
	"testing"
)

// The sessions of Identity Center have a line of the first level where there is
// room, else in the submenu of the app itself.
func TestCenterLine(t *testing.T) {
	for _, test := range []struct {
		scene, desktop string
		first          bool
	}{
		{"centers", "GNOME", true}, {"centers", "KDE", true}, {"one_center", "GNOME", true},
		{"center_without_room", "GNOME", false}, {"center_without_room", "KDE", true},
	} {
		items := menuCases[test.scene].menu(RoomOf(test.desktop, 0, 0), noon).Items
		is := func(it Item) bool { return it.Kind == Submenu && (it.Key == "centers" || it.Key == "center atlas") }
		own := items[len(items)-1]
		if got := slices.ContainsFunc(items, is); got != test.first || slices.ContainsFunc(own.Children, is) == test.first {
			t.Errorf("%s on %s: on the first level: %v", test.scene, test.desktop, got)
		}
	}
}
