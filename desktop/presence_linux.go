package desktop

import (
	"context"
	"fmt"
	"os"

	"github.com/godbus/dbus/v5"
)

const trayWatcher = "org.kde.StatusNotifierWatcher"

func trayHost(ctx context.Context) (bool, error) {
	conn, err := dialBus(ctx)
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
	conn, err := dialBus(ctx)
	if err != nil {
		return fmt.Errorf("connecting to the session bus: %w", err)
	}
	conn.Close()
	return nil
}

// dialBus makes a connection that nobody shares. ctx limits the dialling, not the connection.
func dialBus(ctx context.Context) (*dbus.Conn, error) {
	return dial(ctx, dbus.SessionBusPrivateNoAutoStartup)
}

// dialSystemBus does the same on the bus of the machine.
func dialSystemBus(ctx context.Context) (*dbus.Conn, error) { return dial(ctx, dbus.SystemBusPrivate) }

func dial(ctx context.Context, bus func(...dbus.ConnOption) (*dbus.Conn, error)) (*dbus.Conn, error) {
	life, end := context.WithCancel(context.Background())
	stop := context.AfterFunc(ctx, end)
	conn, err := bus(dbus.WithContext(life))
	if err != nil {
		end()
		return nil, err
	}
	err = conn.Auth(nil)
	if err == nil {
		err = conn.Hello()
	}
	if !stop() {
		err = ctx.Err()
	}
	if err != nil {
		end()
		conn.Close()
		return nil, err
	}
	return conn, nil
}
