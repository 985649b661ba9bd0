//go:build unix

package desktop

import (
	"os"
	"path/filepath"
	"strings"
	"syscall"
)

func restart(path string, args []string) error {
	return syscall.Exec(path, args, os.Environ()) // #nosec G204 -- our own program
}

// executable takes the variables of an AppImage for its own only where its
// program lies in the mounted image: a terminal that came as an AppImage hands
// its variables on to every program.
func executable(getenv func(string) string, self func() (string, error)) (string, error) {
	path, err := self()
	image, mount := getenv("APPIMAGE"), getenv("APPDIR")
	if err == nil && filepath.IsAbs(image) && filepath.IsAbs(mount) && strings.HasPrefix(path, filepath.Clean(mount)+"/") {
		return image, nil
	}
	return path, err
}

func stderrSeen() bool { return true }
