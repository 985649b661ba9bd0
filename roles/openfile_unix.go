//go:build unix

package roles

import (
	"errors"
	"syscall"
)

func isLinkLoop(err error) bool { return errors.Is(err, syscall.ELOOP) }
