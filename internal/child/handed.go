package child

import (
	"errors"
	"net"
)

// ErrNotHanded says that the parent has handed no listening socket over.
var ErrNotHanded = errors.New("no listening socket was handed over")

// Handed gives the listening socket that the parent has handed to this process,
// and where first is true the connection that was accepted already: it comes
// first from the listener. On Unix those are the file descriptors 3 and 4.
func Handed(first bool) (net.Listener, error) { return handed(first) }
