package session

import (
	"os"
	"testing"

	"go.uber.org/goleak"
)

// childEnv names what the test binary does in the place of the tests, when a
// test runs it as a sign-in process.
const childEnv = "HALFDAY_TEST_CHILD"

func TestMain(m *testing.M) {
	if role := os.Getenv(childEnv); role != "" {
		os.Exit(playChild(role))
	}
	goleak.VerifyTestMain(m)
}
