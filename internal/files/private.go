package files

import (
	"fmt"
	"os"
)

// PrivateDir makes a directory, and those above it, for this user alone. One
// that is there must be a real directory of this user; wider permissions are
// taken away.
func PrivateDir(dir string) error {
	if err := makePrivate(dir); err != nil {
		return fmt.Errorf("making a private directory: %w", err)
	}
	return nil
}

func makePrivate(dir string) error {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return err
	}
	info, err := os.Lstat(dir)
	if err != nil {
		return err
	}
	if !info.IsDir() {
		return fmt.Errorf("%s is a link", dir)
	}
	if err := OwnedByUs(info); err != nil {
		return fmt.Errorf("%s: %w", dir, err)
	}
	if info.Mode().Perm()&0o077 == 0 {
		return nil
	}
	return os.Chmod(dir, 0o700) // #nosec G302 -- a directory
}
