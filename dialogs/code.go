package dialogs

import (
	"strings"
	"unicode"
)

// codeDigits is the length of an MFA code.
const codeDigits = 6

// CleanCode takes blanks and dashes of any kind out of a typed MFA code and
// turns full-width digits into plain ones. It returns the six digits and true,
// or "" and false where that does not leave six digits.
func CleanCode(s string) (string, bool) {
	var b strings.Builder
	for _, r := range s {
		switch {
		case r >= '0' && r <= '9':
		case r >= '０' && r <= '９':
			r -= '０' - '0'
		case unicode.IsSpace(r), unicode.Is(unicode.Pd, r), r == '\u2212', r == '\u200b', r == '\ufeff':
			continue
		default:
			return "", false
		}
		if b.Len() == codeDigits {
			return "", false
		}
		b.WriteRune(r)
	}
	if b.Len() != codeDigits {
		return "", false
	}
	return b.String(), true
}
