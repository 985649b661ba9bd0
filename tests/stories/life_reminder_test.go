//go:build linux

package tests

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"time"

	"halfday/demo"
	"halfday/session"
)

// lasting is a session of a role of the demo with so much time left.
func lasting(profile string, left time.Duration) session.Session {
	end := time.Now().Add(left).UTC().Round(0)
	for _, r := range demo.DefaultRoles() {
		if r.Profile == profile {
			return session.Session{
				Profile: profile, RoleARN: r.ARN, Account: strings.Split(r.ARN, ":")[4], Partition: "aws", Region: r.Region,
				Console: "https://console.aws.amazon.com/", SignedInAt: end.Add(-12 * time.Hour), Expires: end,
			}
		}
	}
	panic("no such role: " + profile)
}

type stored struct {
	Version  int               `json:"version"`
	Sessions []session.Session `json:"sessions"`
}

// seed writes the sessions that the tray will find at its start.
func (s *login) seed(sessions ...session.Session) {
	s.t.Helper()
	data, err := json.Marshal(stored{1, sessions})
	s.must(err)
	s.write(s.stateFile("sessions.json"), string(data))
}

// remembered are the sessions on disk.
func (s *login) remembered() []session.Session {
	s.t.Helper()
	var f stored
	if data := s.read(s.stateFile("sessions.json")); data != "" {
		s.must(json.Unmarshal([]byte(data), &f))
	}
	return f.Sessions
}

// awaitRemembered waits until so many sessions are on disk.
func (s *login) awaitRemembered(n int) {
	s.t.Helper()
	s.await("the store to be written", func() bool { return len(s.remembered()) == n })
}

// A session that is about to end is announced; Sign in again opens the dialog
// for its role at once; the renewed session is not announced.
func TestLifeSignInAgainFromTheReminder(t *testing.T) {
	t.Parallel()
	s := newLogin(t, set{})
	s.seed(lasting(dev, 10*time.Minute), lasting(prod, 5*time.Hour))
	a := s.open()
	n := s.notes.await(s.words.Reminder.Ending([]string{dev}, 10*time.Minute).Title)
	for _, secret := range []string{"1111", "arn:", "http"} {
		if strings.Contains(n.title+n.body, secret) {
			t.Errorf("the notification holds %q: %s", secret, n.body)
		}
	}
	if got := n.actions; !slices.Contains(got, s.words.Reminder.SignInAgain) || !slices.Contains(got, s.words.Reminder.Later) {
		t.Errorf("the buttons are %q", got)
	}
	s.notes.press(n, s.words.Reminder.SignInAgain)
	d := s.awaitDialog(entryDialog, dev)
	d.answer(s.code())
	a.awaitMenu("the renewed session", func(l []entry) bool {
		_, ok := follow(l, s.words.Menu.Session(dev, 12*time.Hour))
		return ok
	})
	if got := len(s.notes.shown()); got != 1 {
		t.Errorf("%d notifications, want 1", got)
	}
	if got := len(s.props.all()); got != 1 {
		t.Errorf("%d dialogs, want 1", got)
	}
}

// The reminder goes away when the person signs in again in some other way, or
// forgets the session.
func TestLifeReminderGoesAway(t *testing.T) {
	t.Parallel()
	s := newLogin(t, set{})
	at := time.Now().Truncate(time.Minute).Add(10 * time.Minute)
	s.seed(lasting(dev, time.Until(at.Add(20*time.Second))), lasting(prod, time.Until(at.Add(30*time.Second))))
	a := s.open()
	s.await("a notification", func() bool { return len(s.notes.open()) > 0 })
	n := s.notes.open()[0] // one for both
	if !strings.Contains(n.body, dev) || !strings.Contains(n.body, prod) {
		t.Errorf("the notification says %q, want both roles in it", n.body)
	}
	a.signInAgain(dev)
	if got := s.notes.open(); len(got) != 1 {
		t.Errorf("%d notifications while one of its roles is not renewed, want 1", len(got))
	}

	// Its button is for the role that still ends.
	s.notes.press(n, s.words.Reminder.SignInAgain)
	s.awaitDialog(entryDialog, prod).cancel()
	if got := len(s.props.all()); got != 2 {
		t.Errorf("%d dialogs, want 2", got)
	}
	a.kill()

	s.seed(lasting(dev, 10*time.Minute), lasting(prod, 12*time.Minute))
	a = s.open()
	s.await("two notifications", func() bool { return len(s.notes.open()) == 2 })
	a.signInAgain(dev)
	s.await("one notification", func() bool { return len(s.notes.open()) == 1 })
	a.clickIn(prod, s.words.Menu.Forget)
	s.notes.awaitNone()
}

// signInAgain renews a session from its submenu.
func (a *app) signInAgain(profile string) {
	a.t.Helper()
	a.clickIn(profile, a.words.Menu.SignInNewCode)
	a.awaitDialog(entryDialog, profile).answer(a.code())
	a.awaitMenu("the renewed session", func(l []entry) bool {
		_, ok := follow(l, a.words.Menu.Session(profile, 12*time.Hour))
		return ok
	})
}

// Later takes the reminder away and brings it back, over a restart too; a
// restart neither repeats nor forgets one.
func TestLifeLaterAndRestarts(t *testing.T) {
	t.Parallel()
	s := newLogin(t, set{})
	s.seed(lasting(dev, 10*time.Minute))
	a := s.open()
	n := s.notes.await(s.words.Reminder.Ending([]string{dev}, 10*time.Minute).Title)
	before := time.Now()
	s.notes.press(n, s.words.Reminder.Later)
	var saved session.Session
	s.await("the reminder to be put off on disk", func() bool {
		all := s.remembered()
		saved = all[0]
		return len(all) == 1 && !saved.SnoozedUntil.IsZero()
	})
	if d := saved.SnoozedUntil.Sub(before); d < 5*time.Minute || d > 5*time.Minute+longest {
		t.Errorf("put off by %v, want 5 min", d)
	}
	s.notes.awaitNone()
	a.terminate()

	a = s.open() // too early for it to come back
	a.awaitSession(dev)
	a.kill()
	if got := len(s.notes.shown()); got != 1 {
		t.Errorf("%d notifications after a restart, want the one of before", got)
	}

	saved.SnoozedUntil = time.Now().Add(-time.Second).UTC()
	s.seed(saved)
	a = s.open()
	s.await("the reminder to come back", func() bool { return len(s.notes.open()) == 1 })
	s.await("it to be marked on disk", func() bool { return s.remembered()[0].SnoozedUntil.IsZero() })
	a.kill()

	a = s.open()
	a.awaitSession(dev)
	a.quit()
	if got := len(s.notes.shown()); got != 2 {
		t.Errorf("%d notifications in the end, want 2", got)
	}
}

// Asleep over reminder and end: one notice, which says when it ended; the
// session stays in the menu as ended.
func TestLifeAsleepOverTheEnd(t *testing.T) {
	t.Parallel()
	s := newLogin(t, set{})
	ended := lasting(dev, -3*time.Hour)
	long := lasting(prod, -25*time.Hour)
	s.seed(ended, long)
	a := s.open()
	now := time.Now()
	want := s.words.Reminder.Ended([]string{dev}, ended.Expires.Local(), now)
	if n := s.notes.await(want.Title); n.body != want.String() {
		t.Errorf("the notice says %q, want %q", n.body, want.String())
	}
	line := s.words.Menu.Ended(dev, ended.Expires.Local(), now)
	a.click(line, s.words.Reminder.SignInAgain)
	s.awaitDialog(entryDialog, dev).cancel()
	a.seen(line)
	a.click(line, s.words.Menu.Forget)
	s.notes.awaitNone()
	a.quit()
	if got := len(s.notes.shown()); got != 1 {
		t.Errorf("%d notifications, want 1: what ended over a day ago is forgotten", got)
	}
	if got := s.remembered(); len(got) != 0 {
		t.Errorf("%d sessions on disk, want none", len(got))
	}
}

// Where no notification service answers, the reminder is a dialog. It goes
// away like a notification when it has become pointless.
func TestLifeNoNotificationService(t *testing.T) {
	t.Parallel()
	s := newLogin(t, set{noNotes: true})
	s.seed(lasting(dev, 10*time.Minute), lasting(prod, 13*time.Minute))
	a := s.open()
	q := s.awaitDialog(questionDialog, dev)
	q.ok()
	s.awaitDialog(entryDialog, dev).answer(s.code())
	a.seen(s.words.Menu.Session(dev, 12*time.Hour))
	q = s.awaitDialog(questionDialog, prod)
	a.signInAgain(prod)
	q.awaitGone()
	a.quit()
	s.awaitNoProcess()
}

// A notification service that hangs is none, and does not hold up the menu.
func TestLifeNotificationServiceHangs(t *testing.T) {
	t.Parallel()
	s := newLogin(t, set{hang: true})
	s.seed(lasting(dev, 10*time.Minute))
	a := s.open()
	took := a.quit()
	t.Logf("quit took %v", took.Round(time.Millisecond))
	if took > 5*time.Second { // 2 s on a machine that does nothing else
		t.Errorf("quit took %v", took)
	}
	s.seed(lasting(dev, 10*time.Minute))
	a = s.open()
	s.awaitDialog(questionDialog, dev).cancel()
	a.quit()
}
