package text

import (
	"unicode"

	"golang.org/x/text/width"
)

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
