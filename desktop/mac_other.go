//go:build !darwin

package desktop

import "context"

// What only macOS needs.

func enterBundle()             {}
func completePath()            {}
func onReopen(func())          {}
func openLoginSettings() error { return nil }

func keepTime(ctx context.Context, _ string, _ func()) { <-ctx.Done() }
