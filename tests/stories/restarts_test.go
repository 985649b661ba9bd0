//go:build linux

package stories

import (
	"syscall"
	"testing"
	"time"

	"halfday/tests/stage"

	"github.com/godbus/dbus/v5"
)

// The panel restarts: icon and menu are back, and the menu works.
func TestHostRestarts(t *testing.T) {
	t.Parallel()
	hostRestarts(t, 10)
}

func hostRestarts(t *testing.T, times int) {
	t.Helper()
	s := stage.New(t, stage.Set{NoPanel: true})
	s.Seed(stage.Lasting(dev, 10*time.Minute)) // a notification shows meanwhile
	a := s.Start()                             // at login there may be no panel yet
	n := s.Notes.Await(s.Words.Reminder.Ending([]string{dev}, 10*time.Minute).Title)
	s.Panel.Start()
	a.AwaitIcon()
	a.AwaitSession(dev)
	for range times {
		s.Panel.Stop()
		s.Panel.Start()
		a.AwaitIcon()
	}
	a.AwaitSession(dev)
	// Signals of the notification service cost no icon either.
	s.Notes.Press(n, s.Words.Reminder.SignInAgain)
	s.AwaitDialog(stage.EntryDialog, dev).Cancel()
	s.Panel.Stop()
	s.Panel.Start()
	a.AwaitIcon()
	a.Click(prod)
	s.AwaitDialog(stage.EntryDialog, prod)
	if got := len(s.Notes.Shown()); got != 1 {
		t.Errorf("%d notifications, want 1", got)
	}
	a.Quit()
	s.AwaitNoProcess()
}

// A crash in the middle of a sign-in: no dialog and no process stays, and what
// was known is known again.
func TestCrash(t *testing.T) {
	t.Parallel()
	s := stage.New(t, stage.Set{})
	a := s.Open()
	a.SignIn(dev)
	s.AwaitRemembered(1)
	a.Click(prod)
	d := s.AwaitDialog(stage.EntryDialog, prod)
	a.Kill()
	d.AwaitGone()
	s.AwaitNoProcess()

	a = s.Open()
	a.AwaitSession(dev)
	a.SignIn(prod)
	s.AwaitRemembered(2)
	for range 5 { // at any moment
		a.Kill()
		a = s.Open()
	}
	a.AwaitSession(dev)
	a.AwaitSession(prod)
	if got := len(s.Remembered()); got != 2 {
		t.Errorf("%d sessions on disk, want 2", got)
	}
	if bad := s.Read(s.StateFile("sessions.json.bad")); bad != "" {
		t.Errorf("the store was moved aside:\n%s", bad)
	}
}

// The session bus goes away and comes back: the tray starts itself anew, and
// sessions and reminders are there as before.
func TestBusDies(t *testing.T) {
	t.Parallel()
	s := stage.New(t, stage.Set{})
	s.Seed(stage.Lasting(prod, 10*time.Minute))
	a := s.Open()
	s.Notes.Await(s.Words.Reminder.Ending([]string{prod}, 10*time.Minute).Title)
	a.SignIn(dev)
	a.ClickIn(prod, s.Words.Menu.SignInNewCode)
	d := s.AwaitDialog(stage.EntryDialog, prod)

	s.EndBus()
	d.AwaitGone()
	time.Sleep(time.Second) // the bus stays away for some of its tries
	s.StartBus()
	s.Join(stage.Set{})
	a.AwaitIcon()
	a.AwaitSession(prod)
	a.AwaitSession(dev)
	if got := len(s.Notes.Shown()); got != 1 {
		t.Errorf("%d notifications, want the one of before", got)
	}
	a.ClickIn(prod, s.Words.Menu.SignInNewCode)
	s.AwaitDialog(stage.EntryDialog, prod).Cancel()

	// Again, at once.
	s.EndBus()
	s.StartBus()
	s.Join(stage.Set{})
	a.AwaitIcon()
	a.AwaitSession(dev)
	a.Quit()
	s.AwaitNoProcess()
}

// A signal ends the waiting for a session bus.
func TestNoBus(t *testing.T) {
	t.Parallel()
	s := stage.New(t, stage.Set{})
	s.EndBus()
	a := s.Start()
	time.Sleep(300 * time.Millisecond)
	a.Must(a.Cmd.Process.Signal(syscall.SIGTERM))
	select {
	case <-a.Ended: // by its own exit or, where it was just starting, by the signal
	case <-time.After(stage.Longest):
		t.Error("it takes no notice of a signal")
	}
	s.AwaitNoProcess()
}

// At login the panel may come at any moment of Halfday's start, and the icon
// is there in any case.
func TestPanelComesLate(t *testing.T) {
	t.Parallel()
	s := stage.New(t, stage.Set{NoPanel: true})
	spy, err := dbus.Connect(s.Address)
	s.Must(err)
	defer spy.Close()
	rules := []string{"type='method_call',member='RegisterStatusNotifierItem'"}
	s.Must(spy.BusObject().Call("org.freedesktop.DBus.Monitoring.BecomeMonitor", 0, rules, uint32(0)).Err)
	tries := make(chan *dbus.Message, 1000)
	spy.Eavesdrop(tries)
	for range 10 {
		a := s.Start()
		select {
		case <-tries: // it looked for the panel a moment too early
		case <-time.After(300 * time.Millisecond):
		}
		s.Panel.Start()
		a.AwaitIcon()
		a.Kill()
		s.Panel.Stop()
		for len(tries) > 0 {
			<-tries
		}
	}
}
