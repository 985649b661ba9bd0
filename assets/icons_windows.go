package assets

import "embed"

//go:embed windows/*.ico
var iconFiles embed.FS
