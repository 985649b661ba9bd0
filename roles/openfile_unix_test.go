//go:build unix

package roles

import (
	"os"
	"syscall"
	"testing"
)

// What is no file must not be opened at all, or not waited for.
func TestHostileFilesUnix(t *testing.T) {
	const good = "[profile good]\n" + roleLine + keyLines
	for _, c := range []struct {
		name string
		put  func(t *testing.T, path string)
		want WarningKind
	}{
		{"FIFO", func(t *testing.T, path string) { must(t, syscall.Mkfifo(path, 0o600)) }, WarningNotFile},
		{"endless device", func(t *testing.T, path string) { link(t, "/dev/zero", path) }, WarningNotFile},
		{"terminal", func(t *testing.T, path string) { link(t, "/dev/tty", path) }, WarningNotFile},
		{"file in place of a directory", func(t *testing.T, path string) { link(t, "/dev/null/x", path) }, WarningUnreadable},
		{"unreadable", func(t *testing.T, path string) {
			must(t, os.WriteFile(path, []byte("[x]\n"), 0))
			if os.Geteuid() == 0 {
				t.Skip("root reads everything")
			}
		}, WarningUnreadable},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := awsFiles(t, good, "")
			c.put(t, f.Credentials)
			l := readSoon(t, f)
			roleNamed(t, l, "good")
			if got := fatal(l); len(got) != 1 || got[0] != c.want {
				t.Errorf("warned of %v, want %s", got, c.want)
			}
		})
	}
}
