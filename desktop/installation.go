package desktop

import (
	"os"
	"path/filepath"
	"strings"
)

// Installation is how this program came onto the machine, as far as its place
// tells.
type Installation struct {
	// Command brings it up to date; "" where a newer one is downloaded.
	Command string
}

// FindInstallation looks where this program lies. It runs nothing. Any
// goroutine may call it.
func FindInstallation() Installation {
	path, err := os.Executable()
	if err != nil {
		return Installation{}
	}
	if real, err := filepath.EvalSymlinks(path); err == nil {
		path = real
	}
	return installationAt(path, func(dir string) bool { _, err := os.Stat(dir); return err == nil })
}

// installationAt knows the folders of package managers that fetch newer
// programs by themselves. A .deb and an .rpm are downloaded and opened again,
// as there is no archive of packages to ask.
func installationAt(path string, there func(dir string) bool) Installation {
	path = strings.ToLower(strings.ReplaceAll(path, `\`, "/"))
	for _, m := range []struct{ part, command string }{
		{"/cellar/halfday/", "brew upgrade halfday"},
		{"/caskroom/halfday/", "brew upgrade halfday"},
		{"/scoop/apps/halfday/", "scoop update halfday"},
		{"/microsoft/winget/packages/", "winget upgrade halfday"},
	} {
		if strings.Contains(path, m.part) {
			return Installation{m.command}
		}
	}
	// Homebrew moves an app into this folder, and keeps a note of it.
	if strings.HasPrefix(path, "/applications/") && (there("/opt/homebrew/Caskroom/halfday") || there("/usr/local/Caskroom/halfday")) {
		return Installation{"brew upgrade halfday"}
	}
	return Installation{}
}
