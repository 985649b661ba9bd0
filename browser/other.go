//go:build !linux

package browser

import "net"

// program cannot tell here.
func (p Peers) program(_, _ net.Addr) (name string, fetch bool) { return "", true }

// DefaultEntry is "": desktop entries are for Linux.
func DefaultEntry() string { return "" }
