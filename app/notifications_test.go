package app

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"halfday/notify"
)

// diary is what a notification service and dialogs were asked for, in order.
type diary struct {
	mu    sync.Mutex
	lines []string
	err   error // what the service answers
}

// now begins a new page, with another answer of the service.
func (d *diary) now(err error) {
	synctest.Wait()
	d.mu.Lock()
	defer d.mu.Unlock()
	d.lines, d.err = nil, err
}

func (d *diary) note(line string) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.lines = append(d.lines, line)
}

func (d *diary) want(t *testing.T, lines ...string) {
	t.Helper()
	synctest.Wait()
	d.mu.Lock()
	defer d.mu.Unlock()
	if !slices.Equal(d.lines, lines) {
		t.Errorf("got %q, want %q", d.lines, lines)
	}
}

// noted are notes with a service that answers after slow, until leave.
func noted(t *testing.T, slow time.Duration) (n *notes, d *diary, leave func()) {
	d = &diary{}
	l, leave := running(t)
	n = &notes{
		loop: l, start: time.Now(), under: map[string]*step{},
		show: func(_ context.Context, note notify.Notification) error {
			time.Sleep(slow)
			d.mu.Lock()
			defer d.mu.Unlock()
			if d.err == nil {
				d.lines = append(d.lines, "shown "+note.Title)
			}
			return d.err
		},
		take: func(key string) { d.note("taken " + key) },
	}
	return n, d, leave
}

// dialog is the dialog in the place of a notification.
func (d *diary) dialog(title string) func(context.Context) {
	return func(ctx context.Context) {
		d.note("dialog " + title)
		<-ctx.Done()
		d.note("closed " + title)
	}
}

func TestNotesKeepTheirOrder(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		n, d, leave := noted(t, time.Second)
		put := func(key, title string) {
			n.call(func() { n.put(notify.Notification{Key: key, Title: title}, d.dialog(title)) })
		}
		// It is renewed while the service is still thinking.
		put("a", "first")
		n.call(func() { n.withdraw("a"); n.withdraw("unknown") })
		time.Sleep(2 * time.Second)
		d.want(t, "taken unknown", "shown first", "taken a")

		d.now(nil)
		put("a", "first")
		put("a", "second")
		n.call(func() { n.withdraw("a") })
		put("a", "third")
		time.Sleep(4 * time.Second)
		d.want(t, "shown first", "shown second", "taken a", "shown third")
		n.call(func() {
			if len(n.under) != 0 {
				t.Errorf("%d keys are remembered with nothing under way", len(n.under))
			}
		})
		leave()
	})
}

func TestNotesWithoutAService(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		n, d, leave := noted(t, 0)
		d.now(notify.ErrNoNotifications)
		put := func(key, title string) {
			n.call(func() { n.put(notify.Notification{Key: key, Title: title}, d.dialog(title)) })
		}
		// At login the service may come late.
		put("a", "first")
		put("b", "renewed")
		time.Sleep(5*time.Second + time.Millisecond)
		d.want(t)
		n.call(func() { n.withdraw("b") })
		d.want(t, "taken b")
		d.now(nil)
		time.Sleep(time.Second)
		d.want(t, "shown first")

		// Later, or where it does not come: a dialog, until it is pointless.
		d.now(notify.ErrNoNotifications)
		put("a", "second")
		time.Sleep(5 * time.Second)
		d.want(t, "dialog second")
		put("a", "third")
		d.want(t, "dialog second", "closed second", "dialog third")
		n.call(func() { n.withdraw("a") })
		d.want(t, "dialog second", "closed second", "dialog third", "closed third", "taken a")

		// Any other error, too, must not hide what is to be said.
		d.now(errors.New("strange"))
		put("c", "fourth")
		d.want(t, "dialog fourth")
		leave() // quitting takes it away
		d.want(t, "dialog fourth", "closed fourth")
	})
}

func TestIconBeside(t *testing.T) {
	program := filepath.Join(t.TempDir(), "halfday.exe")
	if got := iconBeside(program); got != "" {
		t.Errorf("none there: %q", got)
	}
	icon := filepath.Join(filepath.Dir(program), "halfday.ico")
	if err := os.WriteFile(icon, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if got := iconBeside(program); got != icon {
		t.Errorf("got %q, want %q", got, icon)
	}
}
