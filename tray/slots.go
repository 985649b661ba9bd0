package tray

import "slices"

// The native menu of macOS and Windows can neither insert nor safely remove a
// line, and a line can not change its kind. So it is made of slots: lines in a
// fixed order, made once, hidden while nothing needs them. Each section has some
// to spare and, at its end, a submenu for what finds no slot; submenus grow at
// their end.

// spares are how many lines the sections of Menu have at least, and how many to
// spare beyond those that they showed first; then those of any further section.
var spares = []struct{ least, more int }{
	{0, 17}, // notices; sign-ins and sessions
	{14, 4}, // roles, of which those that are open are submenus; those in submenus
	{0, 2},  // a warning, or several; the app's own
	{0, 4},
}

// moreTitle is the title of the submenu for what found no slot.
const moreTitle = "…"

// nativeMenu is the tray as it stands, where it is made of a native menu. It
// belongs to the goroutine that draws.
type nativeMenu struct {
	native
	view     *View // takes the clicks
	shown    Model
	sections []*section
}

// section is the slots between two separators. Each line has two, an entry and a
// submenu.
type section struct {
	slots []*slot
	more  *slot // a submenu
}

// show brings the tray from the model that it shows to next.
func (m *nativeMenu) show(next Model) {
	first := m.sections == nil
	if first || m.shown.Icon != next.Icon {
		m.setIcon(next.Icon)
	}
	if first || m.shown.Tooltip != next.Tooltip {
		m.setTooltip(next.Tooltip)
	}
	if m.shown.Title != next.Title {
		m.setTitle(next.Title)
	}
	m.shown = next
	m.showItems(next.Items)
}

// showItems makes the menu show items.
func (m *nativeMenu) showItems(items []Item) {
	parts := split(items)
	if m.sections == nil {
		m.build(parts)
	}
	for len(parts) > len(m.sections) { // no separator can be added: join the last
		n := len(parts)
		joined := append(append([]Item{}, parts[n-2]...), parts[n-1]...)
		parts = append(parts[:n-2:n-2], joined)
	}
	for i, s := range m.sections {
		var part []Item
		if i < len(parts) {
			part = parts[i]
		}
		if rest := m.fill(s.slots, 2, part); len(rest) > 0 {
			m.set(s.more, Item{Kind: Submenu, Title: moreTitle, Children: rest})
		} else {
			m.hide(s.more)
		}
	}
}

// split cuts items at the separators.
func split(items []Item) [][]Item {
	parts := [][]Item{nil}
	for _, it := range items {
		if it.Kind == Separator {
			parts = append(parts, nil)
			continue
		}
		parts[len(parts)-1] = append(parts[len(parts)-1], it)
	}
	return parts
}

// build makes the slots, in order: as many as the first model needs, and the
// spare ones.
func (m *nativeMenu) build(parts [][]Item) {
	for i, part := range parts {
		if i > 0 {
			m.addSeparator()
		}
		s, spare := &section{}, spares[min(i, len(spares)-1)]
		for range max(spare.least, len(part)+spare.more) {
			s.slots = append(s.slots, m.addHidden(nil, Entry), m.addHidden(nil, Submenu))
		}
		s.more = m.addHidden(nil, Submenu)
		m.sections = append(m.sections, s)
	}
}

// add makes a slot, at the end of parent or of the menu. A submenu gets its
// first line at once: it has to be a submenu from the start, and Windows can
// not make one of a hidden line.
func (m *nativeMenu) add(parent *slot, kind Kind, title string) *slot {
	var under line
	if parent != nil {
		under = parent.line
	}
	s := &slot{kind: kind, shown: Item{Title: title}, line: m.native.add(under, kind, title)}
	if parent != nil {
		parent.children = append(parent.children, s)
	}
	if kind == Submenu {
		m.addHidden(s, Entry)
	}
	return s
}

func (m *nativeMenu) addHidden(parent *slot, kind Kind) *slot {
	s := m.add(parent, kind, "")
	s.hidden = true
	s.line.Hide()
	return s
}

// fill shows items in slots, each in the next one of its kind, hides the
// other slots, and gives back what found none. A line has each slots of its own.
func (m *nativeMenu) fill(slots []*slot, each int, items []Item) (rest []Item) {
	next := 0
	for _, it := range items {
		at := next
		for at < len(slots) && slots[at].kind != it.Kind {
			at++
		}
		if at == len(slots) {
			rest = append(rest, it)
			continue
		}
		for _, s := range slots[next:at] {
			m.hide(s)
		}
		m.set(slots[at], it)
		for next = at + 1; next%each != 0; next++ {
			m.hide(slots[next])
		}
	}
	for _, s := range slots[next:] {
		m.hide(s)
	}
	return rest
}

// fillSubmenu is fill for the lines under s, which grow as needed: what comes
// after a line without a slot is added behind it.
func (m *nativeMenu) fillSubmenu(s *slot, items []Item) {
	placed, next := 0, 0
	for _, it := range items {
		i := slices.IndexFunc(s.children[next:], func(c *slot) bool { return c.kind == it.Kind })
		if i < 0 {
			break
		}
		placed++
		next += i + 1
	}
	m.fill(s.children, 1, items[:placed])
	for _, it := range items[placed:] {
		m.set(m.add(s, it.Kind, it.Title), it)
	}
}
