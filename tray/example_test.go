package tray_test

import (
	"fmt"
	"time"

	"halfday/roles"
	"halfday/session"
	"halfday/text"
	"halfday/tray"
)

// The menu is a pure function of what is true, what the person wants, the time and the
// words.
func ExampleMenus_Menu() {
	now := time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)
	s := session.State{
		Roles: []roles.Role{{Profile: "dev", Account: "111122223333"}, {Profile: "prod", Account: "444455556666"}},
		Sessions: []session.Session{
			{Profile: "dev", Account: "111122223333", SignedInAt: now.Add(-time.Hour), Expires: now.Add(11 * time.Hour)},
		},
	}
	m := new(tray.Menus).Menu(s, tray.Preferences{Room: tray.RoomOf("KDE", 0, 0)}, now, text.English())
	for _, item := range m.Items[:5] {
		fmt.Printf("%q %q\n", item.Title, item.Action.Kind)
	}
	// Output:
	// "dev   11 h" ""
	// "" ""
	// "dev ● until 20:00" ""
	// "prod" "sign-in"
	// "" ""
}
