package assets

import "embed"

//go:embed linux/*.png
var iconFiles embed.FS
