package federation

import (
	"context"
	"os/exec"
	"syscall"
)

// shell runs a command line as the SDK does, without a console window.
func shell(ctx context.Context, command string) *exec.Cmd {
	cmd := exec.CommandContext(ctx, "cmd.exe", "/C", command)
	cmd.SysProcAttr = &syscall.SysProcAttr{CreationFlags: 0x08000000} // CREATE_NO_WINDOW
	return cmd
}

// shellMisses tells whether a status can be the shell's for a program that is
// not there or cannot be run.
func shellMisses(status int) bool { return status == 1 || status == 9009 }
