//go:build unix

package child

import (
	"os/exec"
	"syscall"
)

// besideAttr gives the program a session of its own, so that what ends ours
// does not end it.
func besideAttr(cmd *exec.Cmd) { cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true} }
