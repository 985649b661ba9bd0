//go:build unix

package desktop

import (
	"errors"
	"os"
	"path/filepath"

	"halfday/internal/files"
)

// maxEntry is far more than an entry has, in bytes.
const maxEntry = 64 << 10

// read gives the file of the entry; "" where there is none.
func (l LoginItem) read() (string, error) {
	path, err := l.path()
	if err != nil {
		return "", err
	}
	data, err := files.Read(path, maxEntry) // some keep it elsewhere, behind a link, or link it to /dev/null to have none
	if errors.Is(err, os.ErrNotExist) || errors.Is(err, files.ErrNotRegular) {
		return "", nil
	}
	return string(data), err
}

// write writes it, where it differs, with its folder.
func (l LoginItem) write(content string) error {
	if old, err := l.read(); err == nil && old == content {
		return nil
	}
	path, err := l.path()
	if err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return err
	}
	files.Sweep(path)
	return files.Replace(path, []byte(content))
}

// remove takes it away, with what a killed write left.
func (l LoginItem) remove() error {
	path, err := l.path()
	if err != nil {
		return err
	}
	files.Sweep(path)
	if err := os.Remove(path); err != nil && !errors.Is(err, os.ErrNotExist) {
		return err
	}
	return nil
}

// own is the path that an entry of this program has.
func (l LoginItem) own() string { return l.Exec }
