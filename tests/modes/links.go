package modes

import (
	"os"
	"path/filepath"
	"testing"
)

// NeedLinks skips a test where links cannot be made, for which Windows wants a
// right, or not be told from what they lead to, as under Wine.
func NeedLinks(t testing.TB) {
	t.Helper()
	link := filepath.Join(t.TempDir(), "link")
	err := os.Symlink("nowhere", link)
	if err == nil {
		var info os.FileInfo
		if info, err = os.Lstat(link); err == nil && info.Mode()&os.ModeSymlink == 0 {
			t.Skip("here a link looks like what it leads to")
		}
	}
	if err != nil {
		t.Skip("here nobody makes links: ", err)
	}
}
