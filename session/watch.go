package session

import "context"

// WatchFiles is written next.
func WatchFiles(ctx context.Context, f Files, changed func()) { <-ctx.Done() }
