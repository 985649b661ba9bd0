package desktop

import (
	"bytes"
	"context"
	"errors"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"github.com/godbus/dbus/v5/prop"
	"golang.org/x/sys/unix"
)

// bus starts a private bus, makes it the session bus of this process, and
// returns how to end it.
func bus(t *testing.T) (end func()) {
	t.Helper()
	daemon, err := exec.LookPath("dbus-daemon")
	if err != nil {
		if os.Getenv("HALFDAY_TEST_DESKTOP") == "1" {
			t.Fatal(err)
		}
		t.Skip("dbus-daemon is not installed")
	}
	read, write, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer read.Close()
	cmd := exec.Command(daemon, "--session", "--nofork", "--nopidfile", "--address=unix:dir="+t.TempDir(), "--print-address=3")
	cmd.ExtraFiles = []*os.File{write}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	write.Close()
	end = func() {
		cmd.Process.Kill()
		cmd.Wait()
	}
	t.Cleanup(end)
	address := make([]byte, 1000)
	n, err := read.Read(address)
	if err != nil {
		t.Fatal(err)
	}
	t.Setenv("DBUS_SESSION_BUS_ADDRESS", string(bytes.TrimSpace(address[:n])))
	return end
}

func within(t *testing.T, d time.Duration) context.Context {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), d)
	t.Cleanup(cancel)
	return ctx
}

func TestTrayHost(t *testing.T) {
	bus(t)
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

	conn, err := dialBus(ctx)
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
	if _, err := conn.ReleaseName(trayWatcher); err != nil {
		t.Fatal(err)
	}
	check(false)
}

func TestAwaitTrayHost(t *testing.T) {
	end := bus(t)
	ctx, stop := context.WithTimeout(context.Background(), 20*time.Second)
	defer stop()
	host, err := dialBus(ctx)
	if err != nil {
		t.Fatal(err)
	}
	defer host.Close()
	waits := func(ctx context.Context) <-chan error {
		result := make(chan error, 1)
		go func() { result <- AwaitTrayHost(ctx) }()
		return result
	}
	quitting, quit := context.WithCancel(ctx)
	quits, first := waits(quitting), waits(ctx)
	quit()
	if err := <-quits; !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	select {
	case err := <-first:
		t.Errorf("got %v with no host there", err)
	case <-time.After(50 * time.Millisecond):
	}
	if _, err := host.RequestName(trayWatcher, 0); err != nil {
		t.Fatal(err)
	}
	if err := <-first; err != nil {
		t.Errorf("a host that came: %v", err)
	}
	if err := AwaitTrayHost(ctx); err != nil {
		t.Errorf("a host that is there: %v", err)
	}
	if _, err := host.ReleaseName(trayWatcher); err != nil {
		t.Fatal(err)
	}
	second := waits(ctx)
	end()
	if err := <-second; err == nil || ctx.Err() != nil {
		t.Errorf("got %v with the bus gone", err)
	}
}

func TestWatchBus(t *testing.T) {
	end := bus(t)
	ctx, cancel := context.WithCancel(context.Background())
	watch := func() <-chan error {
		result := make(chan error, 1)
		go func() { result <- WatchBus(ctx) }()
		return result
	}
	first := watch()
	cancel()
	if err := <-first; !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	ctx = context.Background()
	second := watch()
	// The watch has begun when the bus lists its connection beside ours.
	conn, err := dialBus(within(t, 20*time.Second))
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	for unique := 0; unique < 2; {
		var names []string
		if err := conn.BusObject().Call("org.freedesktop.DBus.ListNames", 0).Store(&names); err != nil {
			t.Fatal(err)
		}
		unique = strings.Count(strings.Join(names, "\n"), ":1.")
	}
	end()
	select {
	case err := <-second:
		if err == nil {
			t.Error("the end of the bus is no error")
		}
	case <-time.After(20 * time.Second):
		t.Error("the end of the bus went unnoticed")
	}
	if err := SessionBus(within(t, 20*time.Second)); err == nil {
		t.Error("a bus out of nowhere")
	}
	if _, err := TrayHost(within(t, 20*time.Second)); err == nil {
		t.Error("a tray host out of nowhere")
	}
	if err := WatchBus(within(t, 20*time.Second)); err == nil {
		t.Error("watching nothing")
	}
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
	began := time.Now()
	if err := SessionBus(within(t, 50*time.Millisecond)); err == nil {
		t.Error("a silent bus is no error")
	}
	if took := time.Since(began); took > 10*time.Second {
		t.Errorf("took %v", took)
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
