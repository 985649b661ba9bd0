//go:build linux || darwin

package browser

import (
	"os/exec"
	"syscall"
)

// startDetached starts what command makes in a session of its own.
func startDetached(command func() *exec.Cmd) (*exec.Cmd, error) {
	cmd := command()
	cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true}
	return cmd, cmd.Start()
}
