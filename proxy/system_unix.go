//go:build unix

package proxy

import (
	"context"
	"runtime"
	"time"

	"halfday/internal/child"
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
func output(argv ...string) string {
	ctx, stop := context.WithTimeout(context.Background(), time.Second)
	defer stop()
	out, err := child.Run(ctx, argv, func(string) {})
	if err != nil {
		return ""
	}
	return string(out)
}
