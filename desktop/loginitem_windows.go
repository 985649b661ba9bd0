package desktop

import (
	"errors"
	"os"

	"golang.org/x/sys/windows/registry"
)

const (
	runKey      = `Software\Microsoft\Windows\CurrentVersion\Run`
	approvedKey = `Software\Microsoft\Windows\CurrentVersion\Explorer\StartupApproved\Run`
)

func (l LoginItem) status() (bool, error) {
	value, err := l.entry()
	return value != "" && !l.switchedOff(), err
}

// entry is the command line of the Run value, "" where there is none.
func (l LoginItem) entry() (value string, err error) {
	run, err := registry.OpenKey(registry.CURRENT_USER, runKey, registry.QUERY_VALUE)
	if err == nil {
		defer run.Close()
		value, _, err = run.GetStringValue(l.ID)
	}
	if errors.Is(err, registry.ErrNotExist) {
		return "", nil
	}
	return value, err
}

// switchedOff tells whether the person has switched the entry off in the Task
// Manager or in the settings of Windows.
func (l LoginItem) switchedOff() bool {
	approved, err := registry.OpenKey(registry.CURRENT_USER, approvedKey, registry.QUERY_VALUE)
	if err != nil {
		return false // the person never chose
	}
	defer approved.Close()
	value, _, err := approved.GetBinaryValue(l.ID)
	return err == nil && !runApproved(value)
}

func (l LoginItem) on() error {
	if err := l.refresh(); err != nil {
		return err
	}
	return deleteValue(approvedKey, l.ID)
}

func (l LoginItem) off() error {
	return errors.Join(deleteValue(runKey, l.ID), deleteValue(approvedKey, l.ID))
}

func (l LoginItem) own() string { return withoutConsole(l.Exec, isFile) }

func (l LoginItem) program() (string, error) {
	value, err := l.entry()
	return runProgram(value), err
}

func (l LoginItem) refresh() error {
	value, err := runValue(l.own())
	if err != nil {
		return err
	}
	run, _, err := registry.CreateKey(registry.CURRENT_USER, runKey, registry.SET_VALUE)
	if err != nil {
		return err
	}
	return errors.Join(run.SetStringValue(l.ID, value), run.Close())
}

func isFile(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.Mode().IsRegular()
}

func deleteValue(path, name string) error {
	key, err := registry.OpenKey(registry.CURRENT_USER, path, registry.SET_VALUE)
	if err == nil {
		defer key.Close()
		err = key.DeleteValue(name)
	}
	if errors.Is(err, registry.ErrNotExist) {
		return nil
	}
	return err
}
