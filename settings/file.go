package settings

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
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
	if target, err := filepath.EvalSymlinks(path); err == nil {
		path = target
	}
	dir := filepath.Dir(path)
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return err
	}
	file, err := os.CreateTemp(dir, ".settings-*") // 0600
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
