//go:build !linux

package browser

// DefaultEntry is "": desktop entries are for Linux.
func DefaultEntry() string { return "" }
