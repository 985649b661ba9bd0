package child

import (
	"os/exec"
	"syscall"

	"golang.org/x/sys/windows"
)

// StartDetached starts what command makes without a console, and outside a job
// that ends its processes with itself, where the job allows that.
func StartDetached(command func() *exec.Cmd) (*exec.Cmd, error) {
	const detached = windows.DETACHED_PROCESS | windows.CREATE_NEW_PROCESS_GROUP
	cmd := command()
	cmd.SysProcAttr = &syscall.SysProcAttr{CreationFlags: detached | windows.CREATE_BREAKAWAY_FROM_JOB}
	err := cmd.Start()
	if err == nil {
		return cmd, nil
	}
	cmd = command()
	cmd.SysProcAttr = &syscall.SysProcAttr{CreationFlags: detached}
	return cmd, cmd.Start()
}
