package federation

import (
	"encoding/base64"
	"net/url"
	"regexp"
	"strings"
	"unicode"
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

// credential is what an access key id, a secret access key or a session token
// looks like, as it is or escaped for a URL or for JSON.
var credential = regexp.MustCompile(`(?:AKIA|ASIA)[A-Z0-9]{12,}|[A-Za-z0-9+/=%\\]{40,}`)

// readable is a path, a ruler or a hash: words and numbers, as random letters
// never are.
var readable = func() *regexp.Regexp {
	const word = `(?:(?:[A-Z]?[a-z]{3,})+[0-9]*|[a-z0-9]{1,3}|[A-Z]{2,}[0-9]*)`
	return regexp.MustCompile(`^(?:[0-9a-f]+|[0-9A-F]+|` + word + `?(?:[/=%\\]+` + word + `)*[/=%\\]*)$`)
}()

// blank takes out of text what looks like credentials that this process does
// not know: a credential_process may print them in its complaint.
func blank(s string) string {
	s = clean(s, len(s)+2) // what cannot be seen must not hide one
	return credential.ReplaceAllStringFunc(s, func(word string) string {
		if len(word) >= 40 && readable.MatchString(word) {
			return word
		}
		return redacted
	})
}

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
			s = strings.ReplaceAll(s, form, redacted)
		}
	}
	return s
}
