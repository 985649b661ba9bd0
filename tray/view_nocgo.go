//go:build darwin && !cgo

package tray

import (
	"errors"

	"halfday/session"
)

// Run says that this build has no tray: on macOS systray needs cgo.
func Run(Icons, func(session.Action), func(*View), func()) error {
	return errors.New("showing the tray: built without cgo")
}
