package desktop

import "context"

func trayHost(context.Context) (bool, error) { return true, nil }

func awaitTrayHost(context.Context) error { return nil }

func display() bool { return true }

func sessionBus(context.Context) error { return nil }

func watchBus(ctx context.Context) error {
	<-ctx.Done()
	return ctx.Err()
}
