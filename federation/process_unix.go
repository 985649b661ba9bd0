//go:build !windows

package federation

import (
	"context"
	"os/exec"
)

// shell runs a command line as the SDK does. The program stays in our process
// group, so that whoever ends a sign-in by its group ends it too.
func shell(ctx context.Context, command string) *exec.Cmd {
	return exec.CommandContext(ctx, "sh", "-c", command)
}

// shellMisses tells whether a status can be the shell's for a program that is
// not there or cannot be run.
func shellMisses(status int) bool { return status == 126 || status == 127 }
