package session

import (
	"errors"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"halfday/roles"
)

// reminded is a world in which one reminder of prod and open was given, whose
// sessions end 40 s apart in the same minute.
func reminded(t *testing.T) (*world, Reminder) {
	t.Helper()
	w := newWorld(t, quarter)
	time.Sleep(time.Until(time.Now().Truncate(time.Minute).Add(time.Minute)))
	w.signIn("prod", 30*time.Minute, "")
	time.Sleep(40 * time.Second)
	w.signIn("open", 30*time.Minute, "")
	time.Sleep(15 * time.Minute)
	got := w.given()
	if len(got) != 1 || !slices.Equal(got[0].Profiles, []string{"prod", "open"}) {
		t.Fatalf("reminders %v, want one of prod and open", got)
	}
	return w, got[0]
}

func TestAnswerGoesToThoseThatStillEnd(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w, r := reminded(t)
		defer w.quit()
		w.b.SignInReminded("end-0", "")
		w.wantPhases()
		w.signIn("prod", 12*time.Hour, "")
		w.b.SignInReminded(r.Key, "")
		w.wantPhases("open starting") // prod has just been renewed
	})
}

func TestLaterBringsAGroupBackTogether(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w, r := reminded(t)
		defer w.quit()
		for _, wait := range []time.Duration{0, 5 * time.Minute, 5 * time.Minute} {
			time.Sleep(wait)
			w.given()
			w.b.RemindLater(r.Key)
			synctest.Wait()
		}
		var got []Reminder
		for range 8 {
			time.Sleep(30 * time.Second)
			got = append(got, w.given()...)
		}
		if len(got) != 1 || len(got[0].Profiles) != 2 || got[0].Key != r.Key {
			t.Errorf("before the end: %v, want one reminder of both", got)
		}
		time.Sleep(2 * time.Minute)
		if got := w.given(); len(got) != 1 || len(got[0].Profiles) != 2 || got[0].Lead != 0 {
			t.Errorf("at the end: %v, want one notice of both", got)
		}
	})
}

func TestNoLeadTimesNoReminders(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, policyOf(none))
		defer w.quit()
		w.signIn("prod", 30*time.Minute, "")
		time.Sleep(time.Hour)
		if got := w.given(); len(got) != 0 {
			t.Errorf("reminders %v, want none: the person wants none", got)
		}
	})
}

// Somebody signs in again from a notification, and the role has left the files
// or does not work any more: its process says why.
func TestRoleThatIsGoneIsExplained(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, quarter)
		defer w.quit()
		for _, profile := range []string{"broken", "unlisted"} {
			w.do(w.clickAgain, profile)
			w.wantPhases(profile + " starting")
			w.process(profile).say(Event{Kind: EventFailed, Problem: "role_unknown"})
			w.process(profile).exit <- errors.New("exit status 2")
			w.wantPhases()
		}
		w.do(w.click, "")
		if len(w.procs) != 2 || len(w.died) != 0 {
			t.Errorf("%d processes, died: %v", len(w.procs), w.died)
		}
	})
}

// Errors that nobody has read keep nobody from signing in, and do not pile up
// without an end.
func TestUnreadErrorsAreInNobodysWay(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var l roles.Listing
		for i := range 30 {
			l.Roles = append(l.Roles, roles.Role{Profile: string(rune('A' + i))})
		}
		w := newWorld(t, policyOf(none), func(o *Options) { o.List = func(Lessons) roles.Listing { return l } })
		defer w.quit()
		for _, r := range l.Roles {
			w.do(w.click, r.Profile)
			w.wantPhases(r.Profile + " starting")
			w.process(r.Profile).say(Event{Kind: EventFailed, Problem: "no_network"})
			time.Sleep(time.Second)
		}
		synctest.Wait()
		shown := 0
		for i, p := range w.procs {
			if !p.over {
				shown++
				if i < len(w.procs)-maxShown {
					t.Errorf("error %d of %d still shows", i, len(w.procs))
				}
			}
		}
		if shown != maxShown {
			t.Errorf("%d errors show, want the last %d", shown, maxShown)
		}
	})
}

// AWS refused the kept credentials while another role's dialog asks for a
// code of the same device: the second question waits for its turn.
func TestOneDialogForEachDeviceAlsoOnOpeningAgain(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, policyOf(all))
		defer w.quit()
		w.signIn("prod", 12*time.Hour, "opaque")
		w.do(w.click, "dev")
		w.process("dev").phase(PhaseCode)
		w.do(w.click, "prod")
		first := w.process("prod")
		first.phase(PhaseExchange)
		w.wantPhases("dev code", "prod exchange")
		first.phase(PhaseCode)
		w.wantPhases("dev code", "prod queued")
		if !first.over {
			t.Error("the second dialog of the device stays")
		}
		if w.look().Sessions[0].CanReopen {
			t.Error("credentials that AWS refused still count")
		}
		w.process("dev").say(Event{Kind: EventCancelled})
		w.wantPhases("prod starting")
		if p := w.process("prod"); p == first || p.req.Credentials != nil {
			t.Error("the second try uses the credentials that were refused")
		}

		// With nobody else asking, it goes on.
		w.succeed("prod", 12*time.Hour, "new")
		w.do(w.click, "prod")
		again := w.process("prod")
		again.phase(PhaseCode)
		w.do(w.click, "dev")
		w.wantPhases("prod code", "dev queued")
		if again.killed {
			t.Error("a dialog that was alone was closed")
		}
		if len(w.died) != 0 {
			t.Errorf("died: %v", w.died)
		}
	})
}

func TestCancelAllThatWait(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, policyOf(none))
		defer w.quit()
		for _, role := range []string{"prod", "dev", "test", "other"} {
			w.do(w.click, role)
		}
		w.b.CancelWaiting()
		w.wantPhases("prod starting", "other starting")
	})
}
