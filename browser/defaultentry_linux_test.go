package browser

import (
	"os"
	"path/filepath"
	"testing"
)

func TestDefaultEntry(t *testing.T) {
	root := t.TempDir()
	write := func(name, content string) {
		t.Helper()
		path := filepath.Join(root, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for name, dir := range map[string]string{"XDG_CONFIG_HOME": "config", "XDG_CONFIG_DIRS": "etc", "XDG_DATA_HOME": "local", "XDG_DATA_DIRS": "usr"} {
		t.Setenv(name, filepath.Join(root, dir))
	}
	t.Setenv("XDG_CURRENT_DESKTOP", "ubuntu:GNOME")
	want := func(entry string) {
		t.Helper()
		if got := DefaultEntry(); got != entry {
			t.Errorf("got %q, want %q", got, entry)
		}
	}
	for _, entry := range []string{"firefox-esr", "chromium", "mine"} {
		write("usr/applications/"+entry+".desktop", "")
	}
	want("")
	write("usr/applications/gnome-mimeapps.list", "[Default Applications]\nx-scheme-handler/https=gone.desktop;firefox-esr.desktop;\n")
	want("firefox-esr") // as the distribution has it
	write("etc/mimeapps.list", "[Added Associations]\nx-scheme-handler/https=mine.desktop\n[Default Applications]\nx-scheme-handler/https = chromium.desktop\n")
	want("chromium")
	write("config/mimeapps.list", "[Default Applications]\nx-scheme-handler/https=../mine.desktop\n")
	want("chromium")
	write("config/mimeapps.list", "[Default Applications]\nx-scheme-handler/https=mine.desktop\n")
	want("mine")
}
