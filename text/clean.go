package text

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/width"
)

// nameMax and valueMax are how many runes of a name and of a value from a
// file or from AWS the texts of this package show.
const (
	nameMax  = 64
	valueMax = 200
)

// Clean makes s, which comes from a file or from AWS, fit to be shown on one
// line: line breaks and tabs become spaces; bidirectional controls, zero-width
// and other invisible characters go; other control characters and bytes that
// are not UTF-8 become U+FFFD. What is longer than max runes is cut and ends
// in "…". Of a string that holds nothing visible, U+FFFD is left, so that a
// name is never shown as nothing.
//
// Clean(Clean(s, n), n) is Clean(s, n), and an ordinary name comes out as it
// went in. A surface still has to escape the result for itself.
func Clean(s string, max int) string {
	if max <= 0 || s == "" {
		return ""
	}
	var b strings.Builder
	n, cut := 0, 0 // runes written; length of b where the last rune but max begins
	cr := false
	for _, r := range s {
		lf := r == '\n' && cr
		cr = r == '\r'
		if lf {
			continue // "\r\n" is one line break
		}
		r, ok := shown(r)
		if !ok {
			continue
		}
		if n == max-1 {
			cut = b.Len()
		}
		if n == max {
			return b.String()[:cut] + "…"
		}
		b.WriteRune(r)
		n++
	}
	if strings.TrimSpace(b.String()) == "" {
		return string(utf8.RuneError)
	}
	return b.String()
}

// CleanLines does the same for a text of several lines, each of at most max
// runes.
func CleanLines(s string, max int) string {
	lines := strings.Split(strings.TrimSpace(strings.ReplaceAll(s, "\r\n", "\n")), "\n")
	for i, line := range lines {
		lines[i] = Clean(line, max)
	}
	return strings.Join(lines, "\n")
}

// shown gives the character to show for r; false where there is none.
func shown(r rune) (rune, bool) {
	switch {
	case r >= ' ' && r <= '~':
		return r, true
	case r >= '\t' && r <= '\r', r == '\u0085', r == '\u2028', r == '\u2029':
		return ' ', true
	case unicode.Is(unicode.Cc, r), unicode.Is(unicode.Noncharacter_Code_Point, r):
		return utf8.RuneError, true
	case unicode.Is(unicode.Cf, r), unicode.Is(unicode.Other_Default_Ignorable_Code_Point, r):
		return 0, false
	case r >= '\u180b' && r <= '\u180f': // Mongolian variation selectors: invisible, yet not in the tables above
		return 0, false
	}
	return r, true
}

func name(s string) string  { return Clean(s, nameMax) }
func value(s string) string { return Clean(s, valueMax) }

// unbroken keeps a number and its unit on one line.
func unbroken(s string) string { return strings.ReplaceAll(s, " ", "\u00a0") }

// Columns is how many columns s takes where Latin letters take one: two for each
// Chinese, Japanese and Korean character and for pictures, none for a mark on
// the letter before (Unicode Standard Annex 11). Any goroutine may call it.
func Columns(s string) (n int) {
	for _, r := range s {
		if unicode.Is(unicode.Mn, r) {
			continue
		}
		n++
		if r < 0x1100 {
			continue
		}
		switch width.LookupRune(r).Kind() {
		case width.EastAsianWide, width.EastAsianFullwidth:
			n++
		}
	}
	return n
}
