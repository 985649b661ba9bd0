package app

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"go.uber.org/goleak"
)

// TestMain plays none of the processes that halfday starts of itself: a test
// that starts one gets a failure, and not all tests again in the child, which
// would start theirs.
func TestMain(m *testing.M) {
	if len(os.Args) > 1 && !strings.HasPrefix(os.Args[1], "-") {
		fmt.Fprintln(os.Stderr, "the test binary is no halfday")
		os.Exit(2)
	}
	goleak.VerifyTestMain(m)
}
