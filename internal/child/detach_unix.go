//go:build linux || darwin

package child

import (
	"os/exec"
	"syscall"
)

// StartDetached starts what command makes in a session of its own.
func StartDetached(command func() *exec.Cmd) (*exec.Cmd, error) {
	cmd := command()
	cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true}
	return cmd, cmd.Start()
}
