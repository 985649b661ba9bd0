//go:build darwin && !cgo

package tray

import "errors"

// runTray says that this build has no tray: on macOS systray needs cgo.
func runTray(_ Icons, do func(Action, string), _ func(*View), _ func(error)) error {
	newView(do).end()
	return errors.New("showing the tray: built without cgo")
}
