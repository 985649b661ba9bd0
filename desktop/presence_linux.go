package desktop

import (
	"context"
	"fmt"
	"os"

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
	present, _ := registered.Value().(bool)
	return present, nil
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
