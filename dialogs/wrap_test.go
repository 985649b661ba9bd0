package dialogs

import (
	"strings"
	"testing"
)

func TestWrap(t *testing.T) {
	tests := []struct{ in, want string }{
		{"", ""},
		{"short", "short"},
		{"one two three", "one two\nthree"},
		{"one two\nthree four five", "one two\nthree four\nfive"},
		{"one twothree", "one\ntwothree"},
		{"averylongword and more", "averylongword\nand more"},
		{"and averylongword", "and\naverylongword"},
		{"ten column", "ten column"},
		{"ten columns", "ten\ncolumns"},
		{"one\n\ntwo", "one\n\ntwo"},
		{" two  spaces", " two\n spaces"},
		{"日本語の文章です", "日本語の文\n章です"},
		{"日本語の文。章", "日本語の\n文。章"},
		{"日本語の「文章」", "日本語の\n「文章」"},
		{"日本 MFA コード", "日本 MFA\nコード"},
		{"\xff\xfe", "\xff\xfe"},
	}
	for _, test := range tests {
		if got := wrap(test.in, 10); got != test.want {
			t.Errorf("%q: got %q, want %q", test.in, got, test.want)
		}
	}
}

func FuzzWrap(f *testing.F) {
	for _, s := range []string{"one two three four", "日本語の文章です。これも", "a\nb", "  ", "\xff \xff", strings.Repeat("x", 200)} {
		f.Add(s, 10)
	}
	f.Fuzz(func(t *testing.T, s string, columns int) {
		got := wrap(s, columns)
		same := func(s string) string { return strings.NewReplacer(" ", "", "\n", "").Replace(s) }
		if same(got) != same(s) {
			t.Errorf("wrap(%q, %d) = %q: not the same text", s, columns, got)
		}
		if strings.Count(got, "\n") < strings.Count(s, "\n") {
			t.Errorf("wrap(%q, %d) = %q: lines were joined", s, columns, got)
		}
	})
}
