package desktop

import (
	"errors"
	"os"
	"os/exec"

	"github.com/ebitengine/purego/objc"

	mac "halfday/internal/objc"
)

func (l LoginItem) agentPath() (string, error) { return launchAgentPath(os.Getenv("HOME"), l.ID) }

func (l LoginItem) status() (on bool, err error) {
	path, err := l.agentPath()
	if err != nil {
		return false, err
	}
	if _, err := os.Lstat(path); err == nil {
		return true, nil
	}
	service, _, done := appService()
	defer done()
	return serviceStatus(service) == mac.SMAppServiceStatusEnabled, nil
}

func (l LoginItem) switchedOff() bool {
	service, _, done := appService()
	defer done()
	return serviceStatus(service) == mac.SMAppServiceStatusRequiresApproval
}

// on prefers the app's entry in the system's list of login items, from
// macOS 13 inside a bundle; a LaunchAgent does the same for the rest. Where the
// person has switched the entry off, registering succeeds and changes nothing,
// and nothing goes behind that decision.
func (l LoginItem) on() error {
	path, err := l.agentPath()
	if err != nil {
		return err
	}
	service, bundle, done := appService()
	defer done()
	registered := service != 0 && callService(service, "registerAndReturnError:") == nil
	switch {
	case serviceStatus(service) == mac.SMAppServiceStatusRequiresApproval:
		return errors.Join(ErrSwitchedOff, removeEntry(path))
	case registered:
		return removeEntry(path)
	}
	return writeEntry(path, []byte(launchAgent(l, bundle)))
}

func (l LoginItem) off() error {
	path, err := l.agentPath()
	if err != nil {
		return err
	}
	service, _, done := appService()
	defer done()
	switch serviceStatus(service) {
	case mac.SMAppServiceStatusEnabled, mac.SMAppServiceStatusRequiresApproval:
		err = callService(service, "unregisterAndReturnError:")
	}
	return errors.Join(err, removeEntry(path))
}

func (l LoginItem) own() string { return l.Exec }

// program is the path in the LaunchAgent, "" where there is none.
func (l LoginItem) program() (string, error) {
	path, err := l.agentPath()
	if err != nil {
		return "", err
	}
	data, err := os.ReadFile(path) // #nosec G304 -- our own entry
	if errors.Is(err, os.ErrNotExist) {
		return "", nil
	}
	return launchAgentProgram(data), err
}

// refresh: the system finds a bundle by itself, a LaunchAgent has the path.
func (l LoginItem) refresh() error {
	path, err := l.agentPath()
	if err != nil {
		return err
	}
	if _, err := os.Lstat(path); err != nil {
		return nil
	}
	_, bundle, done := appService()
	defer done()
	return writeEntry(path, []byte(launchAgent(l, bundle)))
}

// appService is the SMAppService of the app, which is 0 outside a bundle and
// before macOS 13, and the bundle's identifier. done lets go of it, on the same
// thread.
// Compiled and vetted, never run on a Mac.
func appService() (service objc.ID, bundle string, done func()) {
	if mac.Load("Foundation", "ServiceManagement") != nil {
		return 0, "", func() {}
	}
	done = mac.Pool()
	if bundle = mac.Bundle(); bundle != "" && mac.Class("SMAppService") != 0 {
		service = mac.Send(mac.Class("SMAppService"), "mainAppService")
	}
	return service, bundle, done
}

// serviceStatus is 0, as of one that was never registered, where there is none.
func serviceStatus(service objc.ID) int {
	if service == 0 {
		return 0
	}
	return objc.Send[int](service, objc.RegisterName("status"))
}

func callService(service objc.ID, selector string) error {
	problem := new(objc.ID)
	if objc.Send[bool](service, objc.RegisterName(selector), problem) {
		return nil
	}
	if *problem == 0 {
		return errors.New("macOS gives no reason")
	}
	return errors.New(mac.GoString(mac.Send(*problem, "localizedDescription")))
}

// The framework's own way opens nothing for a program without a Dock icon.
func openLoginSettings() error {
	return exec.Command("/usr/bin/open", "x-apple.systempreferences:com.apple.LoginItems-Settings.extension").Run()
}
