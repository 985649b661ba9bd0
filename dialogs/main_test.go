package dialogs

import (
	"fmt"
	"os"
	"testing"

	"go.uber.org/goleak"
)

// TestMain also plays the dialog's process.
func TestMain(m *testing.M) {
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
