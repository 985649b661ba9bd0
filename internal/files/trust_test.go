package files

import (
	"os"
	"path/filepath"
	"testing"

	"halfday/tests/modes"
)

func TestPrivateDir(t *testing.T) {
	root := t.TempDir()
	made := filepath.Join(root, "a", "b")
	open := filepath.Join(root, "open")
	if err := os.Mkdir(open, 0o755); err != nil {
		t.Fatal(err)
	}
	for _, dir := range []string{made, open, open} {
		if err := PrivateDir(dir); err != nil {
			t.Fatal(err)
		}
		info, err := os.Stat(dir)
		if err != nil {
			t.Fatal(err)
		}
		if got := info.Mode(); got != modes.Seen(os.ModeDir|0o700) {
			t.Errorf("%s has mode %v, want 700", dir, got)
		}
	}

	file := filepath.Join(root, "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if PrivateDir(file) == nil {
		t.Error("a file was taken for a private directory")
	}
}

func TestPrivateDirIsNoLink(t *testing.T) {
	modes.NeedLinks(t)
	link := filepath.Join(t.TempDir(), "link")
	if err := os.Symlink(t.TempDir(), link); err != nil {
		t.Fatal(err)
	}
	if PrivateDir(link) == nil {
		t.Error("a link was taken for a private directory")
	}
}
