//go:build macsim

package stories

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"halfday/desktop"
	"halfday/tests/macsim/apple"
)

const off, on, switchedOff, notFound = 0, 1, 2, 3

// The login item in each of its states, where registering works and where not.
func TestLoginItem(t *testing.T) {
	for _, c := range []struct {
		name          string
		status        int
		refuse        bool
		outside       bool // of a bundle
		problem       error
		after, agents bool // starts at login; by a LaunchAgent
	}{
		{name: "not there", status: off, after: true},
		{name: "there", status: on, after: true},
		{name: "switched off in System Settings", status: switchedOff, problem: desktop.ErrSwitchedOff},
		{name: "switched off, and registering fails", status: switchedOff, refuse: true, problem: desktop.ErrSwitchedOff},
		{name: "not found: quarantined", status: notFound, refuse: true, after: true, agents: true},
		{name: "not there, and registering fails", status: off, refuse: true, after: true, agents: true},
		{name: "outside a bundle", outside: true, after: true, agents: true},
	} {
		t.Run(c.name, func(t *testing.T) {
			m := apple.New()
			m.Login.Status, m.Login.Refuse = c.status, c.refuse
			if c.outside {
				m.BundleID, m.BundlePath = "", "/opt/homebrew/bin"
			}
			t.Setenv("HOME", t.TempDir())
			agent := filepath.Join(os.Getenv("HOME"), "Library/LaunchAgents/app.halfday.Halfday.plist")
			item := desktop.LoginItem{Name: "Halfday", ID: "app.halfday.Halfday", Exec: "/Applications/Halfday.app/Contents/MacOS/halfday"}
			if err := item.On(); !errors.Is(err, c.problem) || (err == nil) != (c.problem == nil) {
				t.Errorf("On: %v", err)
			}
			_, err := os.Stat(agent)
			if is, err2 := item.Status(); is != c.after || err2 != nil || (err == nil) != c.agents {
				t.Errorf("got %v, %v, LaunchAgent %v", is, err2, err)
			}
			if err := item.Off(); err != nil {
				t.Errorf("Off: %v", err)
			}
			if is, err := item.Status(); is || err != nil || m.Login.Status == on || m.Login.Status == switchedOff {
				t.Errorf("after Off: %v, %v, %d", is, err, m.Login.Status)
			}
			if _, err := os.Stat(agent); err == nil {
				t.Error("the LaunchAgent stays")
			}
		})
	}
}

func TestWake(t *testing.T) {
	m := apple.New()
	ctx, stop := context.WithCancel(t.Context())
	woke, over := make(chan bool), make(chan bool)
	go func() {
		desktop.KeepTime(ctx, "Halfday", func() { woke <- true })
		close(over)
	}()
	for range 3 { // sleep and wake
		for heard := false; !heard; {
			mainThread(m.Turn) // where the news comes from
			heard = m.Post("NSWorkspaceDidWakeNotification")
		}
		<-woke
	}
	stop()
	<-over
	mainThread(m.Turn)
	if m.Post("NSWorkspaceDidWakeNotification") {
		t.Error("it still listens")
	}
	nothingLeft(t, "HalfdaySleepObserver", "NSActivity")
}

func TestReopen(t *testing.T) {
	m := apple.New()
	if m.Reopen() {
		t.Error("heard, by nobody")
	}
	times := 0
	desktop.OnReopen(func() { times++ })
	if !m.Reopen() || !m.Reopen() || times != 2 {
		t.Errorf("heard %d times", times)
	}
}

func TestLanguage(t *testing.T) {
	m := apple.New()
	m.Languages = []string{"ja-JP", "en-US"}
	none := func(string) string { return "" }
	if got := desktop.Language(none); got != "ja-JP" {
		t.Errorf("got %q", got)
	}
}

// What doctor says of notifications.
func TestNotificationsForDoctor(t *testing.T) {
	for status, want := range map[int]error{apple.NotAsked: desktop.ErrNotificationsUnasked, apple.Denied: desktop.ErrNotificationsOff, apple.Authorized: nil} {
		m := apple.New()
		m.SetPermission(status)
		if _, err := desktop.Notifications(t.Context()); err != want {
			t.Errorf("%d: got %v, want %v", status, err, want)
		}
	}
	m := apple.New()
	m.BundleID, m.BundlePath = "", "/tmp"
	if _, err := desktop.Notifications(t.Context()); err != nil {
		t.Errorf("outside a bundle: %v", err)
	}
}
