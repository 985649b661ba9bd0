//go:build !windows

package settings

import (
	"os"
	"syscall"
)

// open opens a file for reading; without O_NONBLOCK a FIFO would block here.
func open(path string) (*os.File, error) {
	return os.OpenFile(path, os.O_RDONLY|syscall.O_NONBLOCK, 0) // #nosec G304 -- our own settings
}
