package roles

import "golang.org/x/sys/unix"

// watchesWay tells whether directories above the files are watched for the coming
// of the next one down. Here kqueue would open every entry of the home directory,
// Documents and the like included, which the system asks the person about.
const watchesWay = false

// tellsEvents is false on network volumes, which change without this kernel's
// doing.
func tellsEvents(dir string) bool {
	var s unix.Statfs_t
	return unix.Statfs(dir, &s) != nil || s.Flags&unix.MNT_LOCAL != 0
}
