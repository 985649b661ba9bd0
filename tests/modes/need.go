package modes

import (
	"net"
	"os"
	"path/filepath"
	"runtime"
	"testing"
)

// NeedShell skips a test whose programs are written for a Unix shell.
func NeedShell(t testing.TB) {
	t.Helper()
	// Wine shows the one of Linux, and programs in it cannot start that.
	if runtime.GOOS == "windows" {
		t.Skip("here there is no Unix shell")
	}
}

// NeedSockets skips a test where there are no Unix sockets: Windows has them,
// Wine does not.
func NeedSockets(t testing.TB) {
	t.Helper()
	l, err := net.Listen("unix", filepath.Join(t.TempDir(), "s"))
	if err != nil {
		t.Skip("here there are no Unix sockets: ", err)
	}
	l.Close()
}

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
