//go:build packages && linux

package packaging

import (
	"bytes"
	"crypto/sha256"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// sourceCopy copies the sources, edits not yet committed included, to a folder
// of their own, so that what is built from them does not change meanwhile.
func sourceCopy(t *testing.T, to string) string {
	t.Helper()
	cmd := exec.Command("git", "ls-files", "-z", "--cached", "--others", "--exclude-standard")
	cmd.Dir = "../.."
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("listing the sources: %v", err)
	}
	for _, name := range strings.Split(strings.TrimRight(string(out), "\x00"), "\x00") {
		info, err := os.Lstat(filepath.Join("../..", name))
		if err != nil || !info.Mode().IsRegular() {
			continue // deleted, and not yet so in the index
		}
		data, err := os.ReadFile(filepath.Join("../..", name))
		if err == nil {
			err = os.MkdirAll(filepath.Dir(filepath.Join(to, name)), 0o755)
		}
		if err == nil {
			err = os.WriteFile(filepath.Join(to, name), data, info.Mode().Perm())
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	return to
}

// makeRelease makes what of the sources at root, into out.
func makeRelease(t *testing.T, root, out string, what ...string) {
	t.Helper()
	args := append([]string{"run", "./release", "-root", root, "-out", out, "-version", "9.8.7-dev",
		"-commit", "0123456789ab", "-date", "2026-11-22", "-epoch", "1795300000", "-targets", "linux/amd64"}, what...)
	cmd := exec.Command("go", args...)
	cmd.Dir = filepath.Join(root, "tools")
	if text, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("making %v: %v\n%s", what, err, text)
	}
}

// Two people who build the same sources in different folders get the same
// bytes.
func TestPackagingIsReproducible(t *testing.T) {
	first := sourceCopy(t, filepath.Join(t.TempDir(), "one"))
	second := filepath.Join(t.TempDir(), "another", "place")
	if err := os.CopyFS(second, os.DirFS(first)); err != nil {
		t.Fatal(err)
	}
	outs := []string{t.TempDir(), t.TempDir()}
	for i, root := range []string{first, second} {
		makeRelease(t, root, outs[i], "archives", "packages", "sums")
	}
	entries, err := os.ReadDir(outs[0])
	if err != nil {
		t.Fatal(err)
	}
	kinds := map[string]bool{}
	for _, e := range entries {
		if e.IsDir() {
			continue
		}
		kinds[filepath.Ext(e.Name())] = true
		if a, b := hash(t, outs[0], e.Name()), hash(t, outs[1], e.Name()); !bytes.Equal(a, b) {
			t.Errorf("%s: two builds, two hashes: %x, %x", e.Name(), a, b)
		}
	}
	for _, kind := range []string{".gz", ".deb", ".rpm", ".json", ""} {
		if !kinds[kind] {
			t.Errorf("no file *%s among %v", kind, entries)
		}
	}
}

func hash(t *testing.T, dir, name string) []byte {
	t.Helper()
	f, err := os.Open(filepath.Join(dir, name))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	h := sha256.New()
	if _, err := io.Copy(h, f); err != nil {
		t.Fatal(err)
	}
	return h.Sum(nil)
}
