package browser

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
)

// inventHome makes a home directory with programs in its bin; files are below
// it, and an executable one where the content is "program".
func inventHome(t *testing.T, files map[string]string) (home string) {
	t.Helper()
	home = t.TempDir()
	for name, content := range files {
		path, mode := filepath.Join(home, name), os.FileMode(0o600)
		if content == "program" {
			content, mode = "#!/bin/sh\n", 0o700
		}
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(content), mode); err != nil {
			t.Fatal(err)
		}
	}
	t.Setenv("HOME", home)
	t.Setenv("PATH", filepath.Join(home, "bin"))
	t.Setenv("XDG_CONFIG_HOME", "")
	t.Setenv("XDG_DATA_HOME", "relative/is/ignored")
	t.Setenv("XDG_DATA_DIRS", filepath.Join(home, "usr[1]")+"::also/ignored:"+filepath.Join(home, "later"))
	return home
}

func describe(found []Browser) (all []string) {
	for _, b := range found {
		all = append(all, b.ID+" | "+b.Name+" | "+strings.Join(b.plain, " "))
		for _, p := range b.profiles {
			all = append(all, "  profile "+p.dir+" | "+p.name)
		}
		for _, c := range b.containers {
			all = append(all, "  container "+c)
		}
	}
	return all
}

func TestBrowsers(t *testing.T) {
	entry := func(name, exec string) string {
		return strings.Replace(entryOf(exec), "A browser", name, 1)
	}
	const extension = `{"addons":[{"id":"` + containerExtension + `","active":true}]}`
	state := func(names ...string) string {
		return `{"profile":{"info_cache":{"` + strings.Join(names, `":{"name":"Work"},"`) + `":{"name":"Home"}}}}`
	}
	home := inventHome(t, map[string]string{
		"bin/chromium": "program", "bin/firefox": "program", "bin/flatpak": "program", "bin/env": "program", "bin/other": "program",
		"usr[1]/applications/chromium.desktop":                           entry("Chromium", "chromium %U"),
		"usr[1]/applications/firefox.desktop":                            entry("Firefox", "firefox %u"),
		"later/applications/firefox.desktop":                             entry("An older Firefox", "other %u"),
		"usr[1]/applications/com.google.Chrome.desktop":                  entry("Google Chrome", "flatpak run com.google.Chrome @@u %U @@"),
		"usr[1]/applications/org.mozilla.firefox.desktop":                entry("Firefox", "flatpak run org.mozilla.firefox @@u %u @@"),
		"usr[1]/applications/gone.desktop":                               entry("Gone", "gone %u"),
		"usr[1]/applications/tried.desktop":                              entry("Tried", "other %u") + "TryExec=gone\n",
		"usr[1]/applications/other.desktop":                              entry("Other Browser", "other --x %u"),
		"usr[1]/applications/same.desktop":                               entry("Other Browser", "other --x %u"),
		"usr[1]/applications/editor.desktop":                             "[Desktop Entry]\nType=Application\nName=Editor\nExec=other\n",
		"usr[1]/applications/mime.desktop":                               "\x00",
		".local/share/applications/mine.desktop":                         entry("A mine", "env X=1 "+"other %u"),
		".config/chromium/Local State":                                   state("Default", "Profile 1"),
		".var/app/com.google.Chrome/config/google-chrome/Local State":    state("Default"),
		".mozilla/firefox/profiles.ini":                                  profilesINI,
		".config/mozilla/firefox/profiles.ini":                           "[Profile0]\nName=not read\nPath=x\n",
		".mozilla/firefox/Profiles/abcd.default-release/extensions.json": extension,
		".mozilla/firefox/Profiles/abcd.default-release/containers.json": containersJSON,
		".mozilla/firefox/Profiles/abcd.default-release/handlers.json":   handlersJSON,
		".var/app/org.mozilla.firefox/config/mozilla/firefox/profiles.ini": "[Profile0]\nName=flat\nPath=p\nDefault=1\n" +
			"[InstallAB]\nDefault=p\n",
		".var/app/org.mozilla.firefox/config/mozilla/firefox/p/containers.json": containersJSON,
	})
	want := []string{
		"mine | A mine | env X=1 other {url}",
		"chromium | Chromium | chromium {url}",
		"  profile Default | Work",
		"  profile Profile 1 | Home",
		"firefox | Firefox | firefox {url}",
		"  profile work & play | work & play",
		"  profile default-release | default-release",
		"  container Personal", "  container Work", "  container Bank & Co", "  container 本番",
		"org.mozilla.firefox | Firefox | flatpak run org.mozilla.firefox @@u {url} @@",
		"  profile flat | flat",
		"chrome | Google Chrome | flatpak run com.google.Chrome @@u {url} @@",
		"  profile Default | Home",
		"other | Other Browser | other --x {url}",
	}
	if got := describe(Browsers()); !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}

	// The person's own entry hides that of the system.
	t.Setenv("XDG_DATA_HOME", filepath.Join(home, "data"))
	own := filepath.Join(home, "data/applications")
	if err := os.MkdirAll(own, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(own, "chromium.desktop"), []byte("[Desktop Entry]\nHidden=true\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if slices.ContainsFunc(Browsers(), func(b Browser) bool { return b.ID == "chromium" }) {
		t.Error("a hidden browser is found")
	}
}

func TestBrowsersSnap(t *testing.T) {
	inventHome(t, map[string]string{"snap/firefox/common/.mozilla/firefox/profiles.ini": profilesINI, "snap/chromium/common/chromium/Local State": `{"profile":{"info_cache":{"Default":{"name":"x"}}}}`})
	for id, exec := range map[string]string{"firefox_firefox": "env BAMF=/x /snap/bin/firefox %u", "chromium_chromium": "/snap/bin/chromium %U"} {
		b, _, ok := readBrowserEntry(id, entryOf(exec))
		b.readProfiles(b.roots()...)
		if !ok || len(b.profiles) == 0 {
			t.Errorf("%s has no profiles: %v", id, ok)
		}
	}
}

func TestBrowsersNone(t *testing.T) {
	inventHome(t, nil)
	if got := Browsers(); len(got) != 0 {
		t.Errorf("got %q", describe(got))
	}
	t.Setenv("HOME", "")
	t.Setenv("XDG_DATA_HOME", "")
	t.Setenv("XDG_DATA_DIRS", "/nonexistent")
	if got := Browsers(); len(got) != 0 {
		t.Errorf("without a home: %q", describe(got))
	}
}

// A file that is none, or of no size that a browser writes, is passed over.
func TestReadSmall(t *testing.T) {
	dir := t.TempDir()
	if err := syscall.Mkfifo(filepath.Join(dir, "fifo"), 0o600); err != nil {
		t.Fatal(err)
	}
	big, err := os.Create(filepath.Join(dir, "big"))
	if err == nil {
		err = big.Truncate(browserFile + 1)
	}
	if err != nil {
		t.Fatal(err)
	}
	big.Close()
	for _, name := range []string{"fifo", "big", "", "none"} {
		if got := readSmall(dir, name); got != nil {
			t.Errorf("%q: read %d bytes", name, len(got))
		}
	}
	if got := readSmall("", "browser_linux_test.go"); got != nil {
		t.Error("read a file of the working directory")
	}
}

func BenchmarkBrowsers(b *testing.B) {
	for b.Loop() {
		Browsers()
	}
}
