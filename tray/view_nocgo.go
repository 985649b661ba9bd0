//go:build darwin && !cgo

package tray

import (
	"errors"

	"halfday/session"
)

// run says that this build has no tray: on macOS systray needs cgo.
func runTray(_ Icons, do func(session.Action), _ func(*View), _ func(error)) error {
	newView(do).end()
	return errors.New("showing the tray: built without cgo")
}
