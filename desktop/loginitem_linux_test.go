package desktop

import (
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
	must(l.Refresh())
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
	must(l.Refresh())
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
	must(l.Refresh())
	if got := tree(t, config); !slices.Equal(got, off) {
		t.Errorf("refresh changed an entry that is off: %q", got)
	}
	must(l.On())
	status(true)

	// What a process left that was killed while it wrote.
	must(os.WriteFile(file+".tmp", []byte("half"), 0o600))
	must(l.Off())
	status(false)
	if got := tree(t, config); !slices.Equal(got, before) {
		t.Errorf("off left %q", got)
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
