package signin

import (
	"strings"
	"unicode"

	"halfday/internal/redact"
)

// CleanCode takes blanks and dashes of any kind out of a typed MFA code and
// turns full-width digits into plain ones. It returns the six digits and true,
// or "" and false where that does not leave six digits.
func CleanCode(s string) (string, bool) {
	code := strings.Map(func(r rune) rune {
		switch {
		case r >= '０' && r <= '９':
			return r - ('０' - '0')
		case unicode.IsSpace(r), unicode.Is(unicode.Pd, r), r == '\u2212', r == '\u200b', r == '\ufeff':
			return -1
		}
		return r
	}, s)
	if !redact.IsCode(code) {
		return "", false
	}
	return code, true
}
