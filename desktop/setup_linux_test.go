package desktop

import (
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/godbus/dbus/v5"
)

// information answers as a notification service does.
type information struct{}

func (information) GetServerInformation() (name, vendor, version, spec string, err *dbus.Error) {
	return "Notifier of the test", "nobody", "1", "1.2", nil
}

func TestNotifications(t *testing.T) {
	end := bus(t)
	ctx := within(t, 20*time.Second)
	// The bus may know how to start one that is installed here.
	if name, err := Notifications(ctx); err == nil && name != notifier {
		t.Errorf("without a service: got %q", name)
	}
	conn, err := dialBus(ctx)
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

func TestDefaultBrowser(t *testing.T) {
	home := inventHome(t, nil)
	bin := filepath.Join(home, "bin")
	program := func(name, script string) {
		t.Helper()
		if err := os.MkdirAll(bin, 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(bin, name), []byte("#!/bin/sh\n"+script+"\n"), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	check := func(what, want string, wantErr error) {
		t.Helper()
		got, err := DefaultBrowser(within(t, 20*time.Second))
		if got != want || !errors.Is(err, wantErr) {
			t.Errorf("%s: got %q, %v, want %q, %v", what, got, err, want, wantErr)
		}
	}
	t.Setenv("AWS_SECRET_ACCESS_KEY", "PLANTED")
	check("nothing", "", ErrNoBrowser)
	program("xdg-open", "")
	check("an opener without a browser", "", ErrNoBrowser)
	program("xdg-settings", "exit 1")
	check("nothing set", "", ErrNoBrowser)
	program("x-www-browser", "")
	check("Debian's browser", "xdg-open", nil)
	program("xdg-settings", "[ -z \"$AWS_SECRET_ACCESS_KEY\" ] && [ \"$*\" = 'get default-web-browser' ] && echo chromium.desktop")
	check("one set", "chromium", nil)
}
