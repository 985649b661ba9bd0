package files

import (
	"errors"
	"io/fs"

	"golang.org/x/sys/windows"
)

// OwnedByUs: the profile directory's access list keeps others out.
func OwnedByUs(fs.FileInfo) error { return nil }

func OwnedByRoot(fs.FileInfo) bool { return false }

func Everybodys(fs.FileInfo) bool { return false }

func OwnerOnly(string) error { return nil }

// withoutWaiting is nothing here: opening does not wait.
const withoutWaiting = 0

// inUse tells whether an error can be that somebody has the file open.
func inUse(err error) bool {
	return errors.Is(err, windows.ERROR_ACCESS_DENIED) || errors.Is(err, windows.ERROR_SHARING_VIOLATION) || errors.Is(err, windows.ERROR_LOCK_VIOLATION)
}
