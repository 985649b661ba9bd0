package assets

import "embed"

//go:embed darwin/*.png
var iconFiles embed.FS
