package desktop

import (
	"context"
	"time"
	"unsafe"

	"golang.org/x/sys/windows"
	"golang.org/x/sys/windows/registry"
)

var findWindow = windows.NewLazySystemDLL("user32.dll").NewProc("FindWindowW")

// trayHost tells whether Explorer shows its taskbar.
func trayHost(context.Context) (bool, error) {
	class, err := windows.UTF16PtrFromString("Shell_TrayWnd")
	if err != nil {
		return false, err
	}
	// #nosec G103 -- the system call takes a pointer
	window, _, _ := findWindow.Call(uintptr(unsafe.Pointer(class)), 0)
	return window != 0, nil
}

// awaitTaskbar waits for Explorer, which at logon may come after the programs
// that start there: systray tries to add its icon once, and where that fails
// it never shows one (fyne-io/systray#95).
func awaitTaskbar(ctx context.Context) error {
	const pause = 500 * time.Millisecond
	for late := false; ; {
		present, err := trayHost(ctx)
		if err != nil || present && !late {
			return err
		}
		late = !present // a taskbar that has only just come takes no icons yet
		select {
		case <-time.After(pause):
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

func display() bool { return true }

func sessionBus(context.Context) error { return nil }

// notifications reads what the person has chosen in the settings of Windows:
// for all programs, and for this one. (A policy is seen when one is shown.)
func notifications(context.Context) (string, error) {
	const all = `Software\Microsoft\Windows\CurrentVersion\PushNotifications`
	const each = `Software\Microsoft\Windows\CurrentVersion\Notifications\Settings\`
	if isZero(all, "ToastEnabled") || isZero(each+appID, "Enabled") {
		return "", ErrNotificationsOff
	}
	return "", nil
}

// appID is Halfday's AppUserModelID.
const appID = "app.halfday.Halfday"

// isZero tells whether there is a number of the user, and it is 0.
func isZero(path, name string) bool {
	key, err := registry.OpenKey(registry.CURRENT_USER, path, registry.QUERY_VALUE)
	if err != nil {
		return false
	}
	defer key.Close()
	value, _, err := key.GetIntegerValue(name)
	return err == nil && value == 0
}
