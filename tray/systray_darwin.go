//go:build cgo

package tray

import "fyne.io/systray"

// escape writes a title for an NSMenuItem, which takes it as it is.
func escape(s string) string { return s }

// system is what systray leaves to do on macOS.
type system struct{}

func newSystem() *system { return &system{} }

func (*system) watch() {}

func (*system) ready() {}

func (*system) late() error { return nil }

// menuOpen: an open menu is redrawn.
func (*system) menuOpen() bool { return false }

func (*system) setIcon(image []byte, template bool) {
	if template {
		systray.SetTemplateIcon(image, image)
	} else {
		systray.SetIcon(image)
	}
}
