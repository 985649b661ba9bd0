//go:build darwin && !cgo

package tray

import (
	"errors"

	"halfday/session"
)

// run says that this build has no tray: on macOS systray needs cgo.
func runTray(Icons, func(session.Action), func(*View), func(error)) error {
	return errors.New("showing the tray: built without cgo")
}
