package tray

import "halfday/session"

// face is the model without its menu: all of it is about the session that ends
// first.
func (m menu) face() Model {
	var first session.Session
	n := 0
	for _, s := range m.s.Sessions {
		if s.Ended(m.now) {
			continue
		}
		if n++; n == 1 || s.Expires.Before(first.Expires) {
			first = s
		}
	}
	if n == 0 {
		tooltip := m.w.Menu.Title
		if s, ok := m.lastUnseen(); ok {
			tooltip += ": " + m.w.Menu.Ended(m.name(s.Profile), s.Expires.In(m.now.Location()), m.now)
		}
		return Model{Tooltip: clean(tooltip)}
	}
	left := first.Left(m.now)
	face := Model{Tooltip: clean(m.w.Menu.Tooltip(m.name(first.Profile), left, n-1)), Icon: SignedIn}
	if left <= m.p.Lead {
		face.Icon = EndingSoon
	}
	if m.p.TimeInMenuBar { // macOS has a place for it, and GNOME
		face.Title = clean(m.w.Duration(left))
	}
	return face
}
