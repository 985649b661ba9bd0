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
