package desktop

import (
	"context"
	"fmt"
	"os"
	"slices"
	"strings"

	"halfday/internal/bus"

	"github.com/godbus/dbus/v5"
)

const trayWatcher = "org.kde.StatusNotifierWatcher"

func trayHost(ctx context.Context) (bool, error) {
	conn, err := bus.Session(ctx)
	if err != nil {
		return false, fmt.Errorf("looking for a tray host: %w", err)
	}
	defer conn.Close()
	var owned bool
	err = conn.BusObject().CallWithContext(ctx, "org.freedesktop.DBus.NameHasOwner", 0, trayWatcher).Store(&owned)
	if err != nil {
		return false, fmt.Errorf("looking for a tray host: %w", err)
	}
	if !owned {
		return false, nil
	}
	var registered dbus.Variant
	err = conn.Object(trayWatcher, "/StatusNotifierWatcher").CallWithContext(ctx, "org.freedesktop.DBus.Properties.Get",
		dbus.FlagNoAutoStart, trayWatcher, "IsStatusNotifierHostRegistered").Store(&registered)
	if err != nil {
		return false, fmt.Errorf("looking for a tray host: %w", err)
	}
	if present, _ := registered.Value().(bool); !present {
		return false, nil
	}
	return kdedHasHost(ctx, conn)
}

// kdedHasHost tells whether a panel stands behind Plasma's watcher: kded says
// that one does where none has ever run. Plasma's panel has a name of its own.
func kdedHasHost(ctx context.Context, conn *dbus.Conn) (bool, error) {
	owner := func(name string) (unique string) {
		_ = conn.BusObject().CallWithContext(ctx, "org.freedesktop.DBus.GetNameOwner", 0, name).Store(&unique)
		return unique
	}
	watcher := owner(trayWatcher)
	if watcher != owner("org.kde.kded6") && watcher != owner("org.kde.kded5") {
		return true, nil // the panel is its own watcher
	}
	var names []string
	if err := conn.BusObject().CallWithContext(ctx, "org.freedesktop.DBus.ListNames", 0).Store(&names); err != nil {
		return false, fmt.Errorf("looking for a tray host: %w", err)
	}
	return slices.ContainsFunc(names, func(name string) bool { return strings.HasPrefix(name, "org.kde.StatusNotifierHost-") }), nil
}

func awaitTaskbar(context.Context) error { return nil }

func display() bool {
	return os.Getenv("WAYLAND_DISPLAY") != "" || os.Getenv("DISPLAY") != ""
}

func sessionBus(ctx context.Context) error {
	conn, err := bus.Session(ctx)
	if err != nil {
		return fmt.Errorf("connecting to the session bus: %w", err)
	}
	conn.Close()
	return nil
}
