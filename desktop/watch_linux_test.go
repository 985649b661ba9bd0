package desktop

import (
	"context"
	"os"
	"sync/atomic"
	"testing"
	"time"

	"halfday/internal/bus"

	"github.com/godbus/dbus/v5"
)

func TestLocks(t *testing.T) {
	v := dbus.MakeVariant
	changed := func(of string, what map[string]dbus.Variant) []any { return []any{of, what, []string{}} }
	for name, test := range map[string]struct {
		signal string
		body   []any
		want   bool
	}{
		"goes to sleep":             {"org.freedesktop.login1.Manager.PrepareForSleep", []any{true}, true},
		"has woken":                 {"org.freedesktop.login1.Manager.PrepareForSleep", []any{false}, false},
		"lock":                      {"org.freedesktop.login1.Session.Lock", nil, true},
		"unlock":                    {"org.freedesktop.login1.Session.Unlock", nil, false},
		"is locked":                 {"org.freedesktop.DBus.Properties.PropertiesChanged", changed(logindSession, map[string]dbus.Variant{"LockedHint": v(true)}), true},
		"is unlocked":               {"org.freedesktop.DBus.Properties.PropertiesChanged", changed(logindSession, map[string]dbus.Variant{"LockedHint": v(false)}), false},
		"is idle":                   {"org.freedesktop.DBus.Properties.PropertiesChanged", changed(logindSession, map[string]dbus.Variant{"IdleHint": v(true)}), false},
		"something else is locked":  {"org.freedesktop.DBus.Properties.PropertiesChanged", changed("org.example.Door", map[string]dbus.Variant{"LockedHint": v(true)}), false},
		"KDE's saver":               {"org.freedesktop.ScreenSaver.ActiveChanged", []any{true}, true},
		"GNOME's saver":             {"org.gnome.ScreenSaver.ActiveChanged", []any{true}, true},
		"the saver ends":            {"org.gnome.ScreenSaver.ActiveChanged", []any{false}, false},
		"another thing is active":   {"org.example.Player.ActiveChanged", []any{true}, false},
		"a saver that says nothing": {"org.mate.ScreenSaver.ActiveChanged", nil, false},
		"a saver that says a text":  {"org.mate.ScreenSaver.ActiveChanged", []any{"true"}, false},
		"properties of no shape":    {"org.freedesktop.DBus.Properties.PropertiesChanged", []any{7}, false},
	} {
		if got := locks(&dbus.Signal{Name: test.signal, Body: test.body}); got != test.want {
			t.Errorf("%s: got %v, want %v", name, got, test.want)
		}
	}
}

// owner is a login session of a user.
type owner struct{ uid uint32 }

func (o owner) Get(_, name string) (dbus.Variant, *dbus.Error) {
	return dbus.MakeVariant(struct {
		UID  uint32
		Path dbus.ObjectPath
	}{o.uid, "/"}), nil
}

// What logind and the screen saver say arrives, each from its own bus, and a bus
// that is lost counts as a lock. The lock of another user is none.
func TestWatchLock(t *testing.T) {
	endSession := startBus(t)
	sessionAddress := os.Getenv("DBUS_SESSION_BUS_ADDRESS")
	endSystem := startBus(t)
	t.Setenv("DBUS_SYSTEM_BUS_ADDRESS", os.Getenv("DBUS_SESSION_BUS_ADDRESS"))
	t.Setenv("DBUS_SESSION_BUS_ADDRESS", sessionAddress)
	system, err := bus.System(within(t, 20*time.Second))
	if err != nil {
		t.Fatal(err)
	}
	defer system.Close()
	const mine, other = dbus.ObjectPath("/org/freedesktop/login1/session/_31"), dbus.ObjectPath("/org/freedesktop/login1/session/_32")
	system.Export(owner{uint32(os.Getuid())}, mine, properties)
	system.Export(owner{uint32(os.Getuid()) + 1}, other, properties)
	if _, err := system.RequestName(logind, 0); err != nil {
		t.Fatal(err)
	}
	session, err := bus.Session(within(t, 20*time.Second))
	if err != nil {
		t.Fatal(err)
	}
	defer session.Close()

	var locks atomic.Int64
	ctx, stop := context.WithCancel(t.Context())
	watched := make(chan struct{})
	go func() {
		defer close(watched)
		WatchLock(ctx, func() { locks.Add(1) })
	}()
	defer func() { stop(); <-watched }()
	// Until the watcher listens nobody hears: each is said until it counts.
	heard := func(what string, say func()) {
		t.Helper()
		before := locks.Load()
		for end := time.Now().Add(20 * time.Second); locks.Load() == before; time.Sleep(10 * time.Millisecond) {
			if time.Now().After(end) {
				t.Fatalf("%s: not heard", what)
			}
			say()
		}
	}
	heard("the screen saver", func() { session.Emit("/org/gnome/ScreenSaver", "org.gnome.ScreenSaver.ActiveChanged", true) })
	heard("sleep", func() { system.Emit("/org/freedesktop/login1", logindManager+".PrepareForSleep", true) })
	heard("lock", func() { system.Emit(mine, logindSession+".Lock") })
	hint := map[string]dbus.Variant{"LockedHint": dbus.MakeVariant(true)}
	heard("the hint", func() { system.Emit(mine, properties+".PropertiesChanged", logindSession, hint, []string{}) })

	for path, want := range map[dbus.ObjectPath]bool{mine: true, other: false, "/of/nobody": true} {
		if got := ourSession(system, &dbus.Signal{Path: path}); got != want {
			t.Errorf("%s is ours: %v, want %v", path, got, want)
		}
	}
	heard("the end of the system bus", endSystem)
	heard("the end of the session bus", endSession)
}

func TestWatchLockWithoutABus(t *testing.T) {
	t.Setenv("DBUS_SYSTEM_BUS_ADDRESS", "unix:path="+t.TempDir()+"/none")
	t.Setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path="+t.TempDir()+"/none")
	ctx, stop := context.WithTimeout(t.Context(), 100*time.Millisecond)
	defer stop()
	WatchLock(ctx, func() { t.Error("a lock out of nowhere") })
	if ctx.Err() == nil {
		t.Error("did not wait")
	}
}
