package desktop

import (
	"os"
	"path/filepath"
	"strings"
)

// UpdateCommand is what brings this program up to date where a package manager
// has put it, as far as its place tells; "" where a newer one is downloaded. It
// runs nothing. Any goroutine may call it.
func UpdateCommand() string {
	path, err := os.Executable()
	if err != nil {
		return ""
	}
	if real, err := filepath.EvalSymlinks(path); err == nil {
		path = real
	}
	return updateCommand(path, isThere)
}

// updateCommand knows the folders of package managers that fetch newer
// programs by themselves. A .deb and an .rpm are downloaded and opened again,
// as there is no archive of packages to ask.
func updateCommand(path string, there func(dir string) bool) string {
	path = strings.ToLower(strings.ReplaceAll(path, `\`, "/"))
	for _, m := range []struct{ part, command string }{
		{"/cellar/halfday/", "brew upgrade halfday"},
		{"/caskroom/halfday/", "brew upgrade halfday"},
		{"/scoop/apps/halfday/", "scoop update halfday"},
		{"/microsoft/winget/packages/", "winget upgrade halfday"},
	} {
		if strings.Contains(path, m.part) {
			return m.command
		}
	}
	// Homebrew moves an app into this folder, and keeps a note of it.
	if strings.HasPrefix(path, "/applications/") && (there("/opt/homebrew/Caskroom/halfday") || there("/usr/local/Caskroom/halfday")) {
		return "brew upgrade halfday"
	}
	return ""
}
