package settings

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
)

// maxFile is the most bytes of a settings file that are read.
const maxFile = 256 << 10

// errNotFile and errTooLarge say why a settings file is not read.
var (
	errNotFile  = errors.New("not a regular file")
	errTooLarge = errors.New("over 256 KiB")
)

// readFile reads a settings file. It never blocks on a FIFO or a device.
func readFile(path string) (_ []byte, err error) {
	defer func() {
		if err != nil {
			err = fmt.Errorf("reading the settings: %w", err)
		}
	}()
	file, err := open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	info, err := file.Stat()
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, errNotFile
	}
	data, err := io.ReadAll(io.LimitReader(file, maxFile+1))
	if err != nil {
		return nil, err
	}
	if len(data) > maxFile {
		return nil, errTooLarge
	}
	return data, nil
}

// The files that writeFile renames into place have names that begin and end
// with these.
const temporary, temporaryEnd = ".halfday-settings-", ".tmp"

// Sweep takes away what a Set for the file at path left that was killed. No Set
// may run at the same time.
func Sweep(path string) {
	dir := filepath.Dir(followed(path))
	entries, _ := os.ReadDir(dir) // none: nothing was left
	for _, e := range entries {
		if e.Type().IsRegular() && strings.HasPrefix(e.Name(), temporary) && strings.HasSuffix(e.Name(), temporaryEnd) {
			os.Remove(filepath.Join(dir, e.Name()))
		}
	}
}

// followed is the file that a link leads to.
func followed(path string) string {
	if target, err := filepath.EvalSymlinks(path); err == nil {
		return target
	}
	return path
}

// writeFile replaces a settings file: after a crash there is the old one or
// the new one. A link is followed, since people keep such files elsewhere.
func writeFile(path string, data []byte) (err error) {
	defer func() {
		if err != nil {
			err = fmt.Errorf("writing the settings: %w", err)
		}
	}()
	if len(data) > maxFile {
		return errTooLarge
	}
	path = followed(path)
	dir := filepath.Dir(path)
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return err
	}
	file, err := os.CreateTemp(dir, temporary+"*"+temporaryEnd) // 0600
	if err != nil {
		return err
	}
	_, err = file.Write(data)
	if err == nil {
		err = file.Sync()
	}
	if e := file.Close(); err == nil {
		err = e
	}
	if err == nil {
		err = os.Rename(file.Name(), path)
	}
	if err != nil {
		os.Remove(file.Name())
	}
	return err
}
