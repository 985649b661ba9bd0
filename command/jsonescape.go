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
	for _, r := range string(data) {
		if r < 0x7f || !unicode.In(r, unicode.Cc, unicode.Cf) {
			out = utf8.AppendRune(out, r)
			continue
		}
		for _, half := range utf16.AppendRune(nil, r) {
			out = fmt.Appendf(out, `\u%04x`, half)
		}
	}
	return out
}
