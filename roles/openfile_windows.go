package roles

import (
	"errors"

	"golang.org/x/sys/windows"
)

// openWithoutWaiting is nothing here: a pipe is not found at a file's path.
const openWithoutWaiting = 0

func isLinkLoop(err error) bool {
	return errors.Is(err, windows.ERROR_CANT_RESOLVE_FILENAME) || errors.Is(err, windows.ERROR_CANT_ACCESS_FILE)
}
