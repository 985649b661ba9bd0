package desktop

import (
	"context"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"

	"github.com/godbus/dbus/v5"

	"halfday/internal/bus"
)

const trayWatcher = "org.kde.StatusNotifierWatcher"

func trayHost(ctx context.Context) (bool, error) {
	return askSession(ctx, "looking for a tray host", hasTrayHost)
}

func notifications(ctx context.Context) (string, error) {
	return askSession(ctx, "looking for a notification service", notificationService)
}

func sessionBus(ctx context.Context) error {
	_, err := askSession(ctx, "connecting to the session bus", func(context.Context, *dbus.Conn) (none struct{}, err error) { return none, nil })
	return err
}

// askSession asks something over a connection of its own to the session bus.
func askSession[T any](ctx context.Context, doing string, ask func(context.Context, *dbus.Conn) (T, error)) (answer T, err error) {
	conn, err := bus.Session(ctx)
	if err == nil {
		defer conn.Close()
		answer, err = ask(ctx, conn)
	}
	if err != nil {
		return answer, fmt.Errorf("%s: %w", doing, err)
	}
	return answer, nil
}

func hasTrayHost(ctx context.Context, conn *dbus.Conn) (bool, error) {
	var owned bool
	if err := askBus(ctx, conn, &owned, "NameHasOwner", trayWatcher); err != nil || !owned {
		return false, err
	}
	var registered dbus.Variant
	err := conn.Object(trayWatcher, "/StatusNotifierWatcher").CallWithContext(ctx, "org.freedesktop.DBus.Properties.Get",
		dbus.FlagNoAutoStart, trayWatcher, "IsStatusNotifierHostRegistered").Store(&registered)
	if err != nil || registered.Value() != true {
		return false, err
	}
	return kdedHasHost(ctx, conn)
}

// kdedHasHost tells whether a panel stands behind Plasma's watcher: kded says
// that one does where none has ever run. Plasma's panel has a name of its own.
func kdedHasHost(ctx context.Context, conn *dbus.Conn) (bool, error) {
	owner := func(name string) (unique string) {
		_ = askBus(ctx, conn, &unique, "GetNameOwner", name)
		return unique
	}
	watcher := owner(trayWatcher)
	if watcher != owner("org.kde.kded6") && watcher != owner("org.kde.kded5") {
		return true, nil // the panel is its own watcher
	}
	var names []string
	err := askBus(ctx, conn, &names, "ListNames")
	return slices.ContainsFunc(names, func(name string) bool { return strings.HasPrefix(name, "org.kde.StatusNotifierHost-") }), err
}

// askBus asks the bus itself.
func askBus(ctx context.Context, conn *dbus.Conn, answer any, member string, args ...any) error {
	return conn.BusObject().CallWithContext(ctx, "org.freedesktop.DBus."+member, 0, args...).Store(answer)
}

func awaitTaskbar(context.Context) error { return nil }

// display looks at what this session was given, and nowhere else, where package
// dialogs asks whether anybody listens: who came by SSH has no display, though
// their desktop runs and its socket is there.
func display() bool {
	return os.Getenv("WAYLAND_DISPLAY") != "" || os.Getenv("DISPLAY") != ""
}

// systemLanguage: on Linux the session has it in its environment.
func systemLanguage() string { return "" }

const notifier = "org.freedesktop.Notifications"

func notificationService(ctx context.Context, conn *dbus.Conn) (string, error) {
	var owned bool
	if err := askBus(ctx, conn, &owned, "NameHasOwner", notifier); err != nil {
		return "", err
	}
	if !owned {
		var startable []string
		if err := askBus(ctx, conn, &startable, "ListActivatableNames"); err != nil {
			return "", err
		}
		if slices.Contains(startable, notifier) {
			return notifier, nil
		}
		return "", errors.New("there is none")
	}
	var name, vendor, version, spec string
	err := conn.Object(notifier, "/org/freedesktop/Notifications").CallWithContext(ctx,
		notifier+".GetServerInformation", dbus.FlagNoAutoStart).Store(&name, &vendor, &version, &spec)
	return name, err
}
