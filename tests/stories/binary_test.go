//go:build linux

package stories

import (
	"bytes"
	"os"
	"testing"

	"halfday/tests/stage"
	"halfday/tests/stage/fakeaws"
)

// The program that people get holds nothing of what the tests do to it.
func TestProgramHoldsNoFaults(t *testing.T) {
	program, err := os.ReadFile(stage.Binary(t))
	if err != nil {
		t.Fatal(err)
	}
	for _, kind := range []fakeaws.Kind{fakeaws.CaptiveRedirect, fakeaws.SilentConnect, fakeaws.ResetBefore, fakeaws.RefuseDuration, fakeaws.ChainedTooLong, "fakeaws", "_control"} {
		if bytes.Contains(program, []byte(kind)) {
			t.Errorf("the program holds %q", kind)
		}
	}
	if !bytes.Contains(program, []byte("demo-server")) { // what it does hold
		t.Error("the search finds nothing")
	}
}
