//go:build cgo

package tray

const (
	lineTooltips    = true
	titleBesideIcon = true
)

func escape(s string) string { return escapeMac(s) }

// menuOpenProbe: an open menu is redrawn.
func menuOpenProbe() func() bool { return func() bool { return false } }
