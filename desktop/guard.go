package desktop

import (
	"fmt"
	"log/slog"
	"strings"

	"halfday/internal/redact"
)

const (
	blanked   = "[blanked]"
	longValue = 2000 // bytes, as much of a value as the log takes
	longToken = 100  // bytes without a space: no name is as long, and tokens of others than AWS can look like one
)

// guard blanks what looks like a secret. It is for slog.HandlerOptions, and
// the second line of defence: what holds a secret prints redacted by itself.
func guard(_ []string, a slog.Attr) slog.Attr {
	switch a.Value.Kind() {
	case slog.KindString:
		a.Value = slog.StringValue(guarded(a.Value.String()))
	case slog.KindAny:
		text := fmt.Sprintf("%+v", a.Value.Any())
		if bytes, ok := a.Value.Any().([]byte); ok {
			text = string(bytes)
		}
		a.Value = slog.StringValue(guarded(text))
	}
	return a
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
	return redact.IsCode(strings.TrimSpace(s)) || strings.Contains(strings.ToLower(s), "signintoken") || len(redact.Find(s)) > 0 || redact.HasRun(s, longToken)
}
