package desktop

import "context"

func keepTime(ctx context.Context, _ string, _ func()) { <-ctx.Done() }
