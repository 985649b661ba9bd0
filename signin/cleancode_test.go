package signin

import (
	"strings"
	"testing"
)

func TestCleanCode(t *testing.T) {
	for in, want := range map[string]string{
		"123456":                   "123456",
		"000000":                   "000000",
		"012 345":                  "012345",
		" 123\u00a0456\t":          "123456", // no-break space
		"123\u3000456":             "123456", // ideographic space
		"123\u202f456":             "123456", // narrow no-break space
		"123-456":                  "123456",
		"123\u2013456":             "123456", // en dash
		"12\u221234\uff0d56":       "123456", // minus, full-width hyphen
		"１２３４５６":                   "123456",
		"１２3 456":                  "123456",
		"\ufeff123456\u200b":       "123456",
		"123456\r\n":               "123456",
		"1 2 3 4 5 6":              "123456",
		"":                         "",
		"      ":                   "",
		"12345":                    "",
		"1234567":                  "",
		"12345a":                   "",
		"123456a":                  "",
		"12345\u0666":              "", // Arabic-Indic six
		"１２３４５":                    "",
		"+12345":                   "",
		"1234.56":                  "",
		"123456\x00":               "",
		"12345\xff":                "",
		"²²²²²²":                   "",
		"0x1234":                   "",
		strings.Repeat("1", 1<<20): "",
	} {
		got, ok := CleanCode(in)
		if got != want || ok != (want != "") {
			t.Errorf("CleanCode(%.20q) = %q, %v, want %q", in, got, ok, want)
		}
	}
}

func FuzzCleanCode(f *testing.F) {
	for _, s := range []string{"123456", "012 345", "１２３４５６", "12345", "1234567", "123\u00a0456", "\xff"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		code, ok := CleanCode(s)
		if !ok {
			if code != "" {
				t.Fatalf("CleanCode(%q) = %q with false", s, code)
			}
			return
		}
		if len(code) != 6 || strings.Trim(code, "0123456789") != "" {
			t.Fatalf("CleanCode(%q) = %q, want six digits", s, code)
		}
		if again, ok := CleanCode(" " + code[:3] + "-" + code[3:]); !ok || again != code {
			t.Fatalf("CleanCode of its own result %q = %q, %v", code, again, ok)
		}
		// Nothing but blanks and dashes was left out, and the order is kept.
		plain := strings.Map(func(r rune) rune {
			if r >= '０' && r <= '９' {
				return r - '０' + '0'
			}
			if r >= '0' && r <= '9' {
				return r
			}
			return -1
		}, s)
		if plain != code {
			t.Fatalf("CleanCode(%q) = %q, but its digits are %q", s, code, plain)
		}
	})
}
