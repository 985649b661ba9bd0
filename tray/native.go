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
