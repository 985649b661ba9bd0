package desktop

import (
	"os"
	"path/filepath"
	"strconv"
	"sync"
	"testing"
)

// Many who change the file at once lose nothing of each other's.
func TestChangeFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "run", "file")
	const times = 50
	var all sync.WaitGroup
	for range times {
		all.Go(func() {
			err := ChangeFile(path, func(data []byte) []byte {
				n, _ := strconv.Atoi(string(data))
				return []byte(strconv.Itoa(n + 1))
			})
			if err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	if data, err := os.ReadFile(path); err != nil || string(data) != strconv.Itoa(times) {
		t.Errorf("got %q, %v, want %d", data, err, times)
	}
	if info, err := os.Stat(path); err != nil || info.Mode().Perm()&0o077 != 0 && filepath.Separator == '/' {
		t.Errorf("got %v, %v, want a private file", info.Mode(), err)
	}
}

func TestChangeFileThatIsNone(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "file")
	if err := os.Mkdir(path, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := ChangeFile(path, func(b []byte) []byte { return b }); err == nil {
		t.Error("a folder was changed")
	}
	elsewhere := filepath.Join(dir, "elsewhere")
	if err := os.WriteFile(elsewhere, []byte("x"), 0o600); err != nil {
		t.Fatal(err)
	}
	link := filepath.Join(dir, "link")
	if err := os.Symlink(elsewhere, link); err != nil {
		t.Skip(err)
	}
	if err := ChangeFile(link, func([]byte) []byte { return []byte("y") }); err == nil {
		t.Error("a link was followed")
	}
}
