//go:build !windows

package settings

import (
	"os"
	"path/filepath"
	"syscall"
	"testing"
	"time"
)

func TestReadDoesNotBlockOnAFIFO(t *testing.T) {
	path := filepath.Join(t.TempDir(), "fifo")
	if err := syscall.Mkfifo(path, 0o600); err != nil {
		t.Fatal(err)
	}
	done := make(chan []Problem, 1)
	go func() {
		_, problems := Read(path)
		done <- problems
	}()
	select {
	case problems := <-done:
		if len(problems) != 1 {
			t.Errorf("problems: got %v, want one", problems)
		}
	case <-time.After(20 * time.Second):
		t.Fatal("Read waits for a writer")
	}
}

func TestSetIsPrivateAndKeepsALink(t *testing.T) {
	dir := t.TempDir()
	kept := filepath.Join(dir, "kept.toml")
	path := filepath.Join(dir, "settings.toml")
	if err := os.WriteFile(kept, []byte("a = 1\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(kept, path); err != nil {
		t.Fatal(err)
	}
	if err := Set(path, KeyLanguage, "ja"); err != nil {
		t.Fatal(err)
	}
	if got, err := os.Readlink(path); err != nil || got != kept {
		t.Errorf("link: got %q, %v, want %q", got, err, kept)
	}
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	if got, want := info.Mode().Perm(), os.FileMode(0o600); got != want {
		t.Errorf("mode: got %v, want %v", got, want)
	}
	if got, _ := Read(path); got.Language != "ja" {
		t.Errorf("language: got %q, want ja", got.Language)
	}
}

// TestSweep: what a killed Set left goes, through a link too, and nothing else.
func TestSweep(t *testing.T) {
	real, dir := t.TempDir(), t.TempDir()
	target := filepath.Join(real, "settings.toml")
	keep := []string{target, filepath.Join(real, ".settings-mine"), filepath.Join(real, ".halfday-settings-1")}
	for _, name := range append(keep, filepath.Join(real, ".settings.toml-12.tmp")) {
		if err := os.WriteFile(name, nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	link := filepath.Join(dir, "settings.toml")
	if err := os.Symlink(target, link); err != nil {
		t.Fatal(err)
	}
	Sweep(link)
	left, err := os.ReadDir(real)
	if err != nil || len(left) != len(keep) {
		t.Errorf("%v stay, %v, want %v", left, err, keep)
	}
}
