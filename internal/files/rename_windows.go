package files

import (
	"errors"

	"golang.org/x/sys/windows"
)

// inUse tells whether an error can be that somebody has the file open.
func inUse(err error) bool {
	return errors.Is(err, windows.ERROR_ACCESS_DENIED) || errors.Is(err, windows.ERROR_SHARING_VIOLATION) || errors.Is(err, windows.ERROR_LOCK_VIOLATION)
}
