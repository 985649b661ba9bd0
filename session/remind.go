package session

import (
	"cmp"
	"math"
	"slices"
	"strconv"
	"time"

	"halfday/roles"
)

// Reminder is one notification about sessions that end within the same
// minute, or that have ended while nobody was there to be told.
type Reminder struct {
	// Key names the sessions' end: it is the same for every reminder of it,
	// so that a later one takes the place of an earlier one, and over restarts.
	Key      string
	Profiles []string      // the one that ends first comes first
	Lead     time.Duration // the lead time that was due; 0: the sessions have ended
	Expires  time.Time     // the first end (UTC); the last where they have ended
	Left     time.Duration // until then, never negative
}

// The times around a session's end.
const (
	snooze     = 5 * time.Minute  // how long Later puts off
	lastUseful = time.Minute      // before the end: later than that a reminder helps nobody
	showEnded  = 24 * time.Hour   // how long an ended session is shown
	tickEvery  = 30 * time.Second // how old the time left may look
	restEvery  = 10 * time.Minute // the same where all have ended, and nothing is to be announced
	never      = time.Duration(math.MaxInt64)
)

// endKey is the Key of the reminders of a session.
func endKey(s Session) string { return "end-" + strconv.FormatInt(minute(s), 10) }

// minute is the minute of the session's end, counted from 1970, or of that of
// the one that it was announced with.
func minute(s Session) int64 { return cmp.Or(s.EndedWith, s.Expires.Unix()/60) }

// due tells whether a reminder of the session is due at now, and its lead
// time, 0 being the end. The leads are the longest first. Only clock readings
// are compared, so it does not matter how now came about: by waiting, by
// waking from sleep, or by setting the clock.
//
// Of several lead times that have come only the shortest counts, and none
// where a shorter one was announced. A session announces its end once, too:
// what the person was doing in the console is about to be lost. Without lead
// times the person wants to hear nothing.
func due(s Session, leads []time.Duration, now time.Time) (lead time.Duration, ok bool) {
	if len(leads) == 0 {
		return 0, false
	}
	left := s.Expires.Sub(now)
	snoozed := !s.SnoozedUntil.IsZero() && !now.Before(s.SnoozedUntil)
	ended := slices.Contains(s.Reminded, 0) // which was announced
	if left <= 0 {
		return 0, snoozed || !ended
	}
	said, come := never, never // the shortest lead times that were announced and that have come
	for _, r := range s.Reminded {
		if r > 0 {
			said = min(said, time.Duration(r)*time.Second)
		}
	}
	for _, l := range leads {
		if left <= l {
			come = min(come, l)
		}
	}
	// The end was announced and the clock went back a little: enough said.
	if come < said && (!ended || left > lastUseful) {
		return come, true
	}
	if said == never { // the end alone was: no lead time to name
		said = lastUseful
	}
	return said, snoozed
}

// decide returns the reminders that are due at now and the sessions with
// those marked as announced. Sessions that end within the same minute are
// announced together, when the first of them is due, and so are all that are
// found to have ended: a machine that wakes says it once. leadsOf gives the lead
// times of a profile. The sessions that go in are not written to.
func decide(sessions []Session, leadsOf func(profile string) []time.Duration, now time.Time) ([]Session, []Reminder) {
	leadOf := make(map[int64]time.Duration) // by minute of the end
	for _, s := range sessions {
		if lead, ok := due(s, leadsOf(s.Profile), now); ok {
			if other, ok := leadOf[minute(s)]; ok {
				lead = min(lead, other)
			}
			leadOf[minute(s)] = lead
		}
	}
	if len(leadOf) == 0 {
		return sessions, nil
	}
	out := slices.Clone(sessions)
	slices.SortStableFunc(out, func(x, y Session) int {
		return cmp.Or(x.Expires.Compare(y.Expires), cmp.Compare(x.Profile, y.Profile))
	})
	var reminders []Reminder
	var ended int64 // the minute of the first end that is announced
	for i, s := range out {
		lead, ok := leadOf[minute(s)]
		if !ok {
			continue
		}
		// Those that are due less than a minute from now come along.
		soon := max(0, s.Expires.Sub(now)-lead)
		if d := s.SnoozedUntil.Sub(now); d < time.Minute {
			soon = max(soon, d)
		}
		if _, ok := due(s, leadsOf(s.Profile), now.Add(soon)); !ok {
			continue
		}
		out[i] = marked(s, lead)
		if lead == 0 {
			ended = cmp.Or(ended, minute(s))
			out[i].EndedWith = ended
			s = out[i]
		}
		if n := len(reminders); n == 0 || reminders[n-1].Key != endKey(s) {
			reminders = append(reminders, Reminder{Key: endKey(s), Lead: lead, Expires: s.Expires, Left: s.Left(now)})
		}
		last := &reminders[len(reminders)-1]
		last.Profiles = append(last.Profiles, s.Profile)
		if lead == 0 {
			last.Expires = s.Expires
		}
	}
	return out, reminders
}

// marked returns the session with the lead time announced; longer ones will not
// be any more. Announcing the end leaves the lead times alone: a clock that ran
// ahead and is set right must not cost the reminder.
func marked(s Session, lead time.Duration) Session {
	if n := int(lead / time.Second); !slices.Contains(s.Reminded, n) {
		s.Reminded = append(slices.Clone(s.Reminded), n)
	}
	s.SnoozedUntil = time.Time{}
	return s
}

// fresh returns a new session with those lead times marked that are as long
// as all that is left: the person has just been told.
func fresh(s Session, leads []time.Duration, now time.Time) Session {
	s.Reminded, s.SnoozedUntil, s.EndedWith = nil, time.Time{}, 0
	for _, l := range leads {
		if s.Expires.Sub(now) <= l {
			s.Reminded = append(s.Reminded, int(l/time.Second))
		}
	}
	return s
}

// snoozedUntil is when a reminder of the session comes back that is put off
// at now; the zero time where it does not, since the end is announced sooner.
func snoozedUntil(s Session, now time.Time) time.Time {
	until, last := now.Add(snooze), s.Expires.Add(-lastUseful)
	switch {
	case slices.Contains(s.Reminded, 0) && !now.Before(last), !until.After(last):
		return until
	case now.Before(last):
		return last
	}
	return time.Time{}
}

// untilTick is how long the loop may do nothing, never where time changes nothing
// that is shown. It follows the minutes of the session that ends first, so that
// its time left changes on time.
func untilTick(sessions []Session, centers []roles.Center, now time.Time) time.Duration {
	wait, first := never, time.Duration(0)
	by := func(t time.Time) {
		if d := t.Sub(now); d > 0 {
			wait = min(wait, d)
		}
	}
	for _, s := range sessions {
		left := s.Expires.Sub(now)
		if left > 0 || !s.SnoozedUntil.IsZero() {
			wait = min(wait, tickEvery)
		}
		if left > 0 && (first == 0 || left < first) {
			first = left
		}
		wait = min(wait, restEvery)
		by(s.SnoozedUntil)
		by(s.Expires.Add(showEnded))
	}
	for _, c := range centers {
		if !c.Renews {
			by(c.Until)
		}
	}
	if r := first % tickEvery; r > 0 {
		wait = min(wait, r)
	}
	return max(wait, time.Millisecond)
}
