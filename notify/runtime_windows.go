package notify

import (
	"errors"
	"runtime"
	"syscall"
	"unsafe"

	"github.com/go-ole/go-ole"
	"golang.org/x/sys/windows"
)

// What the toast library does not ask of the Windows Runtime. Indexes are those
// of the methods in windows.ui.notifications.h, of which the first six are those
// of IInspectable.
const (
	managerName      = "Windows.UI.Notifications.ToastNotificationManager"
	managerStatics   = "{50AC103F-D235-4598-BBEF-98FE4D1A3AD4}" // IToastNotificationManagerStatics
	notifierWithID   = 7                                        // its CreateToastNotifierWithId
	getSetting       = 8                                        // IToastNotifier's get_Setting
	managerStatics2  = "{7AB93C52-0E48-4750-BA9D-1A4113981847}" // IToastNotificationManagerStatics2
	getHistory       = 6                                        // its get_History
	clearWithID      = 12                                       // IToastNotificationHistory's ClearWithId
	mostMethods      = clearWithID + 1
	multithreaded    = 1 // RO_INIT_MULTITHREADED
	alreadyInitiated = 1 // S_FALSE
)

// clear takes all toasts of ours off the screen and out of the notification
// centre.
func (b *notifyBackend) clear() error {
	return withManager(managerStatics2, func(manager *ole.IUnknown) error {
		var history *ole.IUnknown
		if err := call(manager, getHistory, uintptr(unsafe.Pointer(&history))); err != nil { // #nosec G103 -- the system call takes a pointer
			return err
		}
		defer history.Release()
		return withString(b.app.ID, func(id uintptr) error { return call(history, clearWithID, id) })
	})
}

// setting is what Windows says of our toasts; 0, which is on, where it does not
// say: it knows an application from its first toast on.
func (b *notifyBackend) setting() toastSetting {
	var setting toastSetting
	err := withManager(managerStatics, func(manager *ole.IUnknown) error {
		var notifier *ole.IUnknown
		err := withString(b.app.ID, func(id uintptr) error {
			return call(manager, notifierWithID, id, uintptr(unsafe.Pointer(&notifier))) // #nosec G103 -- the system call takes a pointer
		})
		if err != nil {
			return err
		}
		defer notifier.Release()
		return call(notifier, getSetting, uintptr(unsafe.Pointer(&setting))) // #nosec G103 -- the system call takes a pointer
	})
	if err != nil {
		return 0
	}
	return setting
}

// withManager calls f with an interface of the manager of toasts. The thread
// enters the runtime and leaves it again, since the library wants to be the
// first to enter.
func withManager(iid string, f func(manager *ole.IUnknown) error) error {
	runtime.LockOSThread() // the runtime counts its users by thread
	defer runtime.UnlockOSThread()
	var already *ole.OleError
	if err := ole.RoInitialize(multithreaded); err != nil && !(errors.As(err, &already) && already.Code() == alreadyInitiated) {
		return err
	}
	defer windows.NewLazySystemDLL("combase.dll").NewProc("RoUninitialize").Call()
	manager, err := ole.RoGetActivationFactory(managerName, ole.NewGUID(iid))
	if err != nil {
		return err
	}
	defer manager.Release()
	return f(&manager.IUnknown)
}

func withString(s string, f func(handle uintptr) error) error {
	handle, err := ole.NewHString(s)
	if err != nil {
		return err
	}
	defer ole.DeleteHString(handle)
	return f(uintptr(handle))
}

// call calls the method at an index of an object's table.
func call(object *ole.IUnknown, method int, args ...uintptr) error {
	table := (*[mostMethods]uintptr)(unsafe.Pointer(object.RawVTable))                                              // #nosec G103 -- the system call takes a pointer
	status, _, _ := syscall.SyscallN(table[method], append([]uintptr{uintptr(unsafe.Pointer(object))}, args...)...) // #nosec G103 -- the system call takes a pointer
	if status != ole.S_OK {
		return ole.NewError(status)
	}
	return nil
}
