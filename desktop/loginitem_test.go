package desktop

import (
	"encoding/xml"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

var hardPaths = []string{
	"/usr/bin/halfday",
	"/opt/Half Day/half day",
	`/opt/"quoted"/it's`,
	"/opt/$HOME/`id`/halfday",
	`/opt/back\slash\\two`,
	"/opt/100%/%f/%%/halfday",
	"/opt/a;b&c|d<e>(f)~*?#/halfday",
	"/opt/日本/ハーフデイ",
	`/opt/\s\n\t/x`,
}

// parseExec reads an Exec line as the specification says a launcher does. It
// shares nothing with the writing side.
func parseExec(t *testing.T, entry string) string {
	t.Helper()
	value, ok := entryValue(entry, "Exec")
	if !ok {
		t.Fatalf("no Exec in %q", entry)
	}
	value = unescapeString(value)
	if len(value) < 2 || value[0] != '"' || value[len(value)-1] != '"' {
		t.Fatalf("not one quoted word: %q", value)
	}
	value = value[1 : len(value)-1]
	var b strings.Builder
	for i := 0; i < len(value); i++ {
		switch c := value[i]; c {
		case '"', '`', '$':
			t.Fatalf("a bare %c in %q", c, value)
		case '\\':
			i++
			if i == len(value) || !strings.ContainsRune("\"`$\\", rune(value[i])) {
				t.Fatalf("a stray backslash in %q", value)
			}
			b.WriteByte(value[i])
		case '%':
			i++
			if i == len(value) || value[i] != '%' {
				t.Fatalf("a field code in %q", value)
			}
			b.WriteByte('%')
		default:
			b.WriteByte(c)
		}
	}
	return b.String()
}

func entryValue(entry, key string) (string, bool) {
	for line := range strings.Lines(entry) {
		if value, ok := strings.CutPrefix(line, key+"="); ok {
			return strings.TrimSuffix(value, "\n"), true
		}
	}
	return "", false
}

func unescapeString(s string) string {
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] != '\\' || i+1 == len(s) {
			b.WriteByte(s[i])
			continue
		}
		i++
		b.WriteByte(map[byte]byte{'s': ' ', 'n': '\n', 't': '\t', 'r': '\r', '\\': '\\'}[s[i]])
	}
	return b.String()
}

func TestDesktopEntryExec(t *testing.T) {
	for _, path := range hardPaths {
		entry := desktopEntry(LoginItem{Name: "Halfday", ID: "halfday", Exec: path})
		if got := parseExec(t, entry); got != path {
			t.Errorf("Exec gives %q, want %q", got, path)
		}
		if got := entryProgram(entry); got != path {
			t.Errorf("the program is %q, want %q", got, path)
		}
		if got, _ := entryValue(entry, "TryExec"); unescapeString(got) != path {
			t.Errorf("TryExec gives %q, want %q", got, path)
		}
	}
}

func FuzzDesktopEntryExec(f *testing.F) {
	for _, path := range hardPaths {
		f.Add(path)
	}
	f.Fuzz(func(t *testing.T, path string) {
		l := LoginItem{Name: "Halfday", ID: "halfday", Exec: "/" + path}
		if err := l.check(); err != nil && !errors.Is(err, ErrNotLasting) {
			return
		}
		entry := desktopEntry(l)
		if got := strings.Count(entry, "\n"); got != 9 {
			t.Fatalf("%d lines: %q", got, entry)
		}
		if got := parseExec(t, entry); got != l.Exec {
			t.Fatalf("got %q, want %q", got, l.Exec)
		}
		if got := entryProgram(entry); got != l.Exec {
			t.Fatalf("the program is %q, want %q", got, l.Exec)
		}
		if got := parseExec(t, entryWithExec(desktopEntry(LoginItem{Exec: "/old"}), l.Exec)); got != l.Exec {
			t.Fatalf("replaced: got %q, want %q", got, l.Exec)
		}
	})
}

func TestDesktopFileValidate(t *testing.T) {
	validate, err := exec.LookPath("desktop-file-validate")
	if err != nil {
		if os.Getenv("HALFDAY_TEST_DESKTOP") == "1" {
			t.Fatal(err)
		}
		t.Skip("desktop-file-validate is not installed")
	}
	dir := t.TempDir()
	args := []string{}
	for i, path := range hardPaths {
		name := filepath.Join(dir, string(rune('a'+i))+".desktop")
		if err := os.WriteFile(name, []byte(desktopEntry(LoginItem{Name: "Halfday", ID: "halfday", Exec: path})), 0o600); err != nil {
			t.Fatal(err)
		}
		args = append(args, name)
	}
	if out, err := exec.Command(validate, args...).CombinedOutput(); err != nil || len(out) > 0 {
		t.Errorf("%v\n%s", err, out)
	}
}

func TestEntryOn(t *testing.T) {
	const head = "[Desktop Entry]\nExec=/x\n"
	for _, tt := range []struct {
		content string
		want    bool
	}{
		{head, true},
		{head + "X-GNOME-Autostart-enabled=true\n", true},
		{head + "X-GNOME-Autostart-enabled = false\n", false},
		{head + "Hidden=true\n", false},
		{head + "Hidden=false\n", true},
		{head + "#Hidden=true\n", true},
		{head + "[Other]\nHidden=true\n", true},
		{"\r\n[Desktop Entry]\r\nHidden=true\r\n", false},
	} {
		if got := entryOn(tt.content); got != tt.want {
			t.Errorf("%q: got %v, want %v", tt.content, got, tt.want)
		}
	}
}

func TestLaunchAgent(t *testing.T) {
	for _, path := range append(hardPaths, "/opt/]]>/<x>&amp;") {
		var plist struct {
			Keys    []string `xml:"dict>key"`
			Strings []string `xml:"dict>string"`
			Array   []string `xml:"dict>array>string"`
		}
		data := launchAgent(LoginItem{Name: "Halfday", ID: "app.halfday", Exec: path}, "app.halfday")
		if err := xml.Unmarshal([]byte(data), &plist); err != nil {
			t.Fatalf("%v\n%s", err, data)
		}
		if want := []string{"Label", "ProgramArguments", "RunAtLoad", "ProcessType", "LimitLoadToSessionType", "AssociatedBundleIdentifiers"}; !slices.Equal(plist.Keys, want) {
			t.Errorf("keys %q, want %q", plist.Keys, want)
		}
		if got := launchAgentProgram([]byte(data)); got != path {
			t.Errorf("the program is %q, want %q", got, path)
		}
		if want := []string{path}; !slices.Equal(plist.Array, want) {
			t.Errorf("arguments %q, want %q", plist.Array, want)
		}
		if want := []string{"app.halfday", "Interactive", "Aqua", "app.halfday"}; !slices.Equal(plist.Strings, want) {
			t.Errorf("strings %q, want %q", plist.Strings, want)
		}
	}
	if strings.Contains(launchAgent(LoginItem{ID: "x", Exec: "/x"}, ""), "Associated") {
		t.Error("a bundle out of nowhere")
	}
	if got, err := launchAgentPath("/Users/u", "app.halfday"); err != nil || got != "/Users/u/Library/LaunchAgents/app.halfday.plist" {
		t.Errorf("got %s, %v", got, err)
	}
	if _, err := launchAgentPath("", "x"); err == nil {
		t.Error("a path without a home")
	}
}

func TestRunValue(t *testing.T) {
	if got, err := runValue(`C:\Program Files\Halfday\halfday.exe`); err != nil || got != `"C:\Program Files\Halfday\halfday.exe"` {
		t.Errorf("got %s, %v", got, err)
	}
	for value, want := range map[string]string{
		`"C:\a b\halfday.exe"`: `C:\a b\halfday.exe`, `C:\halfday.exe`: "", `"C:\a" -x`: "", `"`: "", "": "",
	} {
		if got := runProgram(value); got != want {
			t.Errorf("%s: got %s, want %s", value, got, want)
		}
	}
	for _, path := range []string{`C:\a"b`, `C:\` + strings.Repeat("x", 260)} {
		if got, err := runValue(path); err == nil {
			t.Errorf("got %s", got)
		}
	}
	for _, tt := range []struct {
		value []byte
		want  bool
	}{{nil, true}, {[]byte{2, 0, 0}, true}, {[]byte{6}, true}, {[]byte{3, 0, 0, 0, 1}, false}, {[]byte{7}, false}} {
		if got := runApproved(tt.value); got != tt.want {
			t.Errorf("% x: got %v, want %v", tt.value, got, tt.want)
		}
	}
}

func TestCheck(t *testing.T) {
	for _, path := range []string{"", "halfday", "./halfday", "/a\nb", "/a\x00", "/a\xff", "/a\x7f",
		"/private/var/folders/x/AppTranslocation/1/d/Halfday.app/Contents/MacOS/halfday"} {
		if (LoginItem{Exec: path}).check() == nil {
			t.Errorf("%q was taken (valid UTF-8: %v)", path, utf8.ValidString(path))
		}
	}
}

func TestWithoutConsole(t *testing.T) {
	there := func(path string) bool { return strings.EqualFold(path, `C:\Halfday\halfdayw.exe`) }
	for path, want := range map[string]string{
		`C:\Halfday\halfday.exe`:  `C:\Halfday\halfdayw.exe`,
		`C:\Halfday\halfdayw.exe`: `C:\Halfday\halfdayw.exe`,
		`C:\Halfday\halfday.EXE`:  `C:\Halfday\halfdayw.exe`,
		`C:\Halfday\HALFDAYW.EXE`: `C:\Halfday\HALFDAYW.EXE`,
		`.exe`:                    `.exe`,
		`exe`:                     `exe`,
		`C:\alone\halfday.exe`:    `C:\alone\halfday.exe`,
		`C:\Halfday\halfday`:      `C:\Halfday\halfday`,
	} {
		if got := withoutConsole(path, there); got != want {
			t.Errorf("%s: got %s, want %s", path, got, want)
		}
	}
}

func TestEntryProgram(t *testing.T) {
	for exec, want := range map[string]string{
		"Exec=/usr/bin/halfday":               "/usr/bin/halfday",
		"Exec=/usr/bin/halfday -v":            "/usr/bin/halfday",
		"Exec=halfday":                        "halfday",
		"Exec=\"/a b/halfday\" -v":            "/a b/halfday",
		"Exec=\"/a b/halfday":                 "",
		"Name=x":                              "",
		"[Other]\nExec=/x":                    "",
		"[Desktop Action again]\nExec=/other": "",
	} {
		if got := entryProgram("[Desktop Entry]\n" + exec + "\n"); got != want {
			t.Errorf("%s: got %q, want %q", exec, got, want)
		}
	}
}
