package desktop

import (
	"fmt"
	"log/slog"
	"strings"
)

const (
	blanked    = "[blanked]"
	longValue  = 2000 // bytes, as much of a value as the log takes
	longToken  = 100  // characters: sign-in tokens and session tokens are longer
	secretKey  = 40   // characters of an AWS secret access key
	accessKeys = 12   // characters after AKIA or ASIA that make an access key id
)

// guard blanks what looks like a secret. It is for slog.HandlerOptions, and
// the second line of defence: what holds a secret prints redacted by itself.
func guard(_ []string, a slog.Attr) slog.Attr {
	switch a.Value.Kind() {
	case slog.KindString:
		a.Value = slog.StringValue(guarded(a.Value.String()))
	case slog.KindAny:
		if source, ok := a.Value.Any().(*slog.Source); ok && source != nil {
			return a
		}
		a.Value = slog.StringValue(guarded(anyText(a.Value.Any())))
	}
	return a
}

func anyText(v any) string {
	switch v := v.(type) {
	case []byte:
		return string(v)
	case slog.Level:
		return v.String()
	}
	return fmt.Sprintf("%+v", v)
}

func guarded(s string) string {
	if suspicious(s) {
		return blanked
	}
	if len(s) > longValue {
		return strings.ToValidUTF8(s[:longValue], "") + "…"
	}
	return s
}

// suspicious tells whether a text holds what looks like a key, a token or a
// code.
func suspicious(s string) bool {
	if isCode(s) || strings.Contains(strings.ToLower(s), "signintoken") {
		return true
	}
	for _, word := range strings.FieldsFunc(s, func(r rune) bool { return r > 'z' || !tokenByte(byte(r)) }) { // #nosec G115 -- not above 'z'
		if len(word) >= longToken || hasAccessKey(word) || isSecretKey(word) {
			return true
		}
	}
	return false
}

// tokenByte: base64 of either alphabet, as it is or in a URL.
func tokenByte(c byte) bool {
	return alphanumeric(c) || strings.IndexByte("+/_-=%", c) >= 0
}

func alphanumeric(c byte) bool { return upper(c) || digit(c) || 'a' <= c && c <= 'z' }
func upper(c byte) bool        { return 'A' <= c && c <= 'Z' }
func digit(c byte) bool        { return '0' <= c && c <= '9' }

// isCode: an MFA code and nothing else.
func isCode(s string) bool {
	s = strings.TrimSpace(s)
	if len(s) != 6 {
		return false
	}
	for i := range len(s) {
		if !digit(s[i]) {
			return false
		}
	}
	return true
}

func hasAccessKey(word string) bool {
	for _, prefix := range []string{"AKIA", "ASIA"} {
		for rest := word; ; {
			_, after, ok := strings.Cut(rest, prefix)
			if !ok {
				break
			}
			n := 0
			for n < len(after) && (upper(after[n]) || digit(after[n])) {
				n++
			}
			if n >= accessKeys {
				return true
			}
			rest = after
		}
	}
	return false
}

// isSecretKey: forty characters with small and capital letters and digits. A
// path begins with a slash, a hash has no capitals.
func isSecretKey(word string) bool {
	word = strings.TrimRight(word, "=")
	if _, value, ok := strings.Cut(word, "="); ok {
		word = value // name=secret
	}
	if len(word) != secretKey || word[0] == '/' {
		return false
	}
	return strings.ContainsFunc(word, func(r rune) bool { return upper(byte(r)) }) && // #nosec G115 -- ASCII
		strings.ContainsFunc(word, func(r rune) bool { return 'a' <= r && r <= 'z' }) &&
		strings.ContainsFunc(word, func(r rune) bool { return digit(byte(r)) }) // #nosec G115 -- ASCII
}
