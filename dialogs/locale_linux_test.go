package dialogs

import (
	"bytes"
	"encoding/binary"
	"maps"
	"os"
	"path/filepath"
	"testing"
)

func TestLocaleFix(t *testing.T) {
	here := map[string]bool{"": true, "C": true, "C.UTF-8": true, "en_US.UTF-8": true, "ja_JP.utf8": true, "de_DE": true, "ca_ES.UTF-8@valencia": true, "ja_JP.eucJP": true}
	type env = map[string]string
	all := env{"LC_ALL": "C.UTF-8"}
	ctype := env{"LC_CTYPE": "C.UTF-8"}
	for _, c := range []struct {
		name      string
		env, want env
	}{
		{"nothing", nil, ctype},
		{"C", env{"LANG": "C"}, ctype},
		{"UTF-8", env{"LANG": "en_US.UTF-8"}, nil},
		{"UTF-8 by its stored name", env{"LANG": "ja_JP.utf8"}, nil},
		{"UTF-8 with a modifier", env{"LANG": "ca_ES.UTF-8@valencia"}, nil},
		{"UTF-8 letters only", env{"LC_CTYPE": "C.UTF-8", "LANG": "C"}, nil},
		{"LC_ALL", env{"LC_ALL": "C.UTF-8", "LANG": "C"}, nil},
		{"LC_ALL hides what is missing", env{"LC_ALL": "C.UTF-8", "LANG": "xx_YY.UTF-8"}, nil},
		{"another charset keeps its language", env{"LANG": "de_DE"}, ctype},
		{"LC_ALL becomes LANG", env{"LC_ALL": "ja_JP.eucJP"}, env{"LC_ALL": "", "LANG": "ja_JP.eucJP", "LC_CTYPE": "C.UTF-8"}},
		{"and what it hid stays hidden", env{"LC_ALL": "C", "LC_CTYPE": "C.UTF-8", "LC_TIME": "xx_YY", "LANG": "en_US.UTF-8"},
			env{"LC_ALL": "", "LANG": "C", "LC_CTYPE": "C.UTF-8", "LC_TIME": ""}},
		{"not generated", env{"LANG": "xx_YY.UTF-8"}, all},
		{"LC_ALL not generated", env{"LC_ALL": "xx_YY.UTF-8", "LANG": "en_US.UTF-8"}, all},
		{"one category not generated", env{"LC_TIME": "xx_YY.UTF-8", "LANG": "en_US.UTF-8"}, all},
		{"LANG not generated behind UTF-8 letters", env{"LC_CTYPE": "C.UTF-8", "LANG": "xx_YY.UTF-8"}, all},
	} {
		getenv := func(name string) string { return c.env[name] }
		got := localeFix(getenv, func(locale string) bool { return here[locale] })
		if !maps.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
		// What the fix leaves needs none.
		fixed := maps.Clone(c.env)
		if fixed == nil {
			fixed = env{}
		}
		maps.Copy(fixed, got)
		if again := localeFix(func(name string) string { return fixed[name] }, func(locale string) bool { return here[locale] }); again != nil {
			t.Errorf("%s: the fixed environment wants %v", c.name, again)
		}
	}
}

func TestGenerated(t *testing.T) {
	dir := t.TempDir()
	archive := filepath.Join(dir, "locale-archive")
	if err := os.WriteFile(archive, localeArchive("de_DE\x00de_DE.iso88591\x00de_DE.utf8\x00"), 0o600); err != nil {
		t.Fatal(err)
	}
	folders := filepath.Join(dir, "folders")
	if err := os.MkdirAll(filepath.Join(folders, "ja_JP.utf8"), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(folders, "ja_JP.utf8", "LC_CTYPE"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name, value, locale string
		want                bool
	}{
		{"LOCALE_ARCHIVE", archive, "de_DE.UTF-8", true},
		{"LOCALE_ARCHIVE", archive, "de_DE.utf8", true},
		{"LOCALE_ARCHIVE", archive, "de_DE", true},
		{"LOCALE_ARCHIVE", archive, "de_D", false},
		{"LOCALE_ARCHIVE", archive, "xx_YY.UTF-8", false},
		{"LOCALE_ARCHIVE", archive, "", true},
		{"LOCALE_ARCHIVE", archive, "C", true},
		{"LOCALE_ARCHIVE", archive, "C.UTF-8", true},
		{"LOCPATH", folders, "ja_JP.UTF-8", true},
		{"LOCPATH", "/nowhere:" + folders, "ja_JP.UTF-8", true},
		{"LOCPATH", folders, "xx_YY.UTF-8", false},
		{"LOCPATH", folders, "../folders/ja_JP.utf8", false},
	} {
		exists := generated(func(name string) string { return map[string]string{c.name: c.value}[name] })
		if got := exists(c.locale); got != c.want {
			t.Errorf("%s=%s: %q exists: %v", c.name, c.value, c.locale, got)
		}
	}
}

func TestArchivedLocalesBroken(t *testing.T) {
	whole := localeArchive("de_DE.utf8\x00")
	huge := bytes.Clone(whole)
	binary.NativeEndian.PutUint32(huge[24:], 1<<31)
	far := bytes.Clone(whole)
	binary.NativeEndian.PutUint32(far[20:], 1<<31)
	for name, content := range map[string][]byte{
		"empty": nil, "short": whole[:20], "cut": whole[:len(whole)-1], "other": append([]byte("\x7fELF"), whole[4:]...), "huge": huge, "far": far,
	} {
		path := filepath.Join(t.TempDir(), "archive")
		if err := os.WriteFile(path, content, 0o600); err != nil {
			t.Fatal(err)
		}
		if names := archivedLocales(path); names != nil {
			t.Errorf("%s: taken for an archive of %v", name, names)
		}
	}
}

// localeArchive is as much of an archive as is read: its header and names.
func localeArchive(names string) []byte {
	var b bytes.Buffer
	binary.Write(&b, binary.NativeEndian, []uint32{archiveMagic, 0, 56, 3, 907, 32, uint32(len(names)), uint32(len(names))})
	b.WriteString(names)
	return b.Bytes()
}
