//go:build linux

package stories

import (
	"slices"
	"strings"
	"testing"
	"time"

	"halfday/session"
	"halfday/tests/stage"
)

// A session that is about to end is announced; Sign in again opens the dialog
// for its role at once; the renewed session is not announced.
func TestSignInAgainFromTheReminder(t *testing.T) {
	t.Parallel()
	s := stage.New(t, stage.Set{})
	s.Seed(stage.Lasting(dev, 10*time.Minute), stage.Lasting(prod, 5*time.Hour))
	a := s.Open()
	n := s.Notes.Await(s.Words.Reminder.Ending([]string{dev}, 10*time.Minute).Title)
	for _, secret := range []string{"1111", "arn:", "http"} {
		if strings.Contains(n.Title+n.Body, secret) {
			t.Errorf("the notification holds %q: %s", secret, n.Body)
		}
	}
	if got := n.Actions; !slices.Contains(got, s.Words.Reminder.SignInAgain) || !slices.Contains(got, s.Words.Reminder.Later) {
		t.Errorf("the buttons are %q", got)
	}
	s.Notes.Press(n, s.Words.Reminder.SignInAgain)
	d := s.AwaitDialog(stage.EntryDialog, dev)
	d.Answer(s.Code())
	a.AwaitMenu("the renewed session", func(l []stage.Entry) bool {
		_, ok := stage.Follow(l, s.Words.Menu.Session(dev, 12*time.Hour))
		return ok
	})
	if got := len(s.Notes.Shown()); got != 1 {
		t.Errorf("%d notifications, want 1", got)
	}
	if got := len(s.Props.All()); got != 1 {
		t.Errorf("%d dialogs, want 1", got)
	}
}

// The reminder goes away when the person signs in again in some other way, or
// forgets the session.
func TestReminderGoesAway(t *testing.T) {
	t.Parallel()
	s := stage.New(t, stage.Set{})
	at := time.Now().Truncate(time.Minute).Add(10 * time.Minute)
	s.Seed(stage.Lasting(dev, time.Until(at.Add(20*time.Second))), stage.Lasting(prod, time.Until(at.Add(30*time.Second))))
	a := s.Open()
	s.Await("a notification", func() bool { return len(s.Notes.Open()) > 0 })
	n := s.Notes.Open()[0] // one for both
	if !strings.Contains(n.Body, dev) || !strings.Contains(n.Body, prod) {
		t.Errorf("the notification says %q, want both roles in it", n.Body)
	}
	a.SignInAgain(dev)
	if got := s.Notes.Open(); len(got) != 1 {
		t.Errorf("%d notifications while one of its roles is not renewed, want 1", len(got))
	}

	// Its button is for the role that still ends.
	s.Notes.Press(n, s.Words.Reminder.SignInAgain)
	s.AwaitDialog(stage.EntryDialog, prod).Cancel()
	if got := len(s.Props.All()); got != 2 {
		t.Errorf("%d dialogs, want 2", got)
	}
	a.Kill()

	s.Seed(stage.Lasting(dev, 10*time.Minute), stage.Lasting(prod, 12*time.Minute))
	a = s.Open()
	s.Await("two notifications", func() bool { return len(s.Notes.Open()) == 2 })
	a.SignInAgain(dev)
	s.Await("one notification", func() bool { return len(s.Notes.Open()) == 1 })
	a.ClickIn(prod, s.Words.Menu.Forget)
	s.Notes.AwaitNone()
}

// Later takes the reminder away and brings it back, over a restart too; a
// restart neither repeats nor forgets one.
func TestLaterAndRestarts(t *testing.T) {
	t.Parallel()
	s := stage.New(t, stage.Set{})
	s.Seed(stage.Lasting(dev, 10*time.Minute))
	a := s.Open()
	n := s.Notes.Await(s.Words.Reminder.Ending([]string{dev}, 10*time.Minute).Title)
	before := time.Now()
	s.Notes.Press(n, s.Words.Reminder.Later)
	var saved session.Session
	s.Await("the reminder to be put off on disk", func() bool {
		all := s.Remembered()
		saved = all[0]
		return len(all) == 1 && !saved.SnoozedUntil.IsZero()
	})
	if saved.SnoozedUntil.Before(before.Add(5*time.Minute)) || saved.SnoozedUntil.After(time.Now().Add(5*time.Minute)) {
		t.Errorf("put off until %v, want in 5 min", saved.SnoozedUntil)
	}
	s.Notes.AwaitNone()
	a.Terminate()

	a = s.Open() // too early for it to come back
	a.AwaitSession(dev)
	a.Kill()
	if got := len(s.Notes.Shown()); got != 1 {
		t.Errorf("%d notifications after a restart, want the one of before", got)
	}

	saved.SnoozedUntil = time.Now().Add(-time.Second).UTC()
	s.Seed(saved)
	a = s.Open()
	s.Await("the reminder to come back", func() bool { return len(s.Notes.Open()) == 1 })
	s.Await("it to be marked on disk", func() bool { return s.Remembered()[0].SnoozedUntil.IsZero() })
	a.Kill()

	a = s.Open()
	a.AwaitSession(dev)
	a.Quit()
	if got := len(s.Notes.Shown()); got != 2 {
		t.Errorf("%d notifications in the end, want 2", got)
	}
}

// Asleep over reminder and end: one notice, which says when it ended; the
// session stays in the menu as ended.
func TestAsleepOverTheEnd(t *testing.T) {
	t.Parallel()
	s := stage.New(t, stage.Set{})
	ended := stage.Lasting(dev, -3*time.Hour)
	long := stage.Lasting(prod, -25*time.Hour)
	s.Seed(ended, long)
	a := s.Open()
	now := time.Now()
	want := s.Words.Reminder.Ended([]string{dev}, ended.Expires.Local(), now)
	if n := s.Notes.Await(want.Title); n.Body != want.String() {
		t.Errorf("the notice says %q, want %q", n.Body, want.String())
	}
	line := s.Words.Menu.Unseen(s.Words.Menu.Ended(dev, ended.Expires.Local(), now))
	a.Click(line, s.Words.Reminder.SignInAgain)
	s.AwaitDialog(stage.EntryDialog, dev).Cancel()
	a.Seen(line)
	a.Click(line, s.Words.Menu.Forget)
	s.Notes.AwaitNone()
	a.Quit()
	if got := len(s.Notes.Shown()); got != 1 {
		t.Errorf("%d notifications, want 1: what ended over a day ago is forgotten", got)
	}
	if got := s.Remembered(); len(got) != 0 {
		t.Errorf("%d sessions on disk, want none", len(got))
	}
}

// Where no notification service answers, the reminder is a dialog. It goes
// away like a notification when it has become pointless.
func TestNoNotificationService(t *testing.T) {
	t.Parallel()
	s := stage.New(t, stage.Set{NoNotes: true})
	s.Seed(stage.Lasting(dev, 10*time.Minute), stage.Lasting(prod, 13*time.Minute))
	a := s.Open()
	q := s.AwaitDialog(stage.QuestionDialog, dev)
	q.Ok()
	s.AwaitDialog(stage.EntryDialog, dev).Answer(s.Code())
	a.Seen(s.Words.Menu.Session(dev, 12*time.Hour))
	q = s.AwaitDialog(stage.QuestionDialog, prod)
	a.SignInAgain(prod)
	q.AwaitGone()
	a.Quit()
	s.AwaitNoProcess()
}

// A notification service that hangs is none, and does not hold up the menu.
func TestNotificationServiceHangs(t *testing.T) {
	t.Parallel()
	s := stage.New(t, stage.Set{Hang: true})
	s.Seed(stage.Lasting(dev, 10*time.Minute))
	a := s.Open()
	a.Quit()
	s.Seed(stage.Lasting(dev, 10*time.Minute))
	a = s.Open()
	s.AwaitDialog(stage.QuestionDialog, dev).Cancel()
	a.Quit()
}

// What ended while the machine slept is said once, however much it is. With Do
// Not Disturb, or after the notification went by itself, the menu says it first
// of all, also after a restart, until the person does something about it.
func TestSeveralEndedUnseen(t *testing.T) {
	t.Parallel()
	s := stage.New(t, stage.Set{})
	s.Seed(stage.Lasting(dev, -time.Hour), stage.Lasting(prod, -2*time.Hour), stage.Lasting("billing-audit", -3*time.Hour))
	a := s.Open()
	s.Await("a notification", func() bool { return len(s.Notes.Open()) > 0 })
	n := s.Notes.Open()[0]
	for _, profile := range []string{dev, prod, "billing-audit"} {
		if !strings.Contains(n.Body, profile) {
			t.Errorf("the notification does not name %s: %s", profile, n.Body)
		}
	}
	s.Notes.Expire(n)
	first := func() {
		t.Helper()
		a.AwaitMenu("the last end before all else", func(l []stage.Entry) bool {
			for _, e := range l {
				if e.Submenu {
					return strings.HasPrefix(e.Label, s.Words.Menu.Unseen(dev+": "))
				}
			}
			return false
		})
	}
	first()
	a.Quit()
	a = s.Open()
	first()
	a.SignIn(dev)
	a.AwaitMenu("the next one", func(l []stage.Entry) bool {
		var marked []string
		stage.Walk(l, func(_ []string, e stage.Entry) {
			if strings.HasPrefix(e.Label, s.Words.Menu.Unseen("")) {
				marked = append(marked, e.Label)
			}
		})
		return len(marked) == 2 && strings.HasPrefix(marked[0], s.Words.Menu.Unseen(prod))
	})
	a.Quit()
	if got := len(s.Notes.Shown()); got != 1 {
		t.Errorf("%d notifications, want 1", got)
	}
}

// A role has reminders of its own, or none.
func TestRemindOfARole(t *testing.T) {
	t.Parallel()
	s := stage.New(t, stage.Set{})
	s.Write(s.SettingsFile(), "remind = [\"15m\"]\n[role."+dev+"]\nremind = [\"45m\"]\n[role.billing-audit]\nremind = []\n")
	s.Seed(stage.Lasting(dev, 40*time.Minute), stage.Lasting(prod, 35*time.Minute), stage.Lasting("billing-audit", 5*time.Minute))
	a := s.Open()
	n := s.Notes.Await(s.Words.Reminder.Ending([]string{dev}, 40*time.Minute).Title)
	a.AwaitSession(prod)
	a.AwaitSession("billing-audit")
	if got := len(s.Notes.Shown()); got != 1 {
		t.Errorf("%d notifications, want that of %s alone", got, dev)
	}
	s.Notes.Press(n, s.Words.Reminder.Later)
	s.Write(s.SettingsFile(), "remind = [\"15m\"]\n[role."+prod+"]\nremind = [\"1h\"]\n")
	s.Notes.Await(s.Words.Reminder.Ending([]string{prod}, 35*time.Minute).Title)
	a.Quit()
}
