package browser

import (
	"errors"
	"fmt"
	"strings"
	"unicode"
)

// openError says that no page was opened.
type openError struct {
	kind   string // browser_missing or browser_failed
	detail string
}

func (e *openError) Error() string {
	return fmt.Sprintf("opening the browser: %s: %s", strings.ReplaceAll(e.kind, "_", " "), e.detail)
}

const (
	browserMissing = "browser_missing"
	browserFailed  = "browser_failed"
)

// Kind names the problem behind an error of this package as the texts know
// it: browser_missing or browser_failed; "" for any other error.
func Kind(err error) string {
	if open, ok := errors.AsType[*openError](err); ok {
		return open.kind
	}
	return ""
}

// openFailed is the error for a page that was not opened because of err, in the
// system's word for it: paths and arguments are left out.
func openFailed(err error) error {
	for inner := errors.Unwrap(err); inner != nil; inner = errors.Unwrap(err) {
		err = inner
	}
	return &openError{browserFailed, err.Error()}
}

// oneLine is s on one line, fit to be handed to another process.
func oneLine(s string) string {
	return strings.Join(strings.FieldsFunc(strings.ToValidUTF8(s, "?"), func(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) }), " ")
}
