package federation

import (
	"context"
	"os/exec"
	"syscall"
)

// shell runs a command line as the AWS CLI does, without a console window. The
// SDK lets package exec put backslashes before its quotes, which cmd.exe does not
// read: a path in quotes is then no program.
func shell(ctx context.Context, command string) *exec.Cmd {
	cmd := exec.CommandContext(ctx, "cmd.exe")
	cmd.SysProcAttr = &syscall.SysProcAttr{
		CmdLine:       shellLine(command),
		CreationFlags: 0x08000000, // CREATE_NO_WINDOW
	}
	return cmd
}

// shellMisses tells whether a status can be the shell's for a program that is
// not there or cannot be run.
func shellMisses(status int) bool { return status == 1 || status == 9009 }
