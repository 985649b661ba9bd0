//go:build unix

package files

import "syscall"

// withoutWaiting opens a FIFO at once and makes no terminal ours.
const withoutWaiting = syscall.O_NONBLOCK | syscall.O_NOCTTY
