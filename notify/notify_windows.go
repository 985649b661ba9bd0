package notify

import (
	"context"
	"errors"
	"runtime"

	"git.sr.ht/~jackmordaunt/go-toast/v2/wintoast"
	"github.com/go-ole/go-ole"
	"golang.org/x/sys/windows/registry"
)

// toastActivator is the class that Windows calls when a toast is pressed.
const toastActivator = "{B4E6A6E0-6F0B-4C2B-9E53-7B0F3A1C52D9}"

var errSwitchedOff = errors.New("notifications are switched off for Halfday")

// notifyBackend shows Windows toasts. Compiled and vetted, never run on
// Windows.
type notifyBackend struct {
	app   Identity
	press func(Press)
	post  func(func(*notifyBackend))
	ready bool
	dead  error           // what made toasts impossible for good
	shown map[string]bool // by key: whether it has buttons
}

// newNotifyBackend takes away what a process before this one has left, which was
// killed or had no time: nobody would hear a press on it.
func newNotifyBackend(_ context.Context, app Identity, post func(func(*notifyBackend)), press func(Press)) *notifyBackend {
	b := &notifyBackend{app: app, post: post, press: press, shown: map[string]bool{}}
	post(func(b *notifyBackend) {
		if len(b.shown) == 0 {
			_ = b.clear() // none were left, or they stay
		}
	})
	return b
}

func (b *notifyBackend) show(_ context.Context, note Notification) error {
	if b.dead != nil {
		return b.dead
	}
	if err := b.start(); err != nil {
		return err
	}
	if b.setting().switchedOff() {
		return errSwitchedOff
	}
	b.withdraw(note.Key)
	// Never with the library's PowerShell fallback: it expands $(…) in the
	// texts, and so runs what a role's name says.
	if err := wintoast.Push(b.app.ID, toastXML(note)); err != nil {
		// The library answers nil from then on, without showing anything.
		const noInterface = 0x80004002
		var com *ole.OleError
		if errors.As(err, &com) && com.Code() == noInterface {
			b.dead = err
		}
		return err
	}
	b.shown[note.Key] = len(note.Buttons) > 0
	return nil
}

// start tells Windows who we are, once.
func (b *notifyBackend) start() error {
	if b.ready {
		return nil
	}
	runtime.LockOSThread() // as the runtime of Windows wants it
	// The library writes the id as the name that a person sees, unless there
	// is a name already.
	key, _, err := registry.CreateKey(registry.CURRENT_USER, `Software\Classes\AppUserModelId\`+b.app.ID, registry.SET_VALUE)
	if err != nil {
		return err
	}
	err = key.SetStringValue("DisplayName", b.app.Name)
	if b.app.Icon != "" {
		err = errors.Join(err, key.SetStringValue("IconUri", b.app.Icon))
	}
	if err = errors.Join(err, key.Close()); err != nil {
		return err
	}
	// Without ActivationExe: a press after Halfday has quit starts nothing.
	err = wintoast.SetAppData(wintoast.AppData{AppID: b.app.ID, GUID: toastActivator, IconPath: b.app.Icon})
	if err != nil {
		return err
	}
	wintoast.SetActivationCallback(func(_, arguments string, _ []wintoast.UserData) {
		// On a thread of Windows: hand over and return.
		if key, button, ok := readToastArguments(arguments); ok {
			b.press(Press{Key: key, Button: button})
			b.post(func(b *notifyBackend) { delete(b.shown, key) })
		}
	})
	b.ready = true
	return nil
}

// withdraw takes away the toast with the key when it is the only one: the
// library gives toasts no tag by which to name one, so that only all of them
// can be taken away. Among several, it goes with the last.
func (b *notifyBackend) withdraw(key string) {
	if _, shown := b.shown[key]; !shown {
		return
	}
	delete(b.shown, key)
	if len(b.shown) == 0 {
		_ = b.clear() // the toast stays: no harm beyond that
	}
}

func (b *notifyBackend) close() {
	for _, buttons := range b.shown {
		if buttons {
			_ = b.clear()
			return
		}
	}
}
