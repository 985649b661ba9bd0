package desktop

import (
	"errors"
	"os"
	"runtime"
	"strings"

	"github.com/ebitengine/purego"
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
	withService(func(service objc.ID, _ string) {
		on = service != 0 && objc.Send[int](service, sel("status")) == mac.SMAppServiceStatusEnabled
	})
	return on, nil
}

func (l LoginItem) switchedOff() (off bool) {
	withService(func(service objc.ID, _ string) { off = service != 0 && needsApproval(service) })
	return off
}

func needsApproval(service objc.ID) bool {
	return objc.Send[int](service, sel("status")) == mac.SMAppServiceStatusRequiresApproval
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
	registered, off, bundle := false, false, ""
	withService(func(service objc.ID, id string) {
		bundle = id
		if service != 0 {
			registered = callService(service, "registerAndReturnError:") == nil
			off = needsApproval(service)
		}
	})
	switch {
	case off:
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
	withService(func(service objc.ID, _ string) {
		if service == 0 {
			return
		}
		switch objc.Send[int](service, sel("status")) {
		case mac.SMAppServiceStatusEnabled, mac.SMAppServiceStatusRequiresApproval:
			err = callService(service, "unregisterAndReturnError:")
		}
	})
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
	bundle := ""
	withService(func(_ objc.ID, id string) { bundle = id })
	return writeEntry(path, []byte(launchAgent(l, bundle)))
}

func sel(name string) objc.SEL { return objc.RegisterName(name) }

// withService calls f with the SMAppService of the app, which is 0 outside a
// bundle and before macOS 13, and the bundle's identifier.
// Compiled and vetted, never run on a Mac.
func withService(f func(service objc.ID, bundle string)) {
	for _, framework := range []string{"Foundation", "ServiceManagement"} {
		path := "/System/Library/Frameworks/" + framework + ".framework/" + framework
		if _, err := purego.Dlopen(path, purego.RTLD_GLOBAL|purego.RTLD_LAZY); err != nil {
			f(0, "")
			return
		}
	}
	withPool(func() { callWithService(f) })
}

// withPool calls f with an autorelease pool, on the thread that it belongs to.
func withPool(f func()) {
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	pool := objc.ID(objc.GetClass("NSAutoreleasePool")).Send(sel("new"))
	defer pool.Send(sel("drain"))
	f()
}

func callWithService(f func(service objc.ID, bundle string)) {
	bundle := objc.ID(objc.GetClass("NSBundle")).Send(sel("mainBundle"))
	id, path := mac.GoString(bundle.Send(sel("bundleIdentifier"))), mac.GoString(bundle.Send(sel("bundlePath")))
	if id == "" || !strings.HasSuffix(path, ".app") {
		f(0, "")
		return
	}
	class := objc.GetClass("SMAppService")
	if class == 0 {
		f(0, id)
		return
	}
	f(objc.ID(class).Send(sel("mainAppService")), id)
}

func callService(service objc.ID, selector string) error {
	problem := new(objc.ID)
	if objc.Send[bool](service, sel(selector), problem) {
		return nil
	}
	if *problem == 0 {
		return errors.New("macOS gives no reason")
	}
	return errors.New(mac.GoString(problem.Send(sel("localizedDescription"))))
}
