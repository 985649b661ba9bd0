package tray

const (
	// systray exports the icon's properties while it runs the ready function,
	// and what is set in between is lost.
	setBeforeRun    = true
	lineTooltips    = false
	titleBesideIcon = false // systray's title is the icon's name here
)

func escape(s string) string { return escapeDBus(s) }

// menuOpenProbe: desktops redraw an open menu.
func menuOpenProbe() func() bool { return func() bool { return false } }
