//go:build linux

package tests

import (
	"fmt"
	"syscall"
	"testing"
	"time"

	"github.com/godbus/dbus/v5"
)

// The panel restarts: icon and menu are back, and the menu works.
func TestLifeHostRestarts(t *testing.T) {
	t.Parallel()
	hostRestarts(t, 10)
}

func hostRestarts(t *testing.T, times int) {
	t.Helper()
	s := newLogin(t, set{noPanel: true})
	s.seed(lasting(dev, 10*time.Minute)) // a notification shows meanwhile
	a := s.start()                       // at login there may be no panel yet
	n := s.notes.await(s.words.Reminder.Ending([]string{dev}, 10*time.Minute).Title)
	s.panel.start()
	a.awaitIcon()
	a.awaitSession(dev)
	time.Sleep(look) // the tray library begins to listen after its first icon
	var slowest time.Duration
	for range times {
		s.panel.stop()
		begin := time.Now()
		s.panel.start()
		a.awaitIcon()
		slowest = max(slowest, time.Since(begin))
	}
	a.awaitSession(dev)
	t.Logf("the icon was back after %v at most", slowest.Round(time.Millisecond))
	if slowest > 5*time.Second {
		t.Errorf("the icon was back after %v", slowest)
	}
	// Signals of the notification service cost no icon either.
	s.notes.press(n, s.words.Reminder.SignInAgain)
	s.awaitDialog(entryDialog, dev).cancel()
	s.panel.stop()
	s.panel.start()
	a.awaitIcon()
	a.click(prod)
	s.awaitDialog(entryDialog, prod)
	if got := len(s.notes.shown()); got != 1 {
		t.Errorf("%d notifications, want 1", got)
	}
	a.quit()
	s.awaitNoProcess()
}

// A crash in the middle of a sign-in: no dialog and no process stays, and what
// was known is known again.
func TestLifeCrash(t *testing.T) {
	t.Parallel()
	s := newLogin(t, set{})
	a := s.open()
	a.signIn(dev)
	s.awaitRemembered(1)
	a.click(prod)
	d := s.awaitDialog(entryDialog, prod)
	a.kill()
	d.awaitGone()
	s.awaitNoProcess()

	a = s.open()
	a.awaitSession(dev)
	a.signIn(prod)
	s.awaitRemembered(2)
	for range 5 { // at any moment
		a.kill()
		a = s.open()
	}
	a.awaitSession(dev)
	a.awaitSession(prod)
	if got := len(s.remembered()); got != 2 {
		t.Errorf("%d sessions on disk, want 2", got)
	}
	if bad := s.read(s.stateFile("sessions.json.bad")); bad != "" {
		t.Errorf("the store was moved aside:\n%s", bad)
	}
}

// The session bus goes away and comes back: the tray starts itself anew, and
// sessions and reminders are there as before.
func TestLifeBusDies(t *testing.T) {
	t.Parallel()
	s := newLogin(t, set{})
	s.seed(lasting(prod, 10*time.Minute))
	a := s.open()
	s.notes.await(s.words.Reminder.Ending([]string{prod}, 10*time.Minute).Title)
	a.signIn(dev)
	a.click(prod)
	d := s.awaitDialog(entryDialog, prod)

	s.endBus()
	d.awaitGone()
	time.Sleep(time.Second) // the bus stays away for some of its tries
	s.startBus()
	s.join(set{})
	a.awaitIcon()
	a.awaitSession(prod)
	a.awaitSession(dev)
	if got := len(s.notes.shown()); got != 1 {
		t.Errorf("%d notifications, want the one of before", got)
	}
	a.click(prod)
	s.awaitDialog(entryDialog, prod).cancel()

	// Again, at once.
	s.endBus()
	s.startBus()
	s.join(set{})
	a.awaitIcon()
	a.awaitSession(dev)
	a.quit()
	s.awaitNoProcess()
}

// A minute without a session bus, and the tray ends so that a session manager
// notices. Where the bus never was, the same.
func TestLifeNoBus(t *testing.T) {
	t.Parallel()
	s := newLogin(t, set{})
	s.endBus()
	lost := time.Now().Add(-58500 * time.Millisecond)
	s.env = append(s.env, fmt.Sprintf("HALFDAY_RESTART=4@%d", lost.UnixMilli()))
	a := s.start()
	a.awaitEnd(1)
	if d := time.Since(lost); d < time.Minute {
		t.Errorf("it gave up after %v, want a minute", d)
	}
	if out := a.stderr.String(); out == "" {
		t.Error("it says nothing on standard error")
	}

	// A signal ends the waiting.
	s.env[len(s.env)-1] = "HALFDAY_RESTART="
	a = s.start()
	time.Sleep(300 * time.Millisecond)
	a.must(a.cmd.Process.Signal(syscall.SIGTERM))
	select {
	case <-a.ended: // by its own exit or, where it was just starting, by the signal
	case <-time.After(longest):
		t.Error("it takes no notice of a signal")
	}
	s.awaitNoProcess()
}

// At login the panel may come at any moment of Halfday's start, and the icon
// is there in any case.
func TestLifePanelComesLate(t *testing.T) {
	t.Parallel()
	s := newLogin(t, set{noPanel: true})
	spy, err := dbus.Connect(s.address)
	s.must(err)
	defer spy.Close()
	rules := []string{"type='method_call',member='RegisterStatusNotifierItem'"}
	s.must(spy.BusObject().Call("org.freedesktop.DBus.Monitoring.BecomeMonitor", 0, rules, uint32(0)).Err)
	tries := make(chan *dbus.Message, 1000)
	spy.Eavesdrop(tries)
	for range 10 {
		a := s.start()
		select {
		case <-tries: // it looked for the panel a moment too early
		case <-time.After(300 * time.Millisecond):
		}
		s.panel.start()
		a.awaitIcon()
		a.kill()
		s.panel.stop()
		for len(tries) > 0 {
			<-tries
		}
	}
}
