package desktop

import (
	"os"
	"path/filepath"

	"halfday/internal/xdg"
)

// path is where the XDG autostart specification looks first.
func (l LoginItem) path() (string, error) {
	dir := xdg.Dir(os.Getenv("XDG_CONFIG_HOME"), os.Getenv("HOME"), ".config")
	if dir == "" {
		return "", errNoHome
	}
	return filepath.Join(dir, "autostart", l.ID+".desktop"), nil
}

func (l LoginItem) status() (bool, error) {
	content, err := l.read()
	return content != "" && entryOn(content), err
}

// switchedOff: here an entry that is off looks like one that Halfday has switched off.
func (l LoginItem) switchedOff() bool { return false }

func (l LoginItem) on() error { return l.write(desktopEntry(l)) }

func (l LoginItem) off() error {
	if err := l.remove(); err != nil {
		return err
	}
	path, err := l.path()
	_ = os.Remove(filepath.Dir(path)) // fails where the folder is not empty, as it should
	return err
}

// program is the path in the entry, "" where it has none that can be read.
func (l LoginItem) program() (string, error) {
	content, err := l.read()
	return entryProgram(content), err
}

// refresh keeps what the person wrote into the entry, such as a delay.
func (l LoginItem) refresh() error {
	content, err := l.read()
	if err != nil {
		return err
	}
	return l.write(entryWithExec(content, l.Exec))
}
