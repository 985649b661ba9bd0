package roles

import (
	"errors"

	"golang.org/x/sys/windows"
)

func isLinkLoop(err error) bool {
	return errors.Is(err, windows.ERROR_CANT_RESOLVE_FILENAME) || errors.Is(err, windows.ERROR_CANT_ACCESS_FILE)
}
