package dialogs

import (
	"errors"
	"strings"
	"testing"
	"unicode/utf8"
)

func TestEscapers(t *testing.T) {
	const hostile = "-a_b & <c> \"d\" C:\\new"
	for _, c := range []struct {
		name string
		f    func(string) string
		in   string
		want string
	}{
		{"entry", zenityEntryText, hostile, `-a__b & <c> "d" C:\\new`},
		{"entry", zenityEntryText, "a\nb\x00c\xff", "a\nbc\ufffd"},
		{"message", zenityMessageText, hostile, `-a_b &amp; &lt;c&gt; "d" C:\\new`},
		{"kdialog", kdialogText, hostile, "-a_b & <\u2060c> \"d\" C:\\\\new"},
		{"kdialog", kdialogText, "a\nb &lt;\x00", "a\nb &\u2060lt;"},
		{"kdialog's label", kdialogLabel, hostile, "-a_b && <\u2060c> \"d\" C:\\\\new"},
		{"kdialog's label", kdialogLabel, "a && b &lt;", "a &&&& b &&\u2060lt;"},
		{"message", zenityMessageText, "&amp;\n\x00", "&amp;amp;\n"},
		{"line", oneLine, hostile, hostile},
		{"line", oneLine, "a\nb\tc\x00\x1bd", "a b cd"},
		{"applescript", appleScriptText, hostile, hostile},
		{"applescript", appleScriptText, "Enter it.\nRole: a\r\n\r\nb\tc\x00\u2028", "Enter it. — Role: a — b c"},
		{"applescript", appleScriptText, "\n\na\n", "a"},
		{"plain", plainText, hostile + "\x00\r\nx\ry", hostile + "\nx\ny"},
		{"line", oneLine, "a\r\nb\x00", "a b"},
	} {
		if got := c.f(c.in); got != c.want {
			t.Errorf("%s(%q) = %q, want %q", c.name, c.in, got, c.want)
		}
	}
}

// The models below say how a surface reads what it is given.

// compress is how zenity (through GLib's g_strcompress) reads backslashes.
func compress(s string) string {
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] != '\\' || i+1 == len(s) {
			b.WriteByte(s[i])
			continue
		}
		i++
		if j := strings.IndexByte("bfnrtv", s[i]); j >= 0 {
			b.WriteByte("\b\f\n\r\t\v"[j])
		} else if s[i] >= '0' && s[i] <= '7' {
			b.WriteString("(octal)")
		} else {
			b.WriteByte(s[i])
		}
	}
	return b.String()
}

// mnemonic is what a GTK label with a shortcut key shows.
func mnemonic(s string) string {
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] == '_' {
			if i++; i == len(s) {
				break
			}
		}
		b.WriteByte(s[i])
	}
	return b.String()
}

// pango is what a GTK label shows of text with markup; an error where it would
// show a sentence of zenity's own.
func pango(s string) (string, error) {
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case '<', '>':
			return "", errors.New("markup")
		case '&':
			end := strings.IndexByte(s[i:], ';')
			if end < 0 {
				return "", errors.New("open entity")
			}
			c, ok := map[string]string{"&amp;": "&", "&lt;": "<", "&gt;": ">"}[s[i:i+end+1]]
			if !ok {
				return "", errors.New("unknown entity")
			}
			b.WriteString(c)
			i += end
		default:
			b.WriteByte(s[i])
		}
	}
	return b.String(), nil
}

// appleScript is what osascript reads of the string that dlgs makes of s: dlgs
// escapes backslashes, quotes, and wrongly line breaks.
func appleScript(s string) (string, error) {
	s = strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", "\\\n").Replace(s)
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case '"':
			return "", errors.New("the string ends early")
		case '\n', '\r', 0:
			return "", errors.New("line break or NUL in a script")
		case '\\':
			if i++; i == len(s) || s[i] != '\\' && s[i] != '"' {
				return "", errors.New("unknown escape")
			}
		}
		b.WriteByte(s[i])
	}
	return b.String(), nil
}

func FuzzEscapers(f *testing.F) {
	for _, s := range []string{
		"prod_admin", "-a_b & <c> \"d\" C:\\new\\", "&amp;", "<b>", "__", "_", `\`, `\n`, "a\nb\r\nc",
		"\x00\xff\t", "--foo", "false", "", "\\\"; do shell script \"id", "ロール", "\u2028\u0085", `\_&`,
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		want := wire(s)
		if strings.ContainsRune(want, 0) || !utf8.ValidString(want) {
			t.Fatalf("wire(%q) = %q", s, want)
		}
		if got := mnemonic(compress(zenityEntryText(s))); got != want {
			t.Errorf("an entry shows %q of %q", got, want)
		}
		if got, err := pango(compress(zenityMessageText(s))); err != nil || got != want {
			t.Errorf("a message shows %q, %v, of %q", got, err, want)
		}
		if got, err := appleScript(appleScriptText(s)); err != nil || got != appleScriptText(s) {
			t.Errorf("osascript reads %q, %v, of %q", got, err, appleScriptText(s))
		}
		for _, line := range []string{appleScriptText(s), oneLine(s)} {
			if strings.ContainsAny(line, "\n\r\t\x00\u2028\u2029\u0085") || !utf8.ValidString(line) {
				t.Errorf("%q is not one line", line)
			}
		}
		if ordinary := strings.TrimSpace(s); ordinary == flatten(want, "") && oneLine(ordinary) != ordinary {
			t.Errorf("oneLine changes %q", ordinary)
		}
	})
}
