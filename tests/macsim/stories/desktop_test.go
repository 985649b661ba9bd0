//go:build macsim

package stories

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"sync"
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

// What settings ask for at each start leaves the person's decision alone, and
// does not even ask macOS.
func TestLoginItemOfSettings(t *testing.T) {
	for status, want := range map[int]error{off: nil, switchedOff: desktop.ErrSwitchedOff} {
		m := apple.New()
		m.Login.Status = status
		t.Setenv("HOME", t.TempDir())
		item := desktop.LoginItem{Name: "Halfday", ID: "app.halfday.Halfday", Exec: "/Applications/Halfday.app/Contents/MacOS/halfday"}
		if err := item.OnUnasked(); !errors.Is(err, want) || (err == nil) != (want == nil) || (m.Login.Register > 0) != (want == nil) {
			t.Errorf("%d: got %v, registered %d times", status, err, m.Login.Register)
		}
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
	nothingLeft(t, "HalfdayObserver", "NSActivity")
}

// The screen locks, the Mac goes to sleep, another user comes: each is heard
// once, from an observer of its own.
func TestLock(t *testing.T) {
	m := apple.New()
	ctx, stop := context.WithCancel(t.Context())
	locked, over := make(chan bool), make(chan bool)
	go func() {
		desktop.WatchLock(ctx, func() { locked <- true })
		close(over)
	}()
	news := []string{"com.apple.screenIsLocked", "NSWorkspaceWillSleepNotification", "NSWorkspaceSessionDidResignActiveNotification"}
	for _, name := range news {
		heard := make(chan bool)
		go func() {
			for !m.Post(name) {
				mainThread(m.Turn)
			}
			close(heard)
		}()
		<-locked
		<-heard
	}
	stop()
	<-over
	mainThread(m.Turn)
	for _, name := range news {
		if m.Post(name) {
			t.Errorf("it still listens to %s", name)
		}
	}
	nothingLeft(t, "HalfdayObserver")
}

// Sleep that ends before the main thread came to it: nobody listens then.
func TestLockThatEndsAtOnce(t *testing.T) {
	m := apple.New()
	ctx, stop := context.WithCancel(t.Context())
	stop()
	desktop.WatchLock(ctx, func() { t.Error("locked") })
	mainThread(m.Turn)
	if m.Post("com.apple.screenIsLocked") {
		t.Error("it listens")
	}
	nothingLeft(t, "HalfdayObserver")
}

// The lock and sleep are listened for from two goroutines at once, as the tray
// does: each hears.
func TestLockAndSleepAtOnce(t *testing.T) {
	for range 100 {
		m := apple.New()
		ctx, stop := context.WithCancel(t.Context())
		heard := make(chan string, 2)
		var end sync.WaitGroup
		end.Go(func() { desktop.WatchLock(ctx, func() { heard <- "locked" }) })
		end.Go(func() { desktop.KeepTime(ctx, "a test", func() { heard <- "woke" }) })
		for _, name := range []string{"com.apple.screenIsLocked", "NSWorkspaceDidWakeNotification"} {
			tries := 0
			until(func() bool {
				mainThread(m.Turn)
				if tries++; tries == 1000 {
					t.Fatalf("nobody hears %s", name)
				}
				return m.Post(name)
			})
		}
		if a, b := <-heard, <-heard; a == b {
			t.Errorf("heard %s twice", a)
		}
		stop()
		end.Wait()
	}
}

// The menu opens for either button, the second time too, also where macOS tells
// the tray's library of no click.
func TestMenuAttached(t *testing.T) {
	m := apple.New()
	mainThread(m.Tray)
	for _, c := range []apple.Icon{{MacOS27: true}, {MacOS27: true, Right: true}, {MacOS27: true, FullScreen: true}, {}, {Right: true}} {
		desktop.AttachMenu()
		mainThread(m.Turn)
		for range 3 {
			if !m.Click(c) {
				t.Errorf("no menu for %+v", c)
			}
		}
	}
	nothingLeft(t, "HalfdayTray")
}

// Where the library keeps its menu elsewhere, all stays as it is.
func TestMenuElsewhere(t *testing.T) {
	m := apple.New()
	desktop.AttachMenu() // before the tray is there
	mainThread(m.Turn)
	mainThread(m.Tray)
	for range 2 {
		if !m.Click(apple.Icon{}) {
			t.Error("no menu")
		}
	}
	if m.Click(apple.Icon{MacOS27: true, Right: true}) {
		t.Error("the model opens a menu that is not attached")
	}
}

func TestReopen(t *testing.T) {
	m := apple.New()
	if m.Reopen() {
		t.Error("heard, by nobody")
	}
	times := 0
	desktop.OnReopen(func() { times++ })
	for want := range 2 {
		if !m.Reopen() || times != want+1 {
			t.Errorf("heard %d times, want %d", times, want+1)
		}
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
