package browser

import (
	"context"
	"os"
	"os/exec"
	"strings"
	"time"

	"halfday/internal/child"
)

// openers are the programs that an address is given to, in this order.
var openers = []string{"xdg-open", "x-www-browser", "www-browser"}

func defaultBrowser(ctx context.Context) (string, error) {
	opener := ""
	for _, name := range openers {
		if _, err := exec.LookPath(name); err == nil {
			opener = name
			break
		}
	}
	if opener == "" {
		return "", ErrNoBrowser
	}
	ctx, cancel := context.WithTimeout(ctx, 5*time.Second)
	defer cancel()
	ask := exec.CommandContext(ctx, "xdg-settings", "get", "default-web-browser")
	ask.WaitDelay = time.Second
	ask.Env = child.Environ(os.Environ())
	out, err := ask.Output()
	if ctx.Err() != nil {
		return "", ctx.Err()
	}
	if name := strings.TrimSuffix(strings.TrimSpace(string(out)), ".desktop"); err == nil && name != "" {
		return name, nil
	}
	// xdg-open may still find one: it has further ways to look.
	if len(Browsers()) == 0 && !runs("x-www-browser") && !runs("www-browser") {
		return "", ErrNoBrowser
	}
	return opener, nil
}

func runs(program string) bool {
	_, err := exec.LookPath(program)
	return err == nil
}
