package child

import (
	"os"
	"os/exec"
	"syscall"

	"golang.org/x/sys/windows"
)

// OwnGroup has nothing to do here.
func OwnGroup() error { return nil }

func noWindow(cmd *exec.Cmd) {
	cmd.SysProcAttr = &syscall.SysProcAttr{CreationFlags: windows.CREATE_NO_WINDOW}
}

// EndTree ends the child alone.
func EndTree(p *os.Process) error { return p.Kill() }

// KillGroup ends the process alone.
func KillGroup(p *os.Process) error { return p.Kill() }
