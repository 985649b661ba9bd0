package assets

import "embed"

// iconTemplate tells whether the system colours the icon.
const iconTemplate = true

//go:embed darwin/*.png
var iconFiles embed.FS
