package federation

import (
	"encoding/base64"
	"net/url"
	"strings"
	"unicode"

	"halfday/internal/redact"
)

// clean makes foreign text fit for one line of an error: no control
// characters, no bidirectional overrides, at most limit runes.
func clean(s string, limit int) string {
	var b strings.Builder
	n, space := 0, false
	for _, r := range s {
		switch {
		case unicode.IsSpace(r) || unicode.IsControl(r):
			space = b.Len() > 0
			continue
		case unicode.Is(unicode.Cf, r) || r == unicode.ReplacementChar || !unicode.IsGraphic(r):
			continue
		}
		width := 1
		if space {
			width = 2
		}
		if n+width >= limit {
			b.WriteRune('…')
			break
		}
		if space {
			b.WriteByte(' ')
		}
		b.WriteRune(r)
		n, space = n+width, false
	}
	return b.String()
}

// blank takes out of text what looks like credentials that this process does
// not know: a credential_process may print them in its complaint. The ids of
// roles and users are none.
func blank(s string) string {
	s = clean(s, len(s)+2) // what cannot be seen must not hide one
	return redact.Replace(s, func(secret string, id bool) string {
		if id && (strings.HasPrefix(secret, "AROA") || strings.HasPrefix(secret, "AIDA")) {
			return secret
		}
		return redact.Redacted
	})
}

// The letters that names of AWS's consist of.
const (
	digits  = "0123456789"
	small   = "abcdefghijklmnopqrstuvwxyz"
	letters = small + "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
)

// only tells whether s consists of such letters and of nothing else.
func only(s, letters string) bool { return strings.Trim(s, letters) == "" }

// scrub takes secrets out of text that came from the network or a program:
// whoever answers may send back what it was sent.
func scrub(s string, secrets ...string) string {
	for _, secret := range secrets {
		if len(secret) < 6 {
			continue
		}
		for _, form := range []string{
			secret, url.QueryEscape(secret), url.PathEscape(secret),
			base64.StdEncoding.EncodeToString([]byte(secret)),
			base64.RawStdEncoding.EncodeToString([]byte(secret)),
			base64.URLEncoding.EncodeToString([]byte(secret)),
			base64.RawURLEncoding.EncodeToString([]byte(secret)),
		} {
			s = strings.ReplaceAll(s, form, redact.Redacted)
		}
	}
	return s
}
