//go:build unix

package proxy

import (
	"context"
	"os/exec"
	"runtime"
	"time"
)

// readSystem: GNOME and its relatives follow GSettings. Without that program
// there are no such settings.
func readSystem() SystemProxy {
	if runtime.GOOS == "darwin" {
		return parseSCUtil(output("/usr/sbin/scutil", "--proxy"))
	}
	return parseGSettings(output("gsettings", "list-recursively", "org.gnome.system.proxy"))
}

// output is what a program prints; "" where it fails, or is not there.
func output(program string, args ...string) string {
	ctx, stop := context.WithTimeout(context.Background(), time.Second)
	defer stop()
	out, err := exec.CommandContext(ctx, program, args...).Output() // #nosec G204 -- named above
	if err != nil {
		return ""
	}
	return string(out)
}
