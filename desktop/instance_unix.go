//go:build unix

package desktop

import (
	"errors"
	"os"
)

// checkOwner refuses a process of another user.
func checkOwner(uid uint32) error {
	if int(uid) != os.Geteuid() {
		return errors.New("the other side belongs to another user")
	}
	return nil
}

// withoutSocket tells whether the instance can do without a socket, where it
// cannot have one.
func withoutSocket(err error) bool { return errors.Is(err, noUnixSockets) }
