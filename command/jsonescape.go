package command

import (
	"fmt"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"
)

// escapeControls writes the control and format characters in JSON as \u
// escapes, which package encoding/json leaves as they are from U+007F on: a
// terminal would obey them, and a page show the text in another order. data is
// valid JSON, and so is the result, of the same value.
func escapeControls(data []byte) []byte {
	out := make([]byte, 0, len(data))
	for len(data) > 0 {
		r, n := utf8.DecodeRune(data)
		switch {
		case r < 0x7f || !unicode.In(r, unicode.Cc, unicode.Cf):
			out = append(out, data[:n]...)
		case r > 0xffff:
			high, low := utf16.EncodeRune(r)
			out = fmt.Appendf(out, `\u%04x\u%04x`, high, low)
		default:
			out = fmt.Appendf(out, `\u%04x`, r)
		}
		data = data[n:]
	}
	return out
}
