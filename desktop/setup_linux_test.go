package desktop

import (
	"testing"
	"time"

	"halfday/internal/bus"

	"github.com/godbus/dbus/v5"
)

// information answers as a notification service does.
type information struct{}

func (information) GetServerInformation() (name, vendor, version, spec string, err *dbus.Error) {
	return "Notifier of the test", "nobody", "1", "1.2", nil
}

func TestNotifications(t *testing.T) {
	end := startBus(t)
	ctx := within(t, 20*time.Second)
	// The bus may know how to start one that is installed here.
	if name, err := Notifications(ctx); err == nil && name != notifier {
		t.Errorf("without a service: got %q", name)
	}
	conn, err := bus.Session(ctx)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	if err := conn.Export(information{}, "/org/freedesktop/Notifications", notifier); err != nil {
		t.Fatal(err)
	}
	if _, err := conn.RequestName(notifier, 0); err != nil {
		t.Fatal(err)
	}
	if name, err := Notifications(ctx); err != nil || name != "Notifier of the test" {
		t.Errorf("with a service: got %q, %v", name, err)
	}
	end()
	if name, err := Notifications(ctx); err == nil {
		t.Errorf("without a bus: got %q", name)
	}
}
