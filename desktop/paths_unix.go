//go:build unix

package desktop

import (
	"errors"
	"io/fs"
	"os"
	"syscall"
)

func ownedByUs(info fs.FileInfo) error {
	if stat, ok := info.Sys().(*syscall.Stat_t); !ok || int(stat.Uid) != os.Geteuid() {
		return errors.New("belongs to another user")
	}
	return nil
}

// ownerOnly takes a file's permissions from everybody but its owner.
func ownerOnly(path string) error { return os.Chmod(path, 0o600) }
