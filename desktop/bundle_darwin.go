package desktop

import (
	"os"
	"path/filepath"
	"syscall"
)

// Compiled and vetted, never run on a Mac.
func enterBundle() {
	program, err := os.Executable()
	if err != nil {
		return
	}
	if real, ok := inBundle(program, filepath.EvalSymlinks); ok {
		_ = syscall.Exec(real, os.Args, os.Environ()) // #nosec G204 -- our own program; it runs on as it is where that fails
	}
}
