//go:build unix

package child

import (
	"fmt"
	"net"
	"os"
	"os/exec"
	"syscall"

	"golang.org/x/sys/unix"
)

// Hand starts path with args, in the environment that Environ leaves, and hands
// it a listening socket and the connection that was accepted last. We keep
// the socket, and must not accept on it while the process runs; no copy of
// the connection is left here, whatever comes of it. On Windows it does nothing
// and returns ErrNotHanded.
func Hand(path string, args []string, l *net.TCPListener, accepted *net.TCPConn) (*Heir, error) {
	defer accepted.Close() // else it stays open here once it is closed there
	cmd := exec.Command(path, args...)
	cmd.Env = Environ(os.Environ())
	for _, socket := range []syscall.Conn{l, accepted} {
		f, err := copyOf(socket)
		if err != nil {
			return nil, fmt.Errorf("handing a socket over: %w", err)
		}
		defer f.Close()
		cmd.ExtraFiles = append(cmd.ExtraFiles, f)
	}
	in, out, err := Pipes(func(stdin, stdout *os.File) error {
		cmd.Stdin, cmd.Stdout = stdin, stdout
		return cmd.Start()
	})
	if err != nil {
		return nil, fmt.Errorf("handing a socket over: %w", err)
	}
	return &Heir{In: in, Out: out, wait: cmd.Wait, kill: func() { cmd.Process.Kill() }}, nil
}

// copyOf is a copy of a socket's descriptor. Those of package net become
// blocking when they are handed on, and ours with them.
func copyOf(socket syscall.Conn) (*os.File, error) {
	raw, err := socket.SyscallConn()
	if err != nil {
		return nil, err
	}
	fd := -1
	controlErr := raw.Control(func(own uintptr) { fd, err = unix.FcntlInt(own, unix.F_DUPFD_CLOEXEC, 0) })
	if controlErr != nil {
		return nil, controlErr
	}
	if err != nil {
		return nil, err
	}
	return os.NewFile(uintptr(fd), "socket"), nil // #nosec G115 -- a descriptor
}

// The descriptors of the process: after its standard ones.
const (
	listenerFD = 3 + iota
	acceptedFD
)

// Handed gives the listening socket that Hand has handed to this process; the
// connection that was accepted already comes first from it.
func Handed() (net.Listener, error) {
	for _, fd := range []int{listenerFD, acceptedFD} {
		unix.CloseOnExec(fd)
		if _, err := unix.GetsockoptInt(fd, unix.SOL_SOCKET, unix.SO_TYPE); err != nil {
			return nil, ErrNotHanded
		}
	}
	socket, accepted := os.NewFile(listenerFD, "listener"), os.NewFile(acceptedFD, "connection")
	defer socket.Close()
	defer accepted.Close()
	listener, err := net.FileListener(socket)
	if err != nil {
		return nil, fmt.Errorf("taking a socket over: %w", err)
	}
	conn, err := net.FileConn(accepted)
	if err != nil {
		listener.Close()
		return nil, fmt.Errorf("taking a connection over: %w", err)
	}
	return &firstThen{listener, conn}, nil
}
