package home

import (
	"os"

	"halfday/desktop"
)

// ID names Halfday to the desktop.
const ID = "app.halfday.Halfday"

// Command is how to run a subcommand of this program.
func Command(args ...string) (path string, _ []string) {
	path, err := desktop.Executable()
	if err != nil {
		path = os.Args[0]
	}
	return path, args
}
