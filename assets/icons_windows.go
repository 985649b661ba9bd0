package assets

import _ "embed" // for the icons

// iconTemplate tells whether the system colours the icon.
const iconTemplate = false

//go:embed windows/idle.ico
var iconIdle []byte

//go:embed windows/signedin.ico
var iconSignedIn []byte

//go:embed windows/endingsoon.ico
var iconEndingSoon []byte
