package text

import (
	"unicode"

	"golang.org/x/text/width"
)

// Columns is how many columns r takes where Latin letters take one: two for
// Chinese, Japanese and Korean characters and for pictures, none for a mark on
// the letter before (Unicode Standard Annex 11). Any goroutine may call it.
func Columns(r rune) int {
	switch {
	case unicode.Is(unicode.Mn, r):
		return 0
	case r < 0x1100:
		return 1
	}
	switch width.LookupRune(r).Kind() {
	case width.EastAsianWide, width.EastAsianFullwidth:
		return 2
	}
	return 1
}
