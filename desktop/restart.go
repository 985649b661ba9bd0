package desktop

import (
	"fmt"
	"os"
)

// Restart starts this program anew with other arguments, and returns only an
// error. Elsewhere than on Windows the new one takes this process's place
// and number; on Windows it is another process, and this one exits 0.
// Before it, the caller ends and waits for every child process and closes the
// Instance and the log: the new program knows nothing of them.
func Restart(args []string) error {
	path, err := Executable()
	if err == nil {
		err = restart(path, append([]string{os.Args[0]}, args...))
	}
	return fmt.Errorf("starting anew: %w", err)
}

// Executable is the path by which to start Halfday again: the AppImage where
// it runs from one, whose contents are mounted elsewhere each time.
func Executable() (string, error) {
	return executable(os.Getenv, os.Executable)
}
