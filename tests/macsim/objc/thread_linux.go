package objc

import "syscall"

func thread() int { return syscall.Gettid() }

// The main thread has the number of the process.
func mainThread() int { return syscall.Getpid() }
