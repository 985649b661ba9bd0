package desktop

import (
	"context"
	"errors"
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

func awaitTrayHost(ctx context.Context) error {
	conn, err := dialBus(ctx)
	if err != nil {
		return fmt.Errorf("waiting for a tray host: %w", err)
	}
	defer conn.Close()
	owners := make(chan *dbus.Signal, 16)
	conn.Signal(owners)
	err = conn.AddMatchSignalContext(ctx, dbus.WithMatchSender("org.freedesktop.DBus"),
		dbus.WithMatchMember("NameOwnerChanged"), dbus.WithMatchArg(0, trayWatcher))
	if err != nil {
		return fmt.Errorf("waiting for a tray host: %w", err)
	}
	var owned bool
	err = conn.BusObject().CallWithContext(ctx, "org.freedesktop.DBus.NameHasOwner", 0, trayWatcher).Store(&owned)
	if err == nil && !owned {
		// Mostly there is nothing to start; it comes with the panel.
		start := conn.BusObject().CallWithContext(ctx, "org.freedesktop.DBus.StartServiceByName", 0, trayWatcher, uint32(0))
		owned = start.Err == nil
	}
	if owned {
		return nil
	}
	for {
		select {
		case s, open := <-owners:
			var name, from, to string
			switch {
			case !open:
				return errors.New("waiting for a tray host: the session bus is gone")
			case dbus.Store(s.Body, &name, &from, &to) == nil && name == trayWatcher && to != "":
				return nil
			}
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

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

func watchBus(ctx context.Context) error {
	conn, err := dialBus(ctx)
	if err != nil {
		return fmt.Errorf("connecting to the session bus: %w", err)
	}
	defer conn.Close()
	select {
	case <-conn.Context().Done():
		return errors.New("watching the session bus: it is gone")
	case <-ctx.Done():
		return ctx.Err()
	}
}

// dialBus makes a connection that nobody shares: the library that draws the
// tray icon gives it up at the first signal on its own, the shared connection,
// that it does not know. ctx limits the dialling, not the connection.
func dialBus(ctx context.Context) (*dbus.Conn, error) {
	life, end := context.WithCancel(context.Background())
	stop := context.AfterFunc(ctx, end)
	conn, err := dbus.SessionBusPrivateNoAutoStartup(dbus.WithContext(life))
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
