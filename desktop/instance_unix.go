//go:build unix

package desktop

import (
	"errors"
	"net"
	"os"

	"golang.org/x/sys/unix"
)

// noUnixSockets is the answer of a system that has no Unix sockets.
const noUnixSockets = unix.EAFNOSUPPORT

// checkPeer asks the kernel who is at the other end, and refuses a process of
// another user.
func checkPeer(conn *net.UnixConn) error {
	raw, err := conn.SyscallConn()
	if err != nil {
		return err
	}
	var uid uint32
	var peerErr error
	err = raw.Control(func(fd uintptr) { uid, peerErr = peerUID(int(fd)) }) // #nosec G115 -- a file descriptor
	if err = errors.Join(err, peerErr); err != nil {
		return err
	}
	if int(uid) != os.Geteuid() {
		return errors.New("the other side belongs to another user")
	}
	return nil
}

// withoutSocket tells whether the instance can do without a socket, where it
// cannot have one.
func withoutSocket(err error) bool { return errors.Is(err, noUnixSockets) }
