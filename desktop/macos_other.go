//go:build !darwin

package desktop

import "context"

// What only macOS needs.

func onReopen(func()) {}

func attachMenu() {}

func enterBundle() {}

func completePath() {}

func openLoginSettings() error { return nil }

func keepTime(ctx context.Context, _ string, _ func()) { <-ctx.Done() }
