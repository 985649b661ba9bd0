package command

import (
	"os"
	"strings"
	"testing"

	"halfday/demo"
	"halfday/desktop"
	"halfday/home"
)

// A demo that starts itself anew knows how often it has: else it would for ever.
func TestDemoKeepsRestarts(t *testing.T) {
	for _, kv := range os.Environ() { // t.Setenv gives them back
		name, value, _ := strings.Cut(kv, "=")
		if strings.HasPrefix(name, "AWS_") || strings.HasPrefix(name, "HALFDAY_") {
			t.Setenv(name, value)
		}
	}
	for _, name := range []string{home.DemoVariable, home.EndpointVariable, "AWS_CONFIG_FILE", "AWS_SHARED_CREDENTIALS_FILE", "AWS_ENDPOINT_URL_STS", "AWS_ENDPOINT_URL_IAM"} {
		t.Setenv(name, "")
	}
	t.Setenv(desktop.RestartVariable, "7@1234")
	useDemo(t.TempDir(), demo.Addresses{})
	if got := desktop.ReadRestarts(os.Getenv(desktop.RestartVariable)).Count; got != 7 {
		t.Errorf("got %d restarts, want 7", got)
	}
}
