//go:build !windows

package desktop

func stderrSeen() bool { return true }
