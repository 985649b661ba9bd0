package desktop

import (
	"io"
	"os"
	"path/filepath"
	"strconv"
	"sync"
	"testing"

	"github.com/gofrs/flock"

	"halfday/tests/modes"
)

// Many who change the file at once lose nothing of each other's.
func TestChangeFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "run", "file")
	const times = 50
	var all sync.WaitGroup
	for range times {
		all.Go(func() {
			// Again where the others took too long.
			for ChangeFile(path, func(data []byte) []byte {
				n, _ := strconv.Atoi(string(data))
				return []byte(strconv.Itoa(n + 1))
			}) != nil {
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

// Who reads the file meanwhile, or finds it after a process that was killed, has
// the content of before or the new one.
func TestChangeFileWhole(t *testing.T) {
	path := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(path, []byte("before"), 0o644); err != nil {
		t.Fatal(err)
	}
	if filepath.Separator != '/' {
		t.Skip("a file that is open cannot be replaced here")
	}
	before, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer before.Close()
	if err := ChangeFile(path, func([]byte) []byte { return []byte("after") }); err != nil {
		t.Fatal(err)
	}
	if data, err := io.ReadAll(before); err != nil || string(data) != "before" {
		t.Errorf("who had it open read %q, %v", data, err)
	}
	if info, err := os.Stat(path); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("got %v, %v, want a private file", info.Mode(), err)
	}
}

// Who holds the file and does nothing keeps nobody.
func TestChangeFileThatIsHeld(t *testing.T) {
	path := filepath.Join(t.TempDir(), "file")
	holder := flock.New(path + ".lock")
	if err := holder.Lock(); err != nil {
		t.Fatal(err)
	}
	defer holder.Unlock()
	if err := ChangeFile(path, func(b []byte) []byte { return b }); err == nil {
		t.Error("a file that another one holds was changed")
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
	modes.NeedLinks(t)
	link := filepath.Join(dir, "link")
	if err := os.Symlink(elsewhere, link); err != nil {
		t.Fatal(err)
	}
	if err := ChangeFile(link, func([]byte) []byte { return []byte("y") }); err == nil {
		t.Error("a link was followed")
	}
}

func TestPrivateFile(t *testing.T) {
	dir := t.TempDir()
	path, huge, link := filepath.Join(dir, "file"), filepath.Join(dir, "huge"), filepath.Join(dir, "link")
	if err := ChangeFile(path, func([]byte) []byte { return []byte("x") }); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(huge, make([]byte, maxPrivateFile+1), 0o600); err != nil {
		t.Fatal(err)
	}
	want := map[string]string{path: "x", huge: "", dir: "", filepath.Join(dir, "none"): ""}
	if os.Symlink(path, link) == nil {
		want[link] = ""
	}
	for path, want := range want {
		if got := PrivateFile(path); string(got) != want {
			t.Errorf("%s: got %q, want %q", filepath.Base(path), got, want)
		}
	}
}
