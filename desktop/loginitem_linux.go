package desktop

import (
	"errors"
	"os"
	"path/filepath"

	"halfday/internal/xdg"
)

// entryPath is where the XDG autostart specification looks first.
func (l LoginItem) entryPath() (string, error) {
	dir := xdg.Dir(os.Getenv("XDG_CONFIG_HOME"), os.Getenv("HOME"), ".config")
	if dir == "" {
		return "", errNoHome
	}
	return filepath.Join(dir, "autostart", l.ID+".desktop"), nil
}

func (l LoginItem) read() (path, content string, err error) {
	path, err = l.entryPath()
	if err != nil {
		return "", "", err
	}
	data, err := os.ReadFile(path) // #nosec G304 -- our own entry
	if errors.Is(err, os.ErrNotExist) {
		return path, "", nil
	}
	return path, string(data), err
}

func (l LoginItem) status() (bool, error) {
	_, content, err := l.read()
	return err == nil && content != "" && entryOn(content), err
}

// switchedOff: here an entry that is off looks like one that Halfday has switched off.
func (l LoginItem) switchedOff() bool { return false }

func (l LoginItem) on() error {
	path, err := l.entryPath()
	if err != nil {
		return err
	}
	return writeEntry(path, []byte(desktopEntry(l)))
}

func (l LoginItem) off() error {
	path, err := l.entryPath()
	if err != nil {
		return err
	}
	if err := removeEntry(path); err != nil {
		return err
	}
	_ = os.Remove(filepath.Dir(path)) // fails where the folder is not empty, as it should
	return nil
}

// own is the path that an entry of this program has.
func (l LoginItem) own() string { return l.Exec }

// program is the path in the entry, "" where it has none that can be read.
func (l LoginItem) program() (string, error) {
	_, content, err := l.read()
	return entryProgram(content), err
}

// refresh keeps what the person wrote into the entry, such as a delay.
func (l LoginItem) refresh() error {
	path, content, err := l.read()
	if err != nil {
		return err
	}
	return writeEntry(path, []byte(entryWithExec(content, l.Exec)))
}
