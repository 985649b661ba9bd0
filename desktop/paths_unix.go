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

func ownedByRoot(info fs.FileInfo) bool {
	stat, ok := info.Sys().(*syscall.Stat_t)
	return ok && stat.Uid == 0
}

// everybodys tells whether everybody may write. That a group may is common
// where each user has a group of their own.
func everybodys(info fs.FileInfo) bool { return info.Mode().Perm()&0o002 != 0 }

// ownerOnly takes a file's permissions from everybody but its owner.
func ownerOnly(path string) error { return os.Chmod(path, 0o600) }
