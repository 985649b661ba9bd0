// Package assets holds the icons, drawn by the program in assets/draw and
// built into the binary. It must not decide which one is shown, and imports
// none of our packages.
package assets

import _ "embed" // for the icons

//go:generate sh -c "cd .. && go run ./assets/draw"

// App is the application's icon as a PNG of 128 pixels, for notifications.
//
//go:embed app/128.png
var App []byte

// Icons gives the tray's icons in the form that systray wants on this system:
// PNG on Linux and macOS, ICO on Windows. They are told apart by shape. A
// template is black and alpha, and the system colours it. The slices are
// shared: nobody may write to them.
func Icons() (idle, signedIn, endingSoon []byte, template bool) {
	return iconIdle, iconSignedIn, iconEndingSoon, iconTemplate
}
