package files

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"halfday/tests/modes"
)

func TestReplaceAndRead(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "x.json")
	killed := filepath.Join(dir, ".x.json-1.tmp")
	for _, name := range []string{killed, filepath.Join(dir, "x.json-1.tmp")} {
		if err := os.WriteFile(name, nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for _, content := range []string{"one", ""} {
		if err := Replace(path, []byte(content)); err != nil {
			t.Fatal(err)
		}
		if got, err := Read(path, 3); err != nil || string(got) != content {
			t.Errorf("got %q, %v, want %q", got, err, content)
		}
	}
	Sweep(path)
	if entries, err := os.ReadDir(dir); err != nil || len(entries) != 2 {
		t.Errorf("left are %v, %v", entries, err)
	}
	if err := Replace(filepath.Join(dir, "none", "x"), nil); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("without a folder: %v", err)
	}
	if err := os.Mkdir(filepath.Join(dir, "folder"), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := Replace(filepath.Join(dir, "folder"), nil); err == nil {
		t.Error("a folder was replaced")
	}
	if entries, _ := os.ReadDir(dir); len(entries) != 3 {
		t.Errorf("what failed left %v", entries)
	}
}

func TestRead(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "x")
	if err := os.WriteFile(path, []byte("four"), 0o600); err != nil {
		t.Fatal(err)
	}
	if got, err := ReadOwn(path, 4); err != nil || string(got) != "four" {
		t.Errorf("got %q, %v", got, err)
	}
	if _, err := Read(path, 3); !errors.Is(err, ErrTooLarge) {
		t.Errorf("over the limit: %v", err)
	}
	if _, err := Read(dir, 3); !errors.Is(err, ErrNotRegular) {
		t.Errorf("a folder: %v", err)
	}
	if _, err := Read(path+"y", 3); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("none: %v", err)
	}
	modes.NeedLinks(t)
	link := filepath.Join(dir, "link")
	if err := os.Symlink(path, link); err != nil {
		t.Fatal(err)
	}
	if got, err := Read(link, 4); err != nil || string(got) != "four" {
		t.Errorf("through a link: got %q, %v", got, err)
	}
	if _, err := ReadOwn(link, 4); !errors.Is(err, ErrNotRegular) {
		t.Errorf("a link where none may be: %v", err)
	}
}
