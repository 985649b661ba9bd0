package tray

import (
	"os"
	"testing"

	"go.uber.org/goleak"
)

// childEnv makes the test binary a tray program: systray can run once in a
// process, and on its main goroutine.
const childEnv = "HALFDAY_TRAY_TEST_CHILD"

func TestMain(m *testing.M) {
	if os.Getenv(childEnv) != "" {
		os.Exit(child())
	}
	goleak.VerifyTestMain(m)
}
