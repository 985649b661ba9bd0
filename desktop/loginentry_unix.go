//go:build unix

package desktop

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"

	"halfday/internal/files"
)

// writeEntry writes the file of a login entry, where it differs, with its
// folder.
func writeEntry(path string, data []byte) error {
	// #nosec G304 -- our own entry
	if old, err := os.ReadFile(path); err == nil && bytes.Equal(old, data) {
		return nil
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return err
	}
	files.Sweep(path)
	return files.Replace(path, data)
}

// removeEntry takes it away, with what a killed writeEntry left.
func removeEntry(path string) error {
	files.Sweep(path)
	if err := os.Remove(path); err != nil && !errors.Is(err, os.ErrNotExist) {
		return err
	}
	return nil
}
