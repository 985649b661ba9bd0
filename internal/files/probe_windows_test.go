package files

import (
	"os"
	"path/filepath"
	"testing"
	"time"
)

// A scanner looks at the file for half a second.
func TestProbeReplaceWhileRead(t *testing.T) {
	path := filepath.Join(t.TempDir(), "file")
	if err := Replace(path, []byte("one")); err != nil {
		t.Fatal(err)
	}
	scanner, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	time.AfterFunc(500*time.Millisecond, func() { scanner.Close() })
	if err := Replace(path, []byte("two")); err != nil {
		t.Errorf("replacing a file that is read: %v", err)
	}
	if got, err := os.ReadFile(path); string(got) != "two" || err != nil {
		t.Errorf("got %q, %v", got, err)
	}
}
