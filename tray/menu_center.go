package tray

import (
	"time"

	"halfday/roles"
)

// center is the line of the sessions of Identity Center: that of the only one,
// or a submenu of theirs.
func (m menu) center() (Item, bool) {
	switch len(m.s.Centers) {
	case 0:
		return Item{}, false
	case 1:
		return m.centerOf(m.s.Centers[0]), true
	}
	signedIn := 0
	for _, c := range m.s.Centers {
		signedIn += btoi(c.SignedIn(m.now))
	}
	it := submenu("centers", m.w.Center.Several(signedIn, len(m.s.Centers)))
	some, rest := cut(m.s.Centers, m.p.Room.Submenu)
	if len(rest) > 0 { // a click on a role of theirs signs in, too; plain lines are first
		it.Children = append(it.Children, m.more(len(rest)))
	}
	for _, c := range some {
		it.Children = append(it.Children, m.centerOf(c))
	}
	return it, true
}

// centerOf is the submenu of a session: how far the person is signed in, and
// what can be done about it. It says until when, not how long: nothing wakes
// to count that down.
func (m menu) centerOf(c roles.Center) Item {
	line := func(title string, kind ActionKind) Item {
		return Item{Title: clean(title), Action: Action{Kind: kind, Center: c.Key()}}
	}
	w, name := m.w.Center, shorten(c.Name())
	it := submenu("center "+c.Key(), w.NotIn(name), line(w.SignIn(name), CenterSignIn))
	if c.SignedIn(m.now) {
		until := c.Until.In(m.now.Location())
		if c.Renews {
			until = time.Time{}
		}
		it.Title = clean(w.Standing(name, until, m.now))
		it.Children = []Item{line(w.Again(name), CenterSignIn), line(w.SignOut(name), CenterSignOut)}
	}
	it.Tooltip = clean(c.StartURL)
	return it
}
