// Package redact has the type of a text that must not be printed, and finds what
// must not be printed in the texts of others.
//
// It must not know what is done about it: whoever finds blanks or shortens.
package redact

import (
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
)

// Redacted stands where a secret would.
const Redacted = "[redacted]"

// Secret is a text that must not be printed. It prints as [redacted] under
// every verb, also inside structs of others. The zero Secret is empty.
type Secret struct {
	// A pointer, because fmt cannot call methods of unexported fields: there
	// it prints an address, where it would print a string.
	p *string
}

// New makes a Secret of a text.
func New(s string) Secret { return Secret{&s} }

// Reveal gives the text. Whoever calls it keeps it out of argv, logs, errors
// and files.
func (s Secret) Reveal() string {
	if s.p == nil {
		return ""
	}
	return *s.p
}

// String is redacted.
func (Secret) String() string { return Redacted }

// GoString is redacted.
func (Secret) GoString() string { return Redacted }

// Format is redacted.
func (Secret) Format(f fmt.State, _ rune) { io.WriteString(f, Redacted) }

// LogValue is redacted.
func (Secret) LogValue() slog.Value { return slog.StringValue(Redacted) }

// MarshalJSON is redacted.
func (Secret) MarshalJSON() ([]byte, error) { return json.Marshal(Redacted) }

// MarshalText is redacted.
func (Secret) MarshalText() ([]byte, error) { return []byte(Redacted), nil }
