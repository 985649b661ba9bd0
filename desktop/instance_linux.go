package desktop

import (
	"net"

	"golang.org/x/sys/unix"
)

// noUnixSockets is the answer of a system that has no Unix sockets.
const noUnixSockets = unix.EAFNOSUPPORT

// checkPeer asks the kernel who is at the other end.
func checkPeer(conn *net.UnixConn) error {
	raw, err := conn.SyscallConn()
	if err != nil {
		return err
	}
	var peer *unix.Ucred
	var peerErr error
	err = raw.Control(func(fd uintptr) {
		peer, peerErr = unix.GetsockoptUcred(int(fd), unix.SOL_SOCKET, unix.SO_PEERCRED) // #nosec G115 -- a file descriptor
	})
	if err != nil {
		return err
	}
	if peerErr != nil {
		return peerErr
	}
	return checkOwner(peer.Uid)
}
