package tray

import (
	"slices"

	"halfday/session"
)

// face is the model without its menu: all of it is about the session that ends
// first.
func (m menu) face() Model {
	running := slices.DeleteFunc(slices.Clone(m.s.Sessions), func(s session.Session) bool { return s.Ended(m.now) })
	if len(running) == 0 {
		tooltip := m.w.Menu.Title
		if s, ok := m.lastUnseen(); ok {
			tooltip += ": " + m.w.Menu.Ended(m.name(s.Profile), s.Expires.In(m.now.Location()), m.now)
		}
		return Model{Tooltip: clean(tooltip)}
	}
	first := slices.MinFunc(running, func(a, b session.Session) int { return a.Expires.Compare(b.Expires) })
	left := first.Left(m.now)
	face := Model{Tooltip: clean(m.w.Menu.Tooltip(m.name(first.Profile), left, len(running)-1)), Icon: SignedIn}
	if left <= m.p.Lead {
		face.Icon = EndingSoon
	}
	if m.p.TimeInMenuBar { // macOS has a place for it, and GNOME
		face.Title = clean(m.w.Duration(left))
	}
	return face
}
