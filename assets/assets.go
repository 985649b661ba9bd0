// Package assets holds the icons, drawn by the program in assets/draw and
// built into the binary. It must not decide which one is shown, and imports
// none of our packages.
package assets

import (
	_ "embed" // for App
	"io/fs"
	"runtime"
)

//go:generate sh -c "cd .. && go run ./assets/draw"

// App is the application's icon as a PNG of 128 pixels, for notifications.
//
//go:embed app/128.png
var App []byte

// Icons gives the tray's icons in the form that the tray of this system wants:
// PNG on Linux and macOS, ICO on Windows; on Linux in several sizes, the
// smallest first. They are told apart by shape. A template is black and alpha,
// and the system colours it.
func Icons() (idle, signedIn, endingSoon [][]byte, template bool) {
	return icon("idle"), icon("signedin"), icon("endingsoon"), runtime.GOOS == "darwin"
}

// icon gives the images of a state.
func icon(state string) [][]byte {
	var sizes [][]byte
	// The names sort by size: all are of two digits. What is built in can be read.
	names, _ := fs.Glob(iconFiles, "*/"+state+"*")
	for _, name := range names {
		if data, err := iconFiles.ReadFile(name); err == nil {
			sizes = append(sizes, data)
		}
	}
	return sizes
}
