//go:build unix

package desktop

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
)

// replaceFile writes a file as a whole or not at all, with its directory.
func replaceFile(path string, data []byte) error {
	// #nosec G304 -- our own entry
	if old, err := os.ReadFile(path); err == nil && bytes.Equal(old, data) {
		return nil
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return err
	}
	// Always the same name: a killed process leaves no second one behind. No
	// system reads an entry of that name.
	temp := path + ".tmp"
	if err := os.Remove(temp); err != nil && !errors.Is(err, os.ErrNotExist) {
		return err
	}
	err := os.WriteFile(temp, data, 0o644) // #nosec G306 -- no secret; the session's own programs read it
	if err == nil {
		err = os.Rename(temp, path)
	}
	if err != nil {
		os.Remove(temp)
	}
	return err
}

// removeFile takes a file away with what a killed replaceFile left.
func removeFile(path string) error {
	if err := os.Remove(path + ".tmp"); err != nil && !errors.Is(err, os.ErrNotExist) {
		return err
	}
	if err := os.Remove(path); err != nil && !errors.Is(err, os.ErrNotExist) {
		return err
	}
	return nil
}
