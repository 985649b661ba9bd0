package files

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// temporary are the beginning and the end of the names of files that Replace
// renames into the place of path.
func temporary(path string) (begin, end string) { return "." + filepath.Base(path) + "-", ".tmp" }

// Replace writes a file whole, for this user alone: after a crash at any moment
// there is the one of before or the new one. Its folder must be there. On
// Windows it takes up to 2 s where another program has the file open.
func Replace(path string, data []byte) error {
	dir := filepath.Dir(path)
	begin, end := temporary(path)
	f, err := os.CreateTemp(dir, begin+"*"+end) // 0600
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	if err == nil {
		err = f.Sync()
	}
	err = errors.Join(err, f.Close())
	if err == nil {
		err = rename(f.Name(), path)
	}
	if err != nil {
		_ = os.Remove(f.Name())
		return err
	}
	// Makes the rename last. Not every file system can; the file is in its
	// place in any case.
	// #nosec G304 -- the folder of what was written
	if d, err := os.Open(dir); err == nil {
		_ = d.Sync()
		_ = d.Close()
	}
	return nil
}

// Sweep removes what a Replace of path left behind that was killed. None may
// run at the same time.
func Sweep(path string) {
	dir := filepath.Dir(path)
	begin, end := temporary(path)
	entries, _ := os.ReadDir(dir) // none: nothing was left
	for _, e := range entries {
		if e.Type().IsRegular() && strings.HasPrefix(e.Name(), begin) && strings.HasSuffix(e.Name(), end) {
			_ = os.Remove(filepath.Join(dir, e.Name()))
		}
	}
}

// On Windows a file that a scanner, a backup or another Halfday has open for a
// moment cannot be replaced in that moment.
const (
	renameLimit = 2 * time.Second
	renamePause = 20 * time.Millisecond
)

// rename is os.Rename, tried again while somebody has one of the files open.
func rename(from, to string) error {
	return persist(renameLimit, func() error { return os.Rename(from, to) }, inUse)
}

// persist tries again for as long as the error is one that passes, at most for
// limit.
func persist(limit time.Duration, try func() error, passes func(error) bool) error {
	end := time.Now().Add(limit)
	for {
		err := try()
		if err == nil || !passes(err) || !time.Now().Before(end) {
			return err
		}
		time.Sleep(renamePause)
	}
}
