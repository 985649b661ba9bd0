package desktop

import (
	"context"

	"golang.org/x/sys/windows/registry"
)

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
