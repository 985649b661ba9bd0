package session

import (
	"path/filepath"
	"slices"
	"testing"
	"testing/synctest"
	"time"
)

var quarter = policyOf(none, 15*time.Minute)

// given returns what was notified, and forgets it.
func (w *world) given() []Reminder {
	synctest.Wait()
	w.mu.Lock()
	defer w.mu.Unlock()
	notes := w.notes
	w.notes = nil
	return notes
}

func (w *world) setClock(by time.Duration) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.ahead += by
}

func TestLifeOfASession(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, quarter)
		defer w.quit()
		time.Sleep(17 * time.Second)
		w.signIn("prod", 12*time.Hour, "")
		end := time.Now().Add(12 * time.Hour).UTC()
		w.look()

		// The time left changes on the minute.
		time.Sleep(time.Minute - time.Nanosecond)
		w.look()
		time.Sleep(time.Nanosecond)
		synctest.Wait()
		select {
		case <-w.b.Changes():
		default:
			t.Error("no new state when a minute was over")
		}

		time.Sleep(11*time.Hour + 43*time.Minute)
		if got := w.given(); len(got) != 0 {
			t.Errorf("too early: %v", got)
		}
		time.Sleep(time.Minute)
		got := w.given()
		if len(got) != 1 || got[0].Lead != 15*time.Minute || got[0].Left != 15*time.Minute || !got[0].Expires.Equal(end) || !slices.Equal(got[0].Profiles, []string{"prod"}) {
			t.Fatalf("15 minutes before the end: %+v", got)
		}
		time.Sleep(15*time.Minute - time.Second)
		if got := w.given(); len(got) != 0 {
			t.Errorf("repeated: %v", got)
		}
		time.Sleep(time.Second)
		ended := w.given()
		if len(ended) != 1 || ended[0].Lead != 0 || ended[0].Left != 0 || ended[0].Key != got[0].Key {
			t.Fatalf("at the end: %+v", ended)
		}
		if s := w.look().Sessions; len(s) != 1 || !s[0].Ended(time.Now()) {
			t.Errorf("sessions %+v, want the ended one", s)
		}
		time.Sleep(24*time.Hour - time.Minute)
		if got := w.profiles(); len(got) != 1 {
			t.Error("the ended session vanished within a day")
		}
		time.Sleep(time.Minute)
		if got := w.profiles(); len(got) != 0 {
			t.Errorf("sessions %v a day after the end", got)
		}
		if got := w.given(); len(got) != 0 {
			t.Errorf("later: %v", got)
		}
	})
}

func TestIdleBrokerSleeps(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, quarter)
		defer w.quit()
		w.signIn("prod", time.Hour, "")
		w.do(w.b.Forget, "prod")
		w.look()
		time.Sleep(100 * time.Hour)
		synctest.Wait()
		select {
		case <-w.b.Changes():
			t.Error("the idle broker woke up")
		default:
		}
	})
}

func TestAsleepOverReminderAndEnd(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, quarter)
		defer w.quit()
		w.signIn("prod", 12*time.Hour, "")
		time.Sleep(time.Hour)
		w.setClock(13 * time.Hour) // asleep: timers stood still
		time.Sleep(30 * time.Second)
		if got := w.given(); len(got) != 1 || got[0].Lead != 0 {
			t.Errorf("after waking: %v, want one notice of the end", got)
		}
		time.Sleep(time.Hour)
		if got := w.given(); len(got) != 0 {
			t.Errorf("later: %v", got)
		}
	})
}

func TestClockJumps(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, quarter)
		defer w.quit()
		w.signIn("prod", 12*time.Hour, "")
		w.setClock(11*time.Hour + 50*time.Minute)
		time.Sleep(30 * time.Second)
		if got := w.given(); len(got) != 1 || got[0].Lead != 15*time.Minute {
			t.Errorf("clock ahead: %v, want the reminder", got)
		}
		w.setClock(-24 * time.Hour)
		time.Sleep(30 * time.Second)
		if got := w.profiles(); len(got) != 1 {
			t.Error("the session was lost when the clock went back before the sign-in")
		}
		w.setClock(12*time.Hour + 10*time.Minute)
		time.Sleep(11*time.Hour + 55*time.Minute)
		if got := w.given(); len(got) != 0 {
			t.Errorf("repeated: %v", got)
		}
		time.Sleep(10 * time.Minute)
		if got := w.given(); len(got) != 1 || got[0].Lead != 0 {
			t.Errorf("at the true end: %v", got)
		}
	})
}

func TestRestartNeitherRepeatsNorForgets(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		path := filepath.Join(t.TempDir(), "sessions.json")
		restart := func() *world {
			return newWorld(t, quarter, func(o *Options) { o.Store = openStore(t, path) })
		}
		w := restart()
		w.signIn("prod", time.Hour, "")
		w.signIn("dev", 30*time.Minute, "")
		w.quit()
		time.Sleep(20 * time.Minute) // dev has 10 minutes left
		w = restart()
		if got := w.given(); len(got) != 1 || !slices.Equal(got[0].Profiles, []string{"dev"}) {
			t.Errorf("after the restart: %v, want the reminder that was due meanwhile", got)
		}
		key := endKey(w.look().Sessions[0])
		w.quit()
		w = restart()
		if got := w.given(); len(got) != 0 {
			t.Errorf("repeated after a restart: %v", got)
		}
		w.later("dev")
		w.quit()
		time.Sleep(6 * time.Minute)
		w = restart()
		if got := w.given(); len(got) != 1 || got[0].Key != key {
			t.Errorf("put off, then a restart: %v, want it back", got)
		}
		w.quit()
		time.Sleep(2 * time.Hour)
		w = restart()
		if got := w.given(); len(got) != 1 || got[0].Lead != 0 || len(got[0].Profiles) != 2 {
			t.Errorf("both ended meanwhile: %v", got)
		}
		w.quit()
	})
}

func TestMarkIsStoredBeforeTheReminder(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		path := filepath.Join(t.TempDir(), "sessions.json")
		stored := -1
		w := newWorld(t, quarter, func(o *Options) {
			o.Store = openStore(t, path)
			o.Notify = func(Reminder) { stored = len(ReadMemory(path).Sessions[0].Reminded) }
		})
		defer w.quit()
		w.b.Report(lasting("prod", time.Now(), time.Hour), nil)
		time.Sleep(46 * time.Minute)
		synctest.Wait()
		if stored != 1 {
			t.Errorf("%d marks on disk when the reminder was given, want 1", stored)
		}
	})
}

func TestReminderGoesAway(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, quarter)
		defer w.quit()
		w.signIn("prod", 30*time.Minute, "")
		w.signIn("dev", 30*time.Minute, "")
		w.signIn("open", 40*time.Minute, "")
		time.Sleep(16 * time.Minute)
		got := w.given()
		if len(got) != 1 || !slices.Equal(got[0].Profiles, []string{"dev", "prod"}) {
			t.Fatalf("reminders %v, want one of both", got)
		}
		w.do(w.b.Forget, "open") // nothing was shown of it
		w.signIn("prod", 12*time.Hour, "")
		if len(w.withdrawn) != 0 {
			t.Errorf("withdrawn %v while a session of the reminder waits", w.withdrawn)
		}
		if s := w.look().Sessions[1]; s.Profile != "prod" || s.Reminded != nil {
			t.Errorf("the new session is %+v", s)
		}
		w.do(w.b.Forget, "dev")
		if want := []string{got[0].Key}; !slices.Equal(w.withdrawn, want) {
			t.Errorf("withdrawn %v, want %v", w.withdrawn, want)
		}
		time.Sleep(time.Hour)
		if got := w.given(); len(got) != 0 {
			t.Errorf("reminded of what is renewed and forgotten: %v", got)
		}
	})
}

func TestLater(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, quarter)
		defer w.quit()
		w.signIn("prod", 30*time.Minute, "")
		w.later("prod") // nothing to put off yet
		w.later("dev")
		time.Sleep(15 * time.Minute)
		if got := w.given(); len(got) != 1 {
			t.Fatalf("reminders %v", got)
		}
		time.Sleep(10 * time.Second)
		for _, left := range []time.Duration{9*time.Minute + 50*time.Second, 4*time.Minute + 50*time.Second, time.Minute} {
			w.later("prod")
			time.Sleep(time.Until(w.look().Sessions[0].SnoozedUntil))
			if got := w.given(); len(got) != 1 || got[0].Left != left || got[0].Lead == 0 {
				t.Errorf("with %v left: %v", left, got)
			}
		}
		w.later("prod") // too late: the end speaks
		time.Sleep(time.Minute)
		if got := w.given(); len(got) != 1 || got[0].Lead != 0 {
			t.Errorf("at the end: %v", got)
		}
		w.later("prod")
		time.Sleep(5 * time.Minute)
		if got := w.given(); len(got) != 1 || got[0].Lead != 0 {
			t.Errorf("five minutes later: %v", got)
		}
		time.Sleep(time.Hour)
		if got := w.given(); len(got) != 0 {
			t.Errorf("not put off again, yet: %v", got)
		}
	})
}

func TestOrderOfSessions(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, policyOf(none))
		defer w.quit()
		w.signIn("prod", time.Minute, "")
		w.signIn("dev", 2*time.Minute, "")
		w.signIn("open", 2*time.Hour, "")
		w.signIn("test", time.Hour, "")
		time.Sleep(3 * time.Minute)
		if got, want := w.profiles(), []string{"test", "open", "dev", "prod"}; !slices.Equal(got, want) {
			t.Errorf("sessions %v, want %v", got, want)
		}
	})
}

func TestStateHandedOutIsNeverWrittenAgain(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, quarter)
		defer w.quit()
		w.signIn("prod", 16*time.Minute, "")
		w.do(w.click, "dev")
		before := w.look()
		w.process("dev").phase(PhaseCode)
		time.Sleep(2 * time.Minute)
		w.later("prod")
		if s := before.Sessions[0]; s.Reminded != nil || !s.SnoozedUntil.IsZero() || before.Attempts[0].Phase != PhaseStarting {
			t.Errorf("a state that was handed out became %+v", before)
		}
	})
}
