package assets

import "embed"

// iconTemplate tells whether the system colours the icon.
const iconTemplate = false

//go:embed windows/*.ico
var iconFiles embed.FS
