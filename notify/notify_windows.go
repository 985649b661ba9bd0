package notify

import (
	"context"
	"errors"
	"runtime"
	"syscall"
	"unsafe"

	"git.sr.ht/~jackmordaunt/go-toast/v2/wintoast"
	"github.com/go-ole/go-ole"
	"golang.org/x/sys/windows/registry"
)

// toastActivator is the class that Windows calls when a toast is pressed.
const toastActivator = "{B4E6A6E0-6F0B-4C2B-9E53-7B0F3A1C52D9}"

// notifyBackend shows Windows toasts. Compiled and vetted, never run on
// Windows.
type notifyBackend struct {
	app   Identity
	press func(key, button string)
	post  func(func(*notifyBackend))
	ready bool
	dead  error           // what made toasts impossible for good
	shown map[string]bool // by key: whether it has buttons
}

func newNotifyBackend(app Identity, post func(func(*notifyBackend)), press func(key, button string)) *notifyBackend {
	return &notifyBackend{app: app, post: post, press: press, shown: map[string]bool{}}
}

func (b *notifyBackend) show(_ context.Context, note Notification) error {
	if b.dead != nil {
		return b.dead
	}
	if err := b.start(); err != nil {
		return err
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
	// COM counts its users by thread.
	runtime.LockOSThread()
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
			b.press(key, button)
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
		_ = clearToasts(b.app.ID) // the toast stays: no harm beyond that
	}
}

func (b *notifyBackend) close() {
	for _, buttons := range b.shown {
		if buttons {
			_ = clearToasts(b.app.ID)
			return
		}
	}
}

const (
	managerStatics2 = "{7AB93C52-0E48-4750-BA9D-1A4113981847}" // IToastNotificationManagerStatics2
	getHistory      = 6                                        // its first method after IInspectable's
	clearWithID     = 12                                       // IToastNotificationHistory's seventh
)

// clearToasts takes all toasts of an application off the screen and out of
// the notification centre.
func clearToasts(id string) error {
	manager, err := ole.RoGetActivationFactory("Windows.UI.Notifications.ToastNotificationManager", ole.NewGUID(managerStatics2))
	if err != nil {
		return err
	}
	defer manager.Release()
	var history *ole.IUnknown
	status, _, _ := syscall.SyscallN(method(&manager.IUnknown, getHistory), uintptr(unsafe.Pointer(manager)), uintptr(unsafe.Pointer(&history))) // #nosec G103 -- the system call takes a pointer
	if status != ole.S_OK {
		return ole.NewError(status)
	}
	defer history.Release()
	name, err := ole.NewHString(id)
	if err != nil {
		return err
	}
	defer ole.DeleteHString(name)
	status, _, _ = syscall.SyscallN(method(history, clearWithID), uintptr(unsafe.Pointer(history)), uintptr(name)) // #nosec G103 -- the system call takes a pointer
	if status != ole.S_OK {
		return ole.NewError(status)
	}
	return nil
}

// method is the address of the method at an index of an object's table.
func method(object *ole.IUnknown, index int) uintptr {
	return (*[clearWithID + 1]uintptr)(unsafe.Pointer(object.RawVTable))[index] // #nosec G103 -- the system call takes a pointer
}

// Nobody needs a permission here.
func (b *notifyBackend) unasked(context.Context) bool { return false }

func (b *notifyBackend) askLeave() {}
