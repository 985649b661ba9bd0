//go:build linux

package macsim

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// shown are the packages whose files for macOS run here.
var shown = []string{"internal/objc", "dialogs", "desktop", "notify", "tray", "app"}

// The stories of package stories, with the files for macOS.
func TestStories(t *testing.T) {
	root, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command("go", "test", "-count=1", "-timeout=60m", "-tags=macsim", "-overlay="+overlay(t, root, shown...), "-v", "./tests/macsim/stories")
	cmd.Dir = root
	cmd.Env = append(os.Environ(), "CGO_ENABLED=0")
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	if n := strings.Count(string(out), "--- PASS: "); n < 5 {
		t.Fatalf("%d stories were told:\n%s", n, out)
	}
	t.Logf("%s", out)
}
