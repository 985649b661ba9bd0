//go:build !darwin

package desktop

func enterBundle() {}
