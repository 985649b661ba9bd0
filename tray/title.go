package tray

import "halfday/session"

// title is what stands beside the icon where the person wants it: the time
// left of the session that ends first. macOS has a place for it, and GNOME.
func (m menu) title() string {
	if !m.p.TimeInMenuBar {
		return ""
	}
	first, n := m.first()
	if n == 0 {
		return ""
	}
	return clean(m.w.Duration(first.Left(m.now)))
}

// first is the session that ends first, of those that run, and how many run.
func (m menu) first() (first session.Session, n int) {
	for _, s := range m.s.Sessions {
		if s.Ended(m.now) {
			continue
		}
		if n == 0 || s.Expires.Before(first.Expires) {
			first = s
		}
		n++
	}
	return first, n
}

// tooltip names the session that ends first.
func (m menu) tooltip() string {
	first, n := m.first()
	if n == 0 {
		if s, ok := m.lastUnseen(); ok {
			return clean(m.w.Menu.Title + ": " + m.w.Menu.Ended(m.name(s.Profile), s.Expires.In(m.now.Location()), m.now))
		}
		return clean(m.w.Menu.Title)
	}
	return clean(m.w.Menu.Tooltip(m.name(first.Profile), first.Left(m.now), n-1))
}

func (m menu) icon() Icon {
	icon := Idle
	for _, s := range m.s.Sessions {
		switch {
		case s.Ended(m.now):
		case s.Left(m.now) <= m.p.Lead:
			return EndingSoon
		default:
			icon = SignedIn
		}
	}
	return icon
}
