package proxy

import (
	"context"
	"os/exec"
	"time"
)

// readSystem asks GSettings, which GNOME and its relatives follow. Without
// that program there are no such settings.
func readSystem() SystemProxy {
	ctx, stop := context.WithTimeout(context.Background(), time.Second)
	defer stop()
	out, err := exec.CommandContext(ctx, "gsettings", "list-recursively", "org.gnome.system.proxy").Output()
	if err != nil {
		return SystemProxy{}
	}
	return parseGSettings(string(out))
}
