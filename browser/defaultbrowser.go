package browser

import (
	"context"
	"errors"
	"strings"
)

// ErrNoBrowser tells that nothing here opens an address.
var ErrNoBrowser = errors.New("looking for the default browser: nothing opens an address here")

// DefaultBrowser gives the system's name for the browser that an address is
// opened in, "" where the system keeps that to itself. It starts no browser.
// Errors are ErrNoBrowser and the end of ctx.
func DefaultBrowser(ctx context.Context) (string, error) { return defaultBrowser(ctx) }

// classBrowser is a person's name for the browser behind a class of documents of
// Windows: what the class says of its program, unless that is the place of a
// text (@file,-number).
func classBrowser(class, application string) string {
	if application != "" && !strings.HasPrefix(application, "@") {
		return application
	}
	for begin, name := range map[string]string{
		"MSEdge": "Microsoft Edge", "Chrome": "Google Chrome", "Firefox": "Firefox", "Brave": "Brave", "Vivaldi": "Vivaldi", "Opera": "Opera", "IE.": "Internet Explorer",
	} {
		if strings.HasPrefix(class, begin) {
			return name
		}
	}
	return class
}
