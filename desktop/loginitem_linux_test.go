package desktop

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func TestLoginItem(t *testing.T) {
	config := t.TempDir()
	t.Setenv("XDG_CONFIG_HOME", config)
	before := tree(t, config)
	file := filepath.Join(config, "autostart", "halfday.desktop")
	l := LoginItem{Name: "Halfday", ID: "halfday", Exec: "/opt/half day/halfday"}

	status := func(want bool) {
		t.Helper()
		if got, err := l.Status(); err != nil || got != want {
			t.Errorf("status %v, %v, want %v", got, err, want)
		}
	}
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	status(false)
	refresh := func(want string) {
		t.Helper()
		if from, err := l.Refresh(); from != want || err != nil {
			t.Errorf("refreshing: from %q, %v, want %q", from, err, want)
		}
	}
	refresh("")
	if got := tree(t, config); !slices.Equal(got, before) {
		t.Errorf("refreshing what is off left %q", got)
	}
	must(l.Off())
	must(l.On())
	status(true)

	// The person adds a delay, and the program moves.
	data, err := os.ReadFile(file)
	must(err)
	must(os.WriteFile(file, append(data, "X-GNOME-Autostart-Delay=5\n"...), 0o644))
	l.Exec = "/opt/new place/halfday"
	refresh("/opt/half day/halfday")
	refresh("")
	data, err = os.ReadFile(file)
	must(err)
	if got := parseExec(t, string(data)); got != l.Exec {
		t.Errorf("refreshed to %q", got)
	}
	if !strings.HasSuffix(string(data), "X-GNOME-Autostart-Delay=5\n") {
		t.Errorf("the delay is lost: %q", data)
	}

	// The person switches it off in the settings of the desktop.
	must(os.WriteFile(file, append(data, "Hidden=true\n"...), 0o644))
	status(false)
	off := tree(t, config)
	refresh("")
	if got := tree(t, config); !slices.Equal(got, off) {
		t.Errorf("refresh changed an entry that is off: %q", got)
	}
	must(l.On())
	status(true)

	// What a process left that was killed while it wrote.
	must(os.WriteFile(filepath.Join(filepath.Dir(file), "."+filepath.Base(file)+"-1.tmp"), []byte("half"), 0o600))
	must(l.Off())
	status(false)
	if got := tree(t, config); !slices.Equal(got, before) {
		t.Errorf("off left %q", got)
	}

	// Another copy is started while the first is there, and when it is gone, but
	// from a place for temporary files.
	here := filepath.Join(t.TempDir(), "halfday")
	must(os.WriteFile(here, nil, 0o755))
	l.Exec = "/opt/a/halfday"
	must(l.On())
	data, err = os.ReadFile(file)
	must(err)
	must(os.WriteFile(file, []byte(entryWithExec(string(data), here)), 0o644))
	there := tree(t, config)
	refresh("")
	must(os.Remove(here))
	l.Exec = here
	refresh("")
	l.Exec = filepath.Join(filepath.Dir(here), "other")
	if from, err := l.Refresh(); from != here || !errors.Is(err, ErrNotLasting) {
		t.Errorf("to a temporary place: from %q, %v", from, err)
	}
	if got := tree(t, config); !slices.Equal(got, there) {
		t.Errorf("the entry was changed: %q", got)
	}
	if err := l.On(); !errors.Is(err, ErrNotLasting) {
		t.Errorf("on from a temporary place: %v", err)
	}

	if err := (LoginItem{ID: "halfday", Exec: "halfday"}).On(); err == nil {
		t.Error("a relative path was taken")
	}
}

func TestLoginItemReadOnly(t *testing.T) {
	config := t.TempDir()
	t.Setenv("XDG_CONFIG_HOME", config)
	// A file stands where the folder should be: it fails for root too.
	if err := os.WriteFile(filepath.Join(config, "autostart"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := (LoginItem{Name: "x", ID: "x", Exec: "/x"}).On(); err == nil || !strings.HasPrefix(err.Error(), "writing the login item: ") {
		t.Errorf("got %v", err)
	}
}

// tree lists what is in a directory, with contents.
func tree(t *testing.T, root string) []string {
	t.Helper()
	var all []string
	err := filepath.WalkDir(root, func(path string, d os.DirEntry, err error) error {
		if err != nil {
			return err
		}
		data, _ := os.ReadFile(path)
		all = append(all, path+"\x00"+string(data))
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

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

// A link to /dev/null is how an entry is masked: it is off, and On replaces it.
func TestLoginItemMasked(t *testing.T) {
	config := t.TempDir()
	t.Setenv("XDG_CONFIG_HOME", config)
	l := LoginItem{Name: "Halfday", ID: "halfday", Exec: "/opt/halfday"}
	file := filepath.Join(config, "autostart", "halfday.desktop")
	if err := errors.Join(os.Mkdir(filepath.Dir(file), 0o700), os.Symlink(os.DevNull, file)); err != nil {
		t.Fatal(err)
	}
	if on, err := l.Status(); on || err != nil {
		t.Errorf("masked: %v, %v", on, err)
	}
	if err := l.On(); err != nil {
		t.Fatal(err)
	}
	if on, err := l.Status(); !on || err != nil {
		t.Errorf("switched on: %v, %v", on, err)
	}
}
