package desktop

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"unicode/utf8"

	"halfday/internal/files"
)

// ErrSwitchedOff says that the person has switched the entry off in the system's
// own settings. On macOS it can be switched on again there alone: see
// OpenLoginSettings.
var ErrSwitchedOff = errors.New("switched off in the system's settings")

// LoginItem starts a program when the person logs in. Any goroutine may use
// it, one at a time.
type LoginItem struct {
	Name string // shown in the system's list of such programs
	ID   string // names the entry: letters, digits, dot, dash; reverse DNS on macOS
	Exec string // absolute path of the program, started without arguments
}

// Status tells whether the program starts at login. A person who switched
// the entry off in the system's own settings has it off.
func (l LoginItem) Status() (bool, error) {
	on, err := l.status()
	if err != nil {
		return false, fmt.Errorf("reading the login item: %w", err)
	}
	return on, nil
}

// On makes the program start at login. It fails with ErrNotLasting where
// another program could come to be in this one's place.
func (l LoginItem) On() error {
	err := l.check()
	if err == nil {
		err = l.on()
	}
	if err != nil {
		return fmt.Errorf("writing the login item: %w", err)
	}
	return nil
}

// OnUnasked is On for what nobody asks for at this moment, such as a setting:
// where the person has switched the entry off in the system's own list, it
// stays so, and the error is ErrSwitchedOff.
func (l LoginItem) OnUnasked() error {
	if l.switchedOff() {
		return ErrSwitchedOff
	}
	return l.On()
}

// OpenLoginSettings opens the page of the system's settings that has the login
// items. Only macOS has such a page: elsewhere it does nothing.
func OpenLoginSettings() error { return openLoginSettings() }

// Off makes the program start at login no longer and leaves nothing behind.
func (l LoginItem) Off() error {
	if err := l.off(); err != nil {
		return fmt.Errorf("removing the login item: %w", err)
	}
	return nil
}

// Refresh writes this program's path into an entry that is on, where the
// program that it names is gone: that was moved. An entry that is off, or
// absent, stays so, and one that names another copy which is there stays with
// that one. It returns the path that was in the entry where it wrote another
// one, or where it could not. To be called at start.
func (l LoginItem) Refresh() (from string, err error) {
	on, err := l.status()
	if err == nil && on {
		from, err = l.follow()
	}
	if err != nil {
		return from, fmt.Errorf("refreshing the login item: %w", err)
	}
	return from, nil
}

func (l LoginItem) follow() (from string, err error) {
	old, err := l.program()
	if err != nil || old == "" || old == l.own() {
		return "", err
	}
	if _, err := os.Stat(old); !errors.Is(err, fs.ErrNotExist) {
		return "", nil
	}
	if err := l.check(); err != nil {
		return old, err
	}
	return old, l.refresh()
}

// check refuses a path that no entry can hold, or that will not last.
func (l LoginItem) check() error {
	switch {
	case !filepath.IsAbs(l.Exec):
		return errors.New("the program's path is not absolute")
	case !utf8.ValidString(l.Exec) || strings.ContainsFunc(l.Exec, func(r rune) bool { return r < ' ' || r == 0x7f }):
		return errors.New("the program's path has characters that an entry cannot hold")
	case strings.Contains(l.Exec, "/AppTranslocation/"):
		// macOS runs a quarantined app from such a place, another each time.
		return errors.New("the app has to be moved to the Applications folder first")
	}
	return lasting(l.Exec, os.TempDir())
}

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
