package dialogs

import (
	"context"
	"os"
	"os/exec"
	"strings"
	"sync"
	"time"
)

// prepare makes sure that the dialog program understands UTF-8. zenity refuses
// every text with a letter beyond ASCII where its locale is not a UTF-8 one: in
// the C locale, which a session may start programs with, and also where the
// environment names a locale that nobody has generated on this machine.
var prepare = sync.OnceFunc(func() {
	if charmap(os.Environ()) != "UTF-8" {
		os.Setenv("LC_ALL", "C.UTF-8")
	}
})

// charmap asks the C library for the characters of the locale, since whether a
// locale exists only the library knows. Where nothing answers, all is UTF-8.
func charmap(environ []string) string {
	ctx, stop := context.WithTimeout(context.Background(), time.Second)
	defer stop()
	cmd := exec.CommandContext(ctx, "locale", "charmap")
	cmd.Env = environ
	out, err := cmd.Output()
	if err != nil {
		return "UTF-8"
	}
	return strings.TrimSpace(string(out))
}
