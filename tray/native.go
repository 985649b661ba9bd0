package tray

// native is the menu of a system that cannot change its shape: macOS and
// Windows, through systray. Only one goroutine at a time calls it.
type native interface {
	// add appends a line to the menu, or to the submenu of parent, enabled
	// and visible. A title is escaped here, as in line.SetTitle.
	add(parent line, kind Kind, title string) line
	addSeparator()
	setIcon(Icon)
	setTooltip(string)
	setTitle(string)
	// menuOpen tells whether a change now would not be seen by a person who
	// has the menu open, and yet meant by their next click.
	menuOpen() bool
	quit()
}

// line is a line of the native menu. Any setter makes a hidden line visible
// on Windows; hence Hide comes last.
type line interface {
	SetTitle(string)
	SetTooltip(string)
	Enable()
	Disable()
	Check()
	Uncheck()
	Show()
	Hide()
	clicks() <-chan struct{}
}

// slotted is the surface that is made of a native menu.
type slotted struct {
	native
	menu  *nativeMenu
	shown Model
	drawn bool
}

func newSlotted(n native, v *View) *slotted {
	return &slotted{native: n, menu: &nativeMenu{native: n, taken: v.clicks, done: v.quit}}
}

// show brings the tray from the model that it shows to m.
func (s *slotted) show(m Model) {
	if !s.drawn || m.Icon != s.shown.Icon {
		s.setIcon(m.Icon)
	}
	if !s.drawn || m.Tooltip != s.shown.Tooltip {
		s.setTooltip(m.Tooltip)
	}
	if m.Title != s.shown.Title {
		s.setTitle(m.Title)
	}
	s.shown, s.drawn = m, true
	s.menu.show(m.Items)
}
