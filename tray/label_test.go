package tray

import (
	"strings"
	"testing"
	"unicode/utf16"
	"unicode/utf8"
)

func TestMiddle(t *testing.T) {
	for _, c := range []struct {
		name, in, want string
		max            int
	}{
		{"short", "prod-admin", "prod-admin", 12},
		{"exact", "prod-admin", "prod-admin", 10},
		{"cut", "organisation-prod-admin", "organi…dmin", 11},
		{"runes", "役割の名前はとても長い", "役割の名…長い", 7},
		{"controls", "a\u202eb\nc", "ab c", 10},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := middle(c.in, c.max); got != c.want {
				t.Errorf("middle(%q, %d): got %q, want %q", c.in, c.max, got, c.want)
			}
		})
	}
}

func TestEscape(t *testing.T) {
	for _, c := range []struct{ in, windows string }{
		{"dev_ops_reader", "dev_ops_reader"},
		{"R&D", "R&&D"},
		{"_&_&", "_&&_&&"},
		{"a\tb", "a b"},
	} {
		if got := escapeWindows(c.in); got != c.windows {
			t.Errorf("escapeWindows(%q): got %q, want %q", c.in, got, c.windows)
		}
	}
}

// asWindows is how Windows shows a menu line: an ampersand marks the access
// key and is not shown, two are one; what follows a tab is the shortcut.
func asWindows(label string) string {
	label, _, _ = strings.Cut(label, "\t")
	var b strings.Builder
	for i := 0; i < len(label); i++ {
		if label[i] == '&' {
			i++
			if i == len(label) {
				break
			}
		}
		b.WriteByte(label[i])
	}
	return b.String()
}

func FuzzLabel(f *testing.F) {
	for _, s := range []string{
		"", "prod-admin", "dev_ops_reader", "R&D", "a\tb\nc", "\u202egnp", "__&&", "\xff\xfe", "…",
		strings.Repeat("長", 70), "\x00", "<b>\"\\", "👩‍🔧 ops",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got := shorten(s)
		if n := utf8.RuneCountInString(got); n > nameMax {
			t.Errorf("shorten(%q): %d runes", s, n)
		}
		if clean(got) != got {
			t.Errorf("shorten(%q): %q is not fit to be shown", s, got)
		}
		for _, r := range got {
			if r < ' ' || r == 0x7f || r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069 {
				t.Errorf("shorten(%q): %q holds %U", s, got, r)
			}
		}
		if shown := asWindows(escapeWindows(got)); shown != got {
			t.Errorf("Windows shows %q for %q", shown, got)
		}
		if tip := fit(s, tooltipMax); len(utf16.Encode([]rune(tip))) > tooltipMax {
			t.Errorf("fit(%q): %d units", s, len(utf16.Encode([]rune(tip))))
		}
	})
}

func TestFit(t *testing.T) {
	for _, c := range []struct{ name, in, want string }{
		{"short", "Halfday", "Halfday"},
		{"exact", "12345678", "12345678"},
		{"cut", "123456789", "1234567…"},
		{"pairs are whole", "123456👩89", "123456…"},
		{"pair at the end", "123456👩", "123456👩"},
	} {
		if got := fit(c.in, 8); got != c.want {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
	}
}
