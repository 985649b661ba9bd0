package settings

import (
	"fmt"
	"os"
	"path/filepath"

	"halfday/internal/files"
)

// maxFile is the most bytes of a settings file that are read.
const maxFile = 256 << 10

// readFile reads a settings file. It never blocks on a FIFO or a device.
func readFile(path string) ([]byte, error) {
	data, err := files.Read(path, maxFile)
	if err != nil {
		return nil, fmt.Errorf("reading the settings: %w", err)
	}
	return data, nil
}

// Sweep takes away what a Set for the file at path left that was killed. No Set
// may run at the same time.
func Sweep(path string) { files.Sweep(followed(path)) }

// followed is the file that a link leads to.
func followed(path string) string {
	if target, err := filepath.EvalSymlinks(path); err == nil {
		return target
	}
	return path
}

// writeFile replaces a settings file: after a crash there is the old one or
// the new one. A link is followed, since people keep such files elsewhere.
func writeFile(path string, data []byte) error {
	path = followed(path)
	err := files.ErrTooLarge
	if len(data) <= maxFile {
		if err = os.MkdirAll(filepath.Dir(path), 0o700); err == nil {
			err = files.Replace(path, data)
		}
	}
	if err != nil {
		return fmt.Errorf("writing the settings: %w", err)
	}
	return nil
}
