package files

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
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

// ErrForeign says that a file or folder belongs to another user than this one
// and root.
var ErrForeign = errors.New("belongs to another user")

// ErrOpen says that everybody may write to a folder or file, as to those for
// temporary files.
var ErrOpen = errors.New("everybody may write to it")

// ErrRelative says that a path depends on the folder that the process was
// started in.
var ErrRelative = errors.New("not an absolute path")

// PlaceError says which file or folder is not fit to be read, and why: one of
// the errors above, or one of the system.
type PlaceError struct {
	Path string
	Err  error
}

func (e *PlaceError) Error() string { return "checking " + e.Path + ": " + e.Err.Error() }

// Unwrap gives the reason.
func (e *PlaceError) Unwrap() error { return e.Err }

// CheckOwnDir tells whether what is read from dir can be nobody's but this
// user's and root's. A folder of this user that is there is made private
// first. Where there is none yet, the nearest folder above it decides. Errors
// are a *PlaceError.
func CheckOwnDir(dir string) error {
	if err := absolute(dir); err != nil {
		return err
	}
	info, err := os.Lstat(dir)
	if err == nil && info.IsDir() && OwnedByUs(info) == nil {
		err = PrivateDir(dir)
	}
	if err != nil && !notThere(err) {
		return &PlaceError{dir, err}
	}
	if err := checkOwn(nearest(dir)); err != nil {
		return err
	}
	return checkOwn(dir)
}

// CheckOwnFile does the same for a file, which need not be there. Where it
// lies was checked by CheckOwnDir.
func CheckOwnFile(path string) error {
	if err := absolute(path); err != nil {
		return err
	}
	return checkOwn(path)
}

// CheckShared tells whether a file that the person named may be read: one whose
// place depends on nothing, and is not for temporary files, where whoever came
// first would have written it. Its owner may be another user, whom the person
// trusts.
func CheckShared(path string) error {
	if err := absolute(path); err != nil {
		return err
	}
	dir := nearest(path)
	info, err := os.Stat(dir)
	if err == nil && Everybodys(info) && info.Mode()&fs.ModeSticky != 0 {
		return &PlaceError{dir, ErrOpen}
	}
	return nil // whoever reads it says what else is wrong
}

func absolute(path string) error {
	if !filepath.IsAbs(path) {
		return &PlaceError{path, ErrRelative}
	}
	return nil
}

// nearest is the folder above path, or the nearest one above that which is
// there.
func nearest(path string) string {
	for dir := filepath.Dir(path); ; dir = filepath.Dir(dir) {
		if _, err := os.Stat(dir); err == nil || dir == filepath.Dir(dir) {
			return dir
		}
	}
}

// notThere is true of what lies below a file, too: nobody can put it there.
func notThere(err error) bool {
	return errors.Is(err, fs.ErrNotExist) || errors.Is(err, syscall.ENOTDIR)
}

// checkOwn looks at what path names and, where that is a link, at the link.
func checkOwn(path string) error {
	for _, look := range []func(string) (fs.FileInfo, error){os.Lstat, os.Stat} {
		info, err := look(path)
		if notThere(err) {
			return nil
		}
		if err != nil {
			return &PlaceError{path, err}
		}
		if OwnedByUs(info) != nil && !OwnedByRoot(info) {
			return &PlaceError{path, ErrForeign}
		}
		if info.Mode()&fs.ModeSymlink == 0 && Everybodys(info) {
			return &PlaceError{path, ErrOpen}
		}
	}
	return nil
}
