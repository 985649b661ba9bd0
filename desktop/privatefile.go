package desktop

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"time"

	"halfday/internal/files"

	"github.com/gofrs/flock"
)

// The limits of ChangeFile and PrivateFile.
const (
	maxPrivateFile = 1 << 20     // bytes
	fileLimit      = time.Second // for the others: one that was stopped keeps nobody
)

// PrivateFile reads a file that ChangeFile writes; nil where there is none, or none
// that can be ours. Any goroutine may call it.
func PrivateFile(path string) []byte {
	data, _ := files.ReadOwn(path, maxPrivateFile)
	return data
}

// ChangeFile replaces a small file whole by what change makes of its content,
// while no other process does the same; the content of a file that is not there
// is nil. The file is for this user alone, and so is its folder, which is made
// where it is missing. Any goroutine may call it; it waits for the others, but no
// longer than a second.
func ChangeFile(path string, change func([]byte) []byte) error {
	if err := files.PrivateDir(filepath.Dir(path)); err != nil {
		return err
	}
	// A file beside it: on Windows, one that is locked cannot be read.
	lock := flock.New(path+".lock", flock.SetPermissions(0o600))
	ctx, stop := context.WithTimeout(context.Background(), fileLimit)
	defer stop()
	if _, err := lock.TryLockContext(ctx, probeTime); err != nil {
		return fmt.Errorf("locking %s: %w", path, err)
	}
	defer lock.Unlock()
	data, err := files.ReadOwn(path, maxPrivateFile)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	files.Sweep(path) // of one that was killed
	if err := files.Replace(path, change(data)); err != nil {
		return fmt.Errorf("writing %s: %w", path, err)
	}
	return nil
}
