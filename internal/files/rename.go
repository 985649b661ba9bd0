package files

import (
	"os"
	"time"
)

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
