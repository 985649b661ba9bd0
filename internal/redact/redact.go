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

// Hidden is for embedding in a type that must not be printed: it prints as
// [redacted] under every verb, also inside structs of others. What is to be
// hidden stands behind a pointer, because fmt cannot call methods of unexported
// fields: there it prints an address, where it would print a string.
type Hidden struct{}

// String is redacted.
func (Hidden) String() string { return Redacted }

// GoString is redacted.
func (Hidden) GoString() string { return Redacted }

// Format is redacted.
func (Hidden) Format(f fmt.State, _ rune) { io.WriteString(f, Redacted) }

// LogValue is redacted.
func (Hidden) LogValue() slog.Value { return slog.StringValue(Redacted) }

// MarshalJSON is redacted.
func (Hidden) MarshalJSON() ([]byte, error) { return json.Marshal(Redacted) }

// MarshalText is redacted.
func (Hidden) MarshalText() ([]byte, error) { return []byte(Redacted), nil }

// Secret is a text that must not be printed. The zero Secret is empty.
type Secret struct {
	Hidden
	p *string
}

// New makes a Secret of a text.
func New(s string) Secret { return Secret{p: &s} }

// Reveal gives the text. Whoever calls it keeps it out of argv, logs, errors
// and files.
func (s Secret) Reveal() string {
	if s.p == nil {
		return ""
	}
	return *s.p
}
