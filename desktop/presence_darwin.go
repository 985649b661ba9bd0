package desktop

import "context"

func trayHost(context.Context) (bool, error) { return true, nil }

func awaitTaskbar(context.Context) error { return nil }

func display() bool { return true }

func sessionBus(context.Context) error { return nil }
