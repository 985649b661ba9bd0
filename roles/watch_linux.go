package roles

import "golang.org/x/sys/unix"

// watchesWay: directories above the files are watched, too.
const watchesWay = true

// tellsEvents is false on file systems that change without this kernel's
// doing, which then tells nothing: network homes, and Windows drives in WSL.
func tellsEvents(dir string) bool {
	var s unix.Statfs_t
	if unix.Statfs(dir, &s) != nil {
		return true
	}
	// #nosec G115 -- a magic number of 32 bits
	switch uint32(s.Type) {
	case unix.NFS_SUPER_MAGIC, unix.SMB_SUPER_MAGIC, unix.CIFS_SUPER_MAGIC, unix.SMB2_SUPER_MAGIC,
		unix.AFS_SUPER_MAGIC, unix.CEPH_SUPER_MAGIC, unix.CODA_SUPER_MAGIC, unix.V9FS_MAGIC, unix.FUSE_SUPER_MAGIC:
		return false
	}
	return true
}
