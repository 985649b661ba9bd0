package settings

import "os"

// open opens a file for reading, unless it is a device or a pipe.
func open(path string) (*os.File, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, errNotFile
	}
	return os.Open(path) // #nosec G304 -- our own settings
}
