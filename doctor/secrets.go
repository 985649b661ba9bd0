package doctor

import (
	"regexp"
	"strings"
)

var (
	// twelveDigits is an account number, as it is or grouped as the console
	// groups it.
	twelveDigits = regexp.MustCompile(`\d{12,}|\b\d{4}-\d{4}-\d{4}\b`)
	// keyID is an access key ID: AWS's have 20 characters, of which the first
	// four tell the kind.
	keyID = regexp.MustCompile(`\b(?:AKIA|ASIA|AROA|AIDA|ABIA|ACCA)[A-Z0-9]{6,}`)
	// secret may be a secret access key, which has 40 characters, or a token,
	// which has more.
	secret = regexp.MustCompile(`[A-Za-z0-9/+=]{32,}`)
)

// withoutSecrets takes out of s what nobody should paste into a bug report.
func withoutSecrets(s string) string {
	s = keyID.ReplaceAllStringFunc(s, func(id string) string { return id[:4] + "…" })
	s = secret.ReplaceAllStringFunc(s, func(v string) string {
		// An ARN's path and a long name have no digits between capitals.
		if strings.ContainsAny(v, "0123456789") && strings.ToLower(v) != v && strings.ToUpper(v) != v {
			return "…"
		}
		return v
	})
	return twelveDigits.ReplaceAllStringFunc(s, func(n string) string { return "…" + n[len(n)-4:] })
}
