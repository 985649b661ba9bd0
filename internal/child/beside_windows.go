package child

import (
	"os/exec"
	"syscall"

	"golang.org/x/sys/windows"
)

// besideAttr keeps the program out of our console and process group.
func besideAttr(cmd *exec.Cmd) {
	cmd.SysProcAttr = &syscall.SysProcAttr{CreationFlags: windows.CREATE_NEW_PROCESS_GROUP | windows.DETACHED_PROCESS}
}
