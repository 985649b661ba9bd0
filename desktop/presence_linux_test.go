package desktop

import (
	"context"
	"errors"
	"path/filepath"
	"testing"
	"time"

	"github.com/godbus/dbus/v5"
	"github.com/godbus/dbus/v5/prop"
	"golang.org/x/sys/unix"

	"halfday/internal/bus"
	"halfday/tests/modes"
)

// startBus starts a private bus, makes it the session bus of this process, and
// returns how to end it.
func startBus(t *testing.T) (end func()) {
	t.Helper()
	address, end := modes.StartBus(t, filepath.Join(t.TempDir(), "bus"))
	t.Setenv("DBUS_SESSION_BUS_ADDRESS", address)
	return end
}

func within(t *testing.T, d time.Duration) context.Context {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), d)
	t.Cleanup(cancel)
	return ctx
}

func TestTrayHost(t *testing.T) {
	startBus(t)
	ctx := within(t, 20*time.Second)
	check := func(want bool) {
		t.Helper()
		if got, err := TrayHost(ctx); err != nil || got != want {
			t.Errorf("got %v, %v, want %v", got, err, want)
		}
	}
	if err := SessionBus(ctx); err != nil {
		t.Fatal(err)
	}
	check(false)

	conn, err := bus.Session(ctx)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	host := map[string]*prop.Prop{"IsStatusNotifierHostRegistered": {Value: false, Writable: true}}
	props, err := prop.Export(conn, "/StatusNotifierWatcher", prop.Map{trayWatcher: host})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := conn.RequestName(trayWatcher, 0); err != nil {
		t.Fatal(err)
	}
	check(false)
	props.SetMust(trayWatcher, "IsStatusNotifierHostRegistered", true)
	check(true)
	for _, name := range []string{"org.kde.kded6", "org.kde.StatusNotifierHost-1"} {
		if _, err := conn.RequestName(name, 0); err != nil {
			t.Fatal(err)
		}
		check(name != "org.kde.kded6") // it says so without a panel, too
	}
	if _, err := conn.ReleaseName(trayWatcher); err != nil {
		t.Fatal(err)
	}
	check(false)
}

// A bus that takes the connection and says nothing ends the wait with ctx.
func TestSilentBus(t *testing.T) {
	path := t.TempDir() + "/bus"
	fd, err := unix.Socket(unix.AF_UNIX, unix.SOCK_STREAM|unix.SOCK_CLOEXEC, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer unix.Close(fd)
	if err := errors.Join(unix.Bind(fd, &unix.SockaddrUnix{Name: path}), unix.Listen(fd, 5)); err != nil {
		t.Fatal(err)
	}
	t.Setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path="+path)
	if err := SessionBus(within(t, 50*time.Millisecond)); err == nil {
		t.Error("a silent bus is no error")
	}
}

func TestDisplay(t *testing.T) {
	for _, tt := range []struct {
		x, wayland string
		want       bool
	}{{"", "", false}, {":0", "", true}, {"", "wayland-0", true}} {
		t.Setenv("DISPLAY", tt.x)
		t.Setenv("WAYLAND_DISPLAY", tt.wayland)
		if got := Display(); got != tt.want {
			t.Errorf("%+v: got %v", tt, got)
		}
	}
}

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
