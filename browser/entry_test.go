package browser

import (
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

func entryOf(exec string) string {
	return "[Desktop Entry]\nType=Application\nName=A browser\nExec=" + exec + "\nMimeType=text/html;x-scheme-handler/http;x-scheme-handler/https;\n"
}

func TestBrowserEntryExec(t *testing.T) {
	const u, o = urlPlace, optionsPlace
	for exec, want := range map[string][]string{
		"/usr/bin/chromium %U":                            {"/usr/bin/chromium", o, u},
		"firefox":                                         {"firefox", o, u},
		`"/opt/my browser/run" --class="a b" %u`:          {"/opt/my browser/run", "--class=a b", o, u},
		`"/opt/\\$x\\\\y \\"z\\"\\` + "`" + `" %u --last`: {"/opt/$x\\y \"z\"`", o, u, "--last"},
		`prog %i %c %k -caption "%c" 100%% --app=%u`:      {"prog", "-caption", "100%", o, "--app=" + u},
		"prog %F %U":                                      {"prog", o, u},
		"/usr/bin/flatpak run --branch=stable --command=firefox --file-forwarding org.mozilla.firefox @@u %u @@": {
			"/usr/bin/flatpak", "run", "--branch=stable", "--command=firefox", "--file-forwarding", "org.mozilla.firefox", o, "@@u", u, "@@"},
		"env BAMF_DESKTOP_FILE_HINT=/x.desktop /snap/bin/firefox %u": {"env", "BAMF_DESKTOP_FILE_HINT=/x.desktop", "/snap/bin/firefox", o, u},
	} {
		b, _, ok := readBrowserEntry("x", entryOf(exec))
		if !ok || !slices.Equal(b.with, want) {
			t.Errorf("%s: got %q, %v, want %q", exec, b.with, ok, want)
		}
	}
	for _, exec := range []string{"", "%u", `"" %u`, `"open`, "x%u"} {
		if b, _, ok := readBrowserEntry("x", entryOf(exec)); ok {
			t.Errorf("%s: got %q", exec, b.with)
		}
	}
}

func TestBrowserEntryIsABrowser(t *testing.T) {
	good := entryOf("x %u")
	for name, content := range map[string]string{
		"hidden":          good + "Hidden=true\n",
		"not shown":       good + "NoDisplay=true\n",
		"in a terminal":   good + "Terminal=true\n",
		"a link":          strings.Replace(good, "Application", "Link", 1),
		"no https":        strings.Replace(good, "x-scheme-handler/https", "x-scheme-handler/ftp", 1),
		"nameless":        strings.Replace(good, "A browser", "", 1),
		"an action":       strings.Replace(good, "[Desktop Entry]", "[Desktop Action new-window]", 1),
		"empty":           "",
		"a hostile name":  strings.Replace(good, "A browser", `a\nb`, 1),
		"not text at all": "\x00\xff",
	} {
		if b, _, ok := readBrowserEntry("x", content); ok {
			t.Errorf("%s: got %+v", name, b)
		}
	}
	b, _, ok := readBrowserEntry("x", good+"Name[ja]=ブラウザ\n[Desktop Action new-window]\nName=New Window\nExec=y\n")
	if !ok || b.Name != "A browser" || b.with[0] != "x" {
		t.Errorf("got %+v, %v", b, ok)
	}
}

func TestBrowserEntryBrand(t *testing.T) {
	for _, tt := range []struct{ id, exec, brand, sandbox string }{
		{"chromium", "/usr/bin/chromium %U", "chromium", ""},
		{"firefox-esr", "/usr/lib/firefox-esr/firefox-esr %u", "firefox", ""},
		{"mine", "/usr/bin/google-chrome-stable %U", "chrome", ""},
		{"org.mozilla.firefox", "/usr/bin/flatpak run org.mozilla.firefox @@u %u @@", "firefox", "flatpak"},
		{"firefox_firefox", "env BAMF_DESKTOP_FILE_HINT=/x.desktop /snap/bin/firefox %u", "firefox", "snap"},
		{"microsoft-edge", "/usr/bin/microsoft-edge-stable %U", "edge", ""},
		{"brave-browser", "/usr/bin/brave-browser-stable %U", "brave", ""},
		{"org.qutebrowser.qutebrowser", "qutebrowser --untrusted-args %u", "", ""},
		{"x", "env", "", ""},
		{"x", "env A=1 B=2", "", ""},
	} {
		b, _, ok := readBrowserEntry(tt.id, entryOf(tt.exec))
		id := ""
		if b.brand != nil {
			id = b.brand.id
		}
		if !ok || id != tt.brand || b.sandbox() != tt.sandbox {
			t.Errorf("%s: got %q, %q, %v, want %q, %q", tt.exec, id, b.sandbox(), ok, tt.brand, tt.sandbox)
		}
	}
}

// quotedExec is a command of one word, written by the desktop entry
// specification: quotes, field codes, the escapes of any string.
func quotedExec(path string) string {
	quoted := `"` + strings.NewReplacer("`", "\\`", `"`, `\"`, `$`, `\$`, `\`, `\\`, `%`, `%%`).Replace(path) + `"`
	return strings.NewReplacer(`\`, `\\`, "\n", `\n`, "\r", `\r`, "\t", `\t`).Replace(quoted)
}

// A path that is written by the specification comes back as it was.
func FuzzBrowserEntry(f *testing.F) {
	for _, path := range []string{"/usr/bin/x", "/opt/Half Day/half day", `/opt/"quoted"/it's`, "/opt/$HOME/`id`/x", `/opt/back\slash\\two`, "/opt/100%/%f/%%/x", "/opt/日本/x", `/opt/\s\n\t/x`} {
		f.Add(path, entryOf(path))
	}
	f.Add("x", entryOf(`"/a b/\\$c" %u @@ "%f"`))
	f.Add("x", "[Desktop Entry]\nExec=%%")
	f.Fuzz(func(t *testing.T, path, content string) {
		if b, _, ok := readBrowserEntry("x", content); ok {
			options := slices.Index(b.with, optionsPlace)
			if b.with[0] == "" || strings.Contains(b.with[0], urlPlace) || options < 1 || !strings.Contains(strings.Join(b.with[options:], " "), urlPlace) {
				t.Fatalf("got %q", b.with)
			}
			b.sandbox()
		}
		exec := "/" + path
		if !utf8.ValidString(exec) || strings.ContainsFunc(exec, unicode.IsControl) || strings.Contains(path, "{") {
			return
		}
		b, _, ok := readBrowserEntry("x", entryOf(quotedExec(exec)+" %u"))
		if want := []string{exec, optionsPlace, urlPlace}; !ok || !slices.Equal(b.with, want) {
			t.Fatalf("got %q, %v, want %q", b.with, ok, want)
		}
	})
}
