//go:build unix

package desktop

import (
	"os"
	"os/user"
	"strconv"
)

const homeVariable = "HOME"

// lookupUser: user.Current would give back what the environment says where the
// database does not know the user.
func lookupUser() (*user.User, error) { return user.LookupId(strconv.Itoa(os.Getuid())) }
