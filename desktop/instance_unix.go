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
