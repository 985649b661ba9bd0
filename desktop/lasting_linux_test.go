package desktop

import (
	"errors"
	"os"
	"path/filepath"
	"testing"
)

func TestLasting(t *testing.T) {
	base, err := os.MkdirTemp(lastingDir(t), "halfday-test-")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(base) })
	put := func(mode os.FileMode, parts ...string) string {
		t.Helper()
		path := filepath.Join(append([]string{base}, parts...)...)
		if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o755), os.WriteFile(path, nil, 0o755), os.Chmod(filepath.Dir(path), mode)); err != nil {
			t.Fatal(err)
		}
		return path
	}
	good := put(0o755, "good", "bin", "halfday")
	open := put(0o777, "open", "halfday")
	sticky := put(0o777|os.ModeSticky, "sticky", "halfday")
	below := put(0o755, "sticky", "mine", "halfday")
	link, away := filepath.Join(base, "good", "link"), filepath.Join(base, "sticky", "link")
	if err := errors.Join(os.Symlink(open, link), os.Symlink(good, away)); err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		path, tmp string
		want      bool
	}{
		{good, "/tmp", true},
		{open, "/tmp", false},
		{sticky, "/tmp", false},
		{below, "/tmp", false},
		{link, "/tmp", false},
		{away, "/tmp", false},
		{good, base, false},
		{good, filepath.Join(base, "goo"), true},
		{"/tmp/x/halfday", "/elsewhere", false},
		{"/usr/bin/halfday", "/tmp", true},
	} {
		if err := lasting(tt.path, tt.tmp); (err == nil) != tt.want || err != nil && !errors.Is(err, ErrNotLasting) {
			t.Errorf("%s: %v", tt.path, err)
		}
	}
	if os.Geteuid() == 0 {
		if err := os.Chown(filepath.Dir(good), 65534, 65534); err != nil {
			t.Fatal(err)
		}
		if err := lasting(good, "/tmp"); !errors.Is(err, ErrNotLasting) {
			t.Errorf("another user's folder: %v", err)
		}
	}
}

// lastingDir is a folder that is not temporary: that of the sources, if they
// do not lie in one that is.
func lastingDir(t *testing.T) string {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	dir = filepath.Join(filepath.Dir(dir), "out")
	if err := os.MkdirAll(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	if lasting(dir, os.TempDir()) != nil {
		t.Skip("the sources lie in a temporary folder")
	}
	return dir
}
