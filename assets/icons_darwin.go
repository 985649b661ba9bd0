package assets

import _ "embed" // for the icons

// iconTemplate tells whether the system colours the icon.
const iconTemplate = true

//go:embed darwin/idle.png
var iconIdle []byte

//go:embed darwin/signedin.png
var iconSignedIn []byte

//go:embed darwin/endingsoon.png
var iconEndingSoon []byte
