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
