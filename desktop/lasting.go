package desktop

import (
	"errors"
	"os"
	"path/filepath"
	"strings"

	"halfday/internal/files"
)

// ErrNotLasting says that a program lies where another one may come to be in
// its place: below a folder that others may write to, or that is temporary.
var ErrNotLasting = errors.New("the program lies in a folder that is temporary or that others may write to")

// lasting returns ErrNotLasting for such a path, by its names and by what they
// lead to. tmp is the folder for temporary files.
func lasting(path, tmp string) error {
	for _, p := range bothWays(path) {
		for _, t := range bothWays(tmp) {
			if rest, err := filepath.Rel(t, p); err == nil && rest != ".." && !strings.HasPrefix(rest, ".."+string(filepath.Separator)) {
				return ErrNotLasting
			}
		}
		for at := p; ; at = filepath.Dir(at) {
			info, err := os.Stat(at)
			if err == nil && (files.Everybodys(info) || files.OwnedByUs(info) != nil && !files.OwnedByRoot(info)) {
				return ErrNotLasting
			}
			if at == filepath.Dir(at) {
				break
			}
		}
	}
	return nil
}

// bothWays is a path as it is written and as it is without links.
func bothWays(path string) []string {
	all := []string{filepath.Clean(path)}
	if real, err := filepath.EvalSymlinks(path); err == nil && real != all[0] {
		all = append(all, real)
	}
	return all
}
