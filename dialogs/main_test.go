package dialogs

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"testing"

	"go.uber.org/goleak"
)

// played is what the stand-in for a dialog program was given.
type played struct {
	Args, Environ []string
	Stdin         string
}

// TestMain also plays the dialog's process, and under its own name a program
// that answers with what it was given.
func TestMain(m *testing.M) {
	if os.Args[0] == "app.halfday.Halfday" {
		in, _ := io.ReadAll(io.LimitReader(os.Stdin, 1<<20))
		json.NewEncoder(os.Stdout).Encode(played{os.Args[1:], os.Environ(), string(in)})
		os.Exit(0)
	}
	if len(os.Args) > 1 && os.Args[1] == "serve-dialog" {
		if err := ServeChild(os.Stdin, os.Stdout); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		os.Exit(0)
	}
	os.Setenv("GORACE", "atexit_sleep_ms=0") // else every process with -race ends a second later
	goleak.VerifyTestMain(m)
}
