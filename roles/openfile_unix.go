//go:build unix

package roles

import (
	"errors"
	"syscall"
)

// openWithoutWaiting opens a FIFO at once and makes no terminal ours.
const openWithoutWaiting = syscall.O_NONBLOCK | syscall.O_NOCTTY

func isLinkLoop(err error) bool { return errors.Is(err, syscall.ELOOP) }
