package desktop

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"halfday/internal/bus"

	"github.com/godbus/dbus/v5"
)

const notifier = "org.freedesktop.Notifications"

func notifications(ctx context.Context) (string, error) {
	const doing = "looking for a notification service"
	conn, err := bus.Session(ctx)
	if err != nil {
		return "", fmt.Errorf("%s: %w", doing, err)
	}
	defer conn.Close()
	var owned bool
	if err := conn.BusObject().CallWithContext(ctx, "org.freedesktop.DBus.NameHasOwner", 0, notifier).Store(&owned); err != nil {
		return "", fmt.Errorf("%s: %w", doing, err)
	}
	if !owned {
		var startable []string
		err := conn.BusObject().CallWithContext(ctx, "org.freedesktop.DBus.ListActivatableNames", 0).Store(&startable)
		if err != nil {
			return "", fmt.Errorf("%s: %w", doing, err)
		}
		if slices.Contains(startable, notifier) {
			return notifier, nil
		}
		return "", errors.New(doing + ": there is none")
	}
	var name, vendor, version, spec string
	err = conn.Object(notifier, "/org/freedesktop/Notifications").CallWithContext(ctx,
		notifier+".GetServerInformation", dbus.FlagNoAutoStart).Store(&name, &vendor, &version, &spec)
	if err != nil {
		return "", fmt.Errorf("%s: %w", doing, err)
	}
	return name, nil
}
