//go:build !darwin

package desktop

func openLoginSettings() error { return nil }
