//go:build !linux

package objc

// The stand-in runs on Linux alone.

func thread() int { return 0 }

func mainThread() int { return 0 }
