package notify

import (
	"context"
	"errors"
	"os"
	"strings"
	"testing"
	"time"
)

func TestNotifyReplaceAndWithdraw(t *testing.T) {
	notifyBus(t)
	s := serveNotify(t, "body", "actions")
	n, pressed := notifier(t, Identity{Name: "Halfday"})
	show(t, n, reminder)
	first := await(t, s.notified)
	show(t, n, reminder)
	second := await(t, s.notified)
	if second.Replaces != first.ID || second.ID != first.ID || second.Sender != first.Sender {
		t.Errorf("got %+v after %+v", second, first)
	}
	other := reminder
	other.Key = "dev"
	show(t, n, other)
	third := await(t, s.notified)
	if third.Replaces != 0 {
		t.Errorf("another key replaced %d", third.Replaces)
	}
	n.Withdraw("unknown")
	n.Withdraw("prod")
	n.Withdraw("prod")
	if got := await(t, s.closed); got != first.ID {
		t.Errorf("closed %d, want %d", got, first.ID)
	}
	s.there(third.Sender)
	s.emit("ActionInvoked", third.ID, "later")
	if got := await(t, pressed); got != "dev later" {
		t.Errorf("got %q", got)
	}
	await(t, s.closed)
	s.gone(third.Sender)
}

// The connection lives while something is shown.
func TestNotifyDismissed(t *testing.T) {
	notifyBus(t)
	s := serveNotify(t, "body", "actions")
	n, _ := notifier(t, Identity{Name: "Halfday"})
	show(t, n, reminder)
	sent := await(t, s.notified)
	s.there(sent.Sender)
	s.emit("NotificationClosed", sent.ID, uint32(2))
	s.gone(sent.Sender)
	show(t, n, reminder)
	if got := await(t, s.notified); got.Replaces != 0 {
		t.Errorf("replaced %d, which is gone", got.Replaces)
	}
}

// What waited for a person is shown again when another service comes, and its
// buttons work; what was taken back is not.
func TestNotifyServiceRestart(t *testing.T) {
	notifyBus(t)
	s := serveNotify(t, "body", "actions")
	n, pressed := notifier(t, Identity{Name: "Halfday"})
	other, third, plain := reminder, reminder, reminder
	other.Key, third.Key = "dev", "audit"
	plain.Key, plain.Buttons = "plain", nil
	for _, note := range []Notification{plain, third, other, reminder} {
		show(t, n, note)
		await(t, s.notified)
	}
	n.Withdraw("audit")
	await(t, s.closed)
	s.restart()
	dev, prod := await(t, s.notified), await(t, s.notified)
	if dev.Replaces != 0 || prod.Replaces != 0 {
		t.Errorf("replaced %d and %d of the service before", dev.Replaces, prod.Replaces)
	}
	if dev.ID != 1 || prod.ID != 2 { // plain and audit had them at the service before
		t.Fatalf("ids %d, %d", dev.ID, prod.ID)
	}
	for id, want := range map[uint32]string{1: "dev again", 2: "prod again"} {
		s.emit("ActionInvoked", id, "again")
		if got := await(t, pressed); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
	select {
	case more := <-s.notified:
		t.Errorf("shown once more: %+v", more)
	default:
	}
}

func TestNotifyBusRestart(t *testing.T) {
	end := notifyBus(t)
	s := serveNotify(t, "body", "actions")
	n, pressed := notifier(t, Identity{Name: "Halfday"})
	show(t, n, reminder)
	await(t, s.notified)
	end()
	if err := n.Show(t.Context(), reminder); !errors.Is(err, ErrNoNotifications) {
		t.Errorf("without a bus: %v", err)
	}
	startNotifyBus(t, t.TempDir()+"/bus")
	s.forget()
	s.start()
	show(t, n, reminder)
	sent := await(t, s.notified)
	s.emit("ActionInvoked", sent.ID, "later")
	if got := await(t, pressed); got != "prod later" {
		t.Errorf("got %q", got)
	}
}

// A new bus at the old address, in the midst of a connection, costs nothing.
func TestNotifyBusReplaced(t *testing.T) {
	end := notifyBus(t)
	s := serveNotify(t, "body", "actions")
	n, _ := notifier(t, Identity{Name: "Halfday"})
	show(t, n, reminder)
	await(t, s.notified)
	end()
	startNotifyBus(t, strings.TrimPrefix(os.Getenv("DBUS_SESSION_BUS_ADDRESS"), "unix:path="))
	s.start()
	show(t, n, reminder)
	if got := await(t, s.notified); got.Replaces != 0 {
		t.Errorf("replaced %d", got.Replaces)
	}
}

func TestNotifyNoService(t *testing.T) {
	notifyBus(t)
	n, _ := notifier(t, Identity{Name: "Halfday"})
	n.limit = time.Hour // the bus knows at once
	err := n.Show(t.Context(), reminder)
	if !errors.Is(err, ErrNoNotifications) {
		t.Errorf("got %v", err)
	}
	n.Withdraw("prod")

	t.Setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent")
	if err := n.Show(t.Context(), reminder); !errors.Is(err, ErrNoNotifications) {
		t.Errorf("without a bus: %v", err)
	}
}

// A service that hangs costs the limit, and what it would show then does not
// come late.
func TestNotifyHangs(t *testing.T) {
	notifyBus(t)
	s := newNotifyService(t, "body", "actions")
	s.hang = make(chan struct{})
	s.start()
	n, _ := notifier(t, Identity{Name: "Halfday"})
	if n.limit != 3*time.Second {
		t.Errorf("the limit is %v", n.limit)
	}
	n.limit = 300 * time.Millisecond

	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Millisecond)
	defer cancel()
	if err := n.Show(ctx, reminder); !errors.Is(err, context.DeadlineExceeded) || errors.Is(err, ErrNoNotifications) {
		t.Errorf("got %v, want the caller's own limit", err)
	}
	if err := n.Show(t.Context(), reminder); !errors.Is(err, ErrNoNotifications) {
		t.Errorf("got %v", err)
	}
	close(s.hang)
	n.limit = 20 * time.Second
	other := reminder
	other.Title = "the next one"
	show(t, n, other)
	if got := await(t, s.notified); got.Summary != "the next one" {
		t.Errorf("%q came late", got.Summary)
	}
}

func TestNotifyClose(t *testing.T) {
	notifyBus(t)
	s := serveNotify(t, "body", "actions")
	n, _ := notifier(t, Identity{Name: "Halfday"})
	show(t, n, Notification{Key: "error", Title: "stays to be read"})
	await(t, s.notified)
	show(t, n, reminder)
	sent := await(t, s.notified)
	n.Close()
	n.Close()
	if got := await(t, s.closed); got != sent.ID {
		t.Errorf("closed %d, want %d", got, sent.ID)
	}
	s.gone(sent.Sender)
	if len(s.closed) > 0 {
		t.Errorf("closed %d too, which has no buttons", <-s.closed)
	}
	n.Withdraw("prod")
	if err := n.Show(t.Context(), reminder); !errors.Is(err, ErrNoNotifications) {
		t.Errorf("got %v", err)
	}
}

// A service that shows a notification and says so when a dialog is there in
// its place.
func TestNotifyAnswersTooLate(t *testing.T) {
	notifyBus(t)
	s := newNotifyService(t, "body", "actions")
	s.slow = make(chan struct{})
	s.start()
	n, _ := notifier(t, Identity{Name: "Halfday"})
	ctx, tooLate := context.WithCancel(t.Context())
	defer tooLate()
	result := make(chan error, 1)
	go func() { result <- n.Show(ctx, reminder) }()
	sent := await(t, s.notified)
	tooLate()
	if err := await(t, result); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	close(s.slow)
	if got := await(t, s.closed); got != sent.ID {
		t.Errorf("closed %d, want %d", got, sent.ID)
	}
	s.gone(sent.Sender)
}

// A service that answers in the instant in which nobody waits any longer: the
// notification stays, or a dialog takes its place, but not both.
func TestNotifyAnswersAtTheLastMoment(t *testing.T) {
	notifyBus(t)
	s := newNotifyService(t, "body", "actions")
	s.slow = make(chan struct{})
	s.start()
	n, _ := notifier(t, Identity{Name: "Halfday"})
	for i := range 100 {
		ctx, tooLate := context.WithCancel(t.Context())
		result := make(chan error, 1)
		go func() { result <- n.Show(ctx, reminder) }()
		sent := await(t, s.notified)
		s.slow <- struct{}{}
		time.Sleep(time.Duration(i) * 10 * time.Microsecond) // sweeps over the instant
		tooLate()
		if err := await(t, result); err == nil {
			n.Withdraw(reminder.Key)
		} else if !errors.Is(err, context.Canceled) {
			t.Errorf("got %v", err)
		}
		if got := await(t, s.closed); got != sent.ID {
			t.Errorf("closed %d, want %d", got, sent.ID)
		}
	}
}

// A service that hangs does not hold up the end: neither while a notification is
// on its way to it, nor while it is to show what the one before it had shown.
func TestNotifyCloseWhileTheServiceHangs(t *testing.T) {
	closes := func(n *Notifier) {
		t.Helper()
		closed := make(chan struct{})
		go func() {
			n.Close()
			close(closed)
		}()
		await(t, closed)
	}
	notifyBus(t)
	s := serveNotify(t, "body", "actions")
	late, _ := notifier(t, Identity{Name: "Halfday"})
	show(t, late, reminder)
	await(t, s.asked)
	s.hang = make(chan struct{})
	defer close(s.hang)
	s.restart()
	await(t, s.asked)
	closes(late)

	n, _ := notifier(t, Identity{Name: "Halfday"})
	n.limit = time.Hour
	shown := make(chan error, 1)
	go func() { shown <- n.Show(context.Background(), reminder) }()
	await(t, s.asked)
	closes(n)
	if err := await(t, shown); !errors.Is(err, ErrNoNotifications) {
		t.Errorf("got %v", err)
	}
}
