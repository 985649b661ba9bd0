//go:build unix

package files

import (
	"errors"
	"io/fs"
	"os"
	"syscall"
)

// OwnedByUs is an error where a file is of another user than this process.
func OwnedByUs(info fs.FileInfo) error {
	if stat, ok := info.Sys().(*syscall.Stat_t); !ok || int(stat.Uid) != os.Geteuid() {
		return errors.New("belongs to another user")
	}
	return nil
}

// OwnedByRoot tells whether it is the administrator's.
func OwnedByRoot(info fs.FileInfo) bool {
	stat, ok := info.Sys().(*syscall.Stat_t)
	return ok && stat.Uid == 0
}

// Everybodys tells whether everybody may write. That a group may is common
// where each user has a group of their own.
func Everybodys(info fs.FileInfo) bool { return info.Mode().Perm()&0o002 != 0 }

// OwnerOnly takes a file's permissions from everybody but its owner.
func OwnerOnly(path string) error { return os.Chmod(path, 0o600) }

// withoutWaiting opens a FIFO at once and makes no terminal ours.
const withoutWaiting = syscall.O_NONBLOCK | syscall.O_NOCTTY

// inUse: here a file can be replaced while it is open.
func inUse(error) bool { return false }
