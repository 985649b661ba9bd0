package assets

import _ "embed" // for the icons

// iconTemplate tells whether the system colours the icon.
const iconTemplate = false

//go:embed linux/idle.png
var iconIdle []byte

//go:embed linux/signedin.png
var iconSignedIn []byte

//go:embed linux/endingsoon.png
var iconEndingSoon []byte
