//go:build !windows

package settings

import (
	"os"
	"path/filepath"
	"strings"
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
	case <-time.After(5 * time.Second):
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

// A file that was made to be slow must not make Halfday slow.
func TestParseIsQuick(t *testing.T) {
	const size = maxFile / 4 // a quarter: the race detector makes it slow enough
	files := map[string]string{
		"open arrays":   strings.Repeat("a=[\n", size/4),
		"open strings":  strings.Repeat("a='''''\n", size/8),
		"junk lines":    strings.Repeat("a\n", size/2),
		"keys":          strings.Repeat("a=1\n", size/4),
		"deep":          "a=" + strings.Repeat("[", size-2),
		"one long line": strings.Repeat("#=", size/2),
		"long array":    "a=[\n" + strings.Repeat("1,\n", size/3-2) + "]",
	}
	for name, file := range files {
		t.Run(name, func(t *testing.T) {
			before := cpuTime(t)
			parse([]byte(file))
			if took := cpuTime(t) - before; took > 10*time.Second { // 0.1 s without the race detector
				t.Errorf("took %v of processor time", took)
			}
		})
	}
}

// cpuTime is what this process has used of the processors: the time on the
// clock says more about what else runs on the machine.
func cpuTime(t *testing.T) time.Duration {
	t.Helper()
	var use syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &use); err != nil {
		t.Fatal(err)
	}
	return time.Duration(use.Utime.Nano() + use.Stime.Nano())
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
