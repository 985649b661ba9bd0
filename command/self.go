package command

import (
	"os"

	"halfday/desktop"
)

// appID names Halfday to the desktop.
const appID = "app.halfday.Halfday"

// selfCommand is how to run a subcommand of this program.
func selfCommand(args ...string) (path string, _ []string) {
	path, err := desktop.Executable()
	if err != nil {
		path = os.Args[0]
	}
	return path, args
}
