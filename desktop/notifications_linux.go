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
	name, err := notificationService(ctx)
	if err != nil {
		return "", fmt.Errorf("looking for a notification service: %w", err)
	}
	return name, nil
}

func notificationService(ctx context.Context) (string, error) {
	conn, err := bus.Session(ctx)
	if err != nil {
		return "", err
	}
	defer conn.Close()
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
	err = conn.Object(notifier, "/org/freedesktop/Notifications").CallWithContext(ctx,
		notifier+".GetServerInformation", dbus.FlagNoAutoStart).Store(&name, &vendor, &version, &spec)
	return name, err
}
