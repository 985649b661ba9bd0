//go:build unix

package desktop

import (
	"path/filepath"
	"syscall"
)

func restart(path string, args, env []string) error {
	return syscall.Exec(path, args, env) // #nosec G204 -- our own program
}

func executable(appImage string, self func() (string, error)) (string, error) {
	if filepath.IsAbs(appImage) {
		return appImage, nil
	}
	return self()
}
