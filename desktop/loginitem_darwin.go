package desktop

import (
	"context"
	"errors"
	"os"

	"github.com/ebitengine/purego/objc"

	"halfday/internal/child"
	mac "halfday/internal/objc"
)

func (l LoginItem) path() (string, error) { return launchAgentPath(os.Getenv("HOME"), l.ID) }

func (l LoginItem) status() (on bool, err error) {
	if agent, err := l.read(); err != nil || agent != "" {
		return err == nil, err
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
	service, bundle, done := appService()
	defer done()
	registered := service != 0 && callService(service, "registerAndReturnError:") == nil
	switch {
	case serviceStatus(service) == mac.SMAppServiceStatusRequiresApproval:
		return errors.Join(ErrSwitchedOff, l.remove())
	case registered:
		return l.remove()
	}
	return l.write(launchAgent(l, bundle))
}

func (l LoginItem) off() error {
	service, _, done := appService()
	defer done()
	var err error
	switch serviceStatus(service) {
	case mac.SMAppServiceStatusEnabled, mac.SMAppServiceStatusRequiresApproval:
		err = callService(service, "unregisterAndReturnError:")
	}
	return errors.Join(err, l.remove())
}

// program is the path in the LaunchAgent, "" where there is none.
func (l LoginItem) program() (string, error) {
	agent, err := l.read()
	return launchAgentProgram([]byte(agent)), err
}

// refresh is for a LaunchAgent: the system finds a bundle by itself.
func (l LoginItem) refresh() error {
	_, bundle, done := appService()
	defer done()
	return l.write(launchAgent(l, bundle))
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
	const page = "x-apple.systempreferences:com.apple.LoginItems-Settings.extension"
	_, err := child.Run(context.Background(), []string{"/usr/bin/open", page}, func(string) {})
	return err
}
