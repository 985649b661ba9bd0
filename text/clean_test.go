package text

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

func TestClean(t *testing.T) {
	tests := []struct {
		name, in string
		max      int
		want     string
	}{
		{"ordinary", "prod-admin", 64, "prod-admin"},
		{"odd but as written", `-_&<"\ 'é' 本番　管理`, 64, `-_&<"\ 'é' 本番　管理`},
		{"empty", "", 64, ""},
		{"no room", "abc", 0, ""},
		{"line breaks and tabs", "a\r\nb\nc\td\u2028e\u0085f", 64, "a b c d e f"},
		{"control characters", "a\x00b\x1b[31mc\x7f\u009b", 64, "a\ufffdb\ufffd[31mc\ufffd\ufffd"},
		{"bidirectional", "\u202eabc\u202c\u2066d\u2069\u200e\u200f\u061c", 64, "abcd"},
		{"zero width", "p\u200br\u200co\u200dd\ufeff\u2060\u00ad\u3164\u180e\u180b", 64, "prod"},
		{"tags", "a\U000e0041\U000e007fb", 64, "ab"},
		{"variant of an ideograph", "葛\U000e0100", 64, "葛\U000e0100"},
		{"not UTF-8", "a\xff\xc0\xafb", 64, "a\ufffd\ufffd\ufffdb"},
		{"no character", "a\ufffe\U0001ffffb", 64, "a\ufffd\ufffdb"},
		{"just fits", "abcde", 5, "abcde"},
		{"cut", "abcdef", 5, "abcd…"},
		{"cut to one", "ab", 1, "…"},
		{"cut counts what is shown", "\u200b\u200ba\u200bb\u200b", 2, "ab"},
		{"long", strings.Repeat("本", 10_000), 4, "本本本…"},
		{"nothing visible", "\u200b\u202e", 64, "\ufffd"},
		{"only spaces", " \n\t", 64, "\ufffd"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := Clean(test.in, test.max); got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

func FuzzClean(f *testing.F) {
	for _, s := range []string{"prod-admin", "a\r\nb", "\u202eabc", "a\xff", "\u200b", " ", strings.Repeat("x", 100), "\ufffe", "葛\U000e0100"} {
		for _, n := range []int{-1, 0, 1, 2, 64} {
			f.Add(s, n)
		}
	}
	f.Fuzz(func(t *testing.T, s string, limit int) {
		got := Clean(s, limit)
		if n := utf8.RuneCountInString(got); n > max(limit, 0) {
			t.Errorf("Clean(%q, %d) = %q: %d runes", s, limit, got, n)
		}
		if (got == "") != (s == "" || limit <= 0) {
			t.Errorf("Clean(%q, %d) = %q", s, limit, got)
		}
		if again := Clean(got, limit); again != got {
			t.Errorf("Clean(%q, %d) = %q, and of that %q", s, limit, got, again)
		}
		if !utf8.ValidString(got) {
			t.Errorf("Clean(%q, %d) = %q: not UTF-8", s, limit, got)
		}
		for _, r := range got {
			if unicode.In(r, unicode.Cc, unicode.Cf, unicode.Zl, unicode.Zp, unicode.Bidi_Control, unicode.Noncharacter_Code_Point) {
				t.Errorf("Clean(%q, %d) = %q: holds %U", s, limit, got, r)
			}
		}
	})
}

func TestColumns(t *testing.T) {
	for s, want := range map[string]int{
		"a": 1, "é": 1, "\u0301": 0, "ア": 2, "ｱ": 1, "口": 2, "한": 2, "Ａ": 2, "、": 2, "…": 1, "🏭": 2, "\ufffd": 1,
		"": 0, "prod": 4, "本番": 4, "本番-cn": 7, "e\u0301": 1, "ｶﾅ": 2, "ＡＢ": 4, "🚀": 2, "→": 1,
	} {
		if got := Columns(s); got != want {
			t.Errorf("%q: got %d, want %d", s, got, want)
		}
	}
}
