//go:build unix

package child

import (
	"fmt"
	"net"
	"os"
)

func handed(first bool) (net.Listener, error) {
	socket := os.NewFile(3, "listener")
	if socket == nil {
		return nil, ErrNotHanded
	}
	defer socket.Close()
	listener, err := net.FileListener(socket)
	if err != nil {
		return nil, fmt.Errorf("taking the listening socket over: %w", err)
	}
	if !first {
		return listener, nil
	}
	accepted := os.NewFile(4, "connection")
	defer accepted.Close()
	conn, err := net.FileConn(accepted)
	if err != nil {
		listener.Close()
		return nil, fmt.Errorf("taking the connection over: %w", err)
	}
	return &firstThen{listener, conn}, nil
}

// firstThen is a listener whose first connection was accepted already.
type firstThen struct {
	net.Listener
	first net.Conn // nil once it was given
}

// Accept waits for the next connection. One goroutine calls it.
func (f *firstThen) Accept() (net.Conn, error) {
	if c := f.first; c != nil {
		f.first = nil
		return c, nil
	}
	return f.Listener.Accept()
}
