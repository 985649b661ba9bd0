//go:build !windows

package files

// inUse: here a file can be replaced while it is open.
func inUse(error) bool { return false }
