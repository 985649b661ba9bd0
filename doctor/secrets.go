package doctor

import (
	"regexp"
	"sync"

	"halfday/internal/redact"
)

// twelveDigits is an account number, as it is or grouped as the console
// groups it.
var twelveDigits = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`\d{12,}|\b\d{4}-\d{4}-\d{4}\b`) })

// withoutSecrets takes out of s what nobody should paste into a bug report.
func withoutSecrets(s string) string {
	s = redact.Replace(s, func(secret string, id bool) string {
		if id {
			return secret[:4] + "…" // which kind it is
		}
		return "…"
	})
	return twelveDigits().ReplaceAllStringFunc(s, func(n string) string { return "…" + n[len(n)-4:] })
}
