package browser

import (
	"context"
	"errors"
)

// ErrNoBrowser tells that nothing here opens an address.
var ErrNoBrowser = errors.New("looking for the default browser: nothing opens an address here")

// DefaultBrowser gives the system's name for the browser that an address is
// opened in, "" where the system keeps that to itself. It starts no browser.
// Errors are ErrNoBrowser and the end of ctx.
func DefaultBrowser(ctx context.Context) (string, error) { return defaultBrowser(ctx) }
