package files

import (
	"errors"
	"io/fs"

	"golang.org/x/sys/windows"
)

// OwnedByUs: the profile directory's access list keeps others out.
func OwnedByUs(fs.FileInfo) error { return nil }

// OwnedByRoot is false: OwnedByUs takes every file for ours.
func OwnedByRoot(fs.FileInfo) bool { return false }

// Everybodys is false: the mode says nothing of who may write here.
func Everybodys(fs.FileInfo) bool { return false }

// OwnerOnly does nothing: the profile directory's access list does it.
func OwnerOnly(string) error { return nil }

// withoutWaiting is nothing here: opening does not wait.
const withoutWaiting = 0

// inUse tells whether an error can be that somebody has the file open.
func inUse(err error) bool {
	return errors.Is(err, windows.ERROR_ACCESS_DENIED) || errors.Is(err, windows.ERROR_SHARING_VIOLATION) || errors.Is(err, windows.ERROR_LOCK_VIOLATION)
}
