// Package files reads and writes small files with care: none that blocks, none
// without a limit, none half written, none that is somebody else's.
//
// It must not know what is in them.
package files

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
)

// Reasons why a file is not read.
var (
	ErrNotRegular = errors.New("not a regular file")
	ErrTooLarge   = errors.New("too large a file")
)

// Read reads a regular file of at most limit bytes, through symbolic links. It
// does not wait for a writer at the other end of a FIFO. Errors are those of
// the system, ErrNotRegular and ErrTooLarge. Any goroutine may call it.
func Read(path string, limit int64) ([]byte, error) { return read(path, limit, os.Stat) }

// ReadOwn is Read without following a link in path's last part.
func ReadOwn(path string, limit int64) ([]byte, error) { return read(path, limit, os.Lstat) }

func read(path string, limit int64, look func(string) (os.FileInfo, error)) ([]byte, error) {
	// A look before opening: to open a device can have an effect of its own.
	named, err := look(path)
	if err != nil {
		return nil, err
	}
	if !named.Mode().IsRegular() {
		return nil, fmt.Errorf("reading %s: %w", path, ErrNotRegular)
	}
	file, err := os.OpenFile(path, os.O_RDONLY|withoutWaiting, 0) // #nosec G304 -- the caller's to name
	if err != nil {
		return nil, err
	}
	defer file.Close()
	// And one after it: the name may stand for another file by now.
	info, err := file.Stat()
	switch {
	case err != nil:
		return nil, err
	case !os.SameFile(named, info):
		return nil, fmt.Errorf("reading %s: changed while it was opened", path)
	case info.Size() > limit:
		return nil, fmt.Errorf("reading %s: %w", path, ErrTooLarge)
	}
	// The room left over lets ReadFrom see the end of the file without growing.
	data := bytes.NewBuffer(make([]byte, 0, info.Size()+2*bytes.MinRead))
	switch n, err := data.ReadFrom(io.LimitReader(file, limit+1)); {
	case err != nil:
		return nil, err
	case n > limit:
		return nil, fmt.Errorf("reading %s: %w", path, ErrTooLarge)
	}
	return data.Bytes(), nil
}
