package session

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

var noon = time.Date(2026, 3, 2, 12, 0, 0, 0, time.UTC)

func lasting(profile string, from time.Time, d time.Duration) Session {
	return Session{
		Profile: profile, RoleARN: "arn:aws:iam::111122223333:role/" + profile, Account: "111122223333",
		Partition: "aws", Region: "eu-west-1", Console: "https://eu-west-1.console.aws.amazon.com/console/home",
		SignedInAt: from, Expires: from.Add(d),
	}
}

func TestDecideOverTime(t *testing.T) {
	const h, m, s = time.Hour, time.Minute, time.Second
	type given struct {
		at   time.Duration // after noon
		lead time.Duration
		left time.Duration
	}
	tests := []struct {
		name  string
		leads []time.Duration
		looks []time.Duration // the readings of the clock, after noon
		want  []given
	}{
		{"one lead", []time.Duration{15 * m}, []time.Duration{0, 11*h + 44*m, 11*h + 45*m, 11*h + 45*m + 30*s, 11*h + 59*m, 12 * h, 13 * h},
			[]given{{11*h + 45*m, 15 * m, 15 * m}, {12 * h, 0, 0}}},
		{"no lead: nothing", nil, []time.Duration{0, 11*h + 59*m, 12*h + s}, nil},
		{"two leads", []time.Duration{h, 15 * m}, []time.Duration{0, 11 * h, 11*h + 30*m, 11*h + 46*m, 12*h + s},
			[]given{{11 * h, h, h}, {11*h + 46*m, 15 * m, 14 * m}, {12*h + s, 0, 0}}},
		{"asleep over two leads", []time.Duration{h, 15 * m}, []time.Duration{0, 11*h + 50*m, 11*h + 51*m, 12 * h},
			[]given{{11*h + 50*m, 15 * m, 10 * m}, {12 * h, 0, 0}}},
		{"asleep over reminder and end", []time.Duration{h, 15 * m}, []time.Duration{0, 14 * h, 15 * h}, []given{{14 * h, 0, 0}}},
		{"the clock runs twelve hours ahead and back", []time.Duration{15 * m}, []time.Duration{h, 13 * h, 2 * h, 11*h + 44*m, 11*h + 45*m, 11*h + 46*m, 12 * h, 12*h + m},
			[]given{{13 * h, 0, 0}, {11*h + 45*m, 15 * m, 15 * m}}},
		{"the clock goes back after the reminder", []time.Duration{15 * m}, []time.Duration{11*h + 46*m, 10 * h, 11*h + 45*m, 11*h + 47*m, 12 * h},
			[]given{{11*h + 46*m, 15 * m, 14 * m}, {12 * h, 0, 0}}},
		{"the clock goes back a little after the end", []time.Duration{15 * m}, []time.Duration{0, 12 * h, 12*h - 2*s, 12*h + s}, []given{{12 * h, 0, 0}}},
		{"the clock is before the sign-in", []time.Duration{15 * m}, []time.Duration{-20 * h, 11*h + 50*m}, []given{{11*h + 50*m, 15 * m, 10 * m}}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			sessions := []Session{lasting("prod", noon, 12*h)}
			var got []given
			for _, look := range tt.looks {
				var rs []Reminder
				sessions, rs = decide(sessions, always(tt.leads), noon.Add(look))
				for _, r := range rs {
					got = append(got, given{look, r.Lead, r.Left})
				}
			}
			if diff := cmp.Diff(tt.want, got, cmp.AllowUnexported(given{})); diff != "" {
				t.Errorf("reminders (-want +got):\n%s", diff)
			}
		})
	}
}

// The person travels, and summer time ends on the way: what the clock on the
// wall shows does not count.
func TestDecideInEveryZone(t *testing.T) {
	leads := []time.Duration{15 * time.Minute}
	end := time.Date(2026, 10, 25, 1, 30, 0, 0, time.UTC) // half past two for the second time in Berlin
	sessions := []Session{lasting("prod", end.Add(-12*time.Hour), 12*time.Hour)}
	zones := []*time.Location{time.UTC, time.FixedZone("east", 14*3600), time.FixedZone("west", -12*3600)}
	if berlin, err := time.LoadLocation("Europe/Berlin"); err == nil {
		zones = append(zones, berlin)
	}
	var got []time.Duration
	for i, left := 0, 12*time.Hour; left > -2*time.Hour; i, left = i+1, left-30*time.Second {
		var rs []Reminder
		sessions, rs = decide(sessions, always(leads), end.Add(-left).In(zones[i%len(zones)]))
		for range rs {
			got = append(got, left)
		}
	}
	if want := []time.Duration{15 * time.Minute, 0}; !slices.Equal(got, want) {
		t.Errorf("reminders with %v left, want %v", got, want)
	}
}

func TestDecideGroupsByMinute(t *testing.T) {
	leads := []time.Duration{15 * time.Minute}
	sessions := []Session{
		lasting("late", noon, 12*time.Hour+59*time.Second),
		lasting("early", noon, 12*time.Hour),
		lasting("other", noon, 12*time.Hour+time.Minute),
	}
	before := slices.Clone(sessions)
	at := noon.Add(11*time.Hour + 45*time.Minute)
	after, got := decide(sessions, always(leads), at)
	want := []Reminder{{
		Key: endKey(sessions[1]), Profiles: []string{"early", "late"}, Lead: 15 * time.Minute,
		Expires: noon.Add(12 * time.Hour), Left: 15 * time.Minute,
	}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("reminders (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(before, sessions); diff != "" {
		t.Errorf("decide wrote to its argument:\n%s", diff)
	}
	_, got = decide(after, always(leads), at.Add(time.Minute))
	if len(got) != 1 || !slices.Equal(got[0].Profiles, []string{"other"}) {
		t.Errorf("a minute later: %v, want the other session alone", got)
	}
	// The end, too, is announced once for both.
	_, got = decide(after[:2], always(leads), noon.Add(12*time.Hour+5*time.Second))
	if len(got) != 1 || len(got[0].Profiles) != 2 || got[0].Lead != 0 {
		t.Errorf("at the end: %v, want one reminder of both", got)
	}
}

func TestSnoozedUntil(t *testing.T) {
	s := lasting("prod", noon, 12*time.Hour)
	end := s.Expires
	tests := []struct {
		name     string
		reminded []int
		now      time.Time
		want     time.Time
	}{
		{"five minutes", []int{900}, end.Add(-10 * time.Minute), end.Add(-5 * time.Minute)},
		{"just in time", []int{900}, end.Add(-6 * time.Minute), end.Add(-time.Minute)},
		{"last useful moment", []int{900}, end.Add(-4 * time.Minute), end.Add(-time.Minute)},
		{"too late: the end speaks", []int{900}, end.Add(-30 * time.Second), time.Time{}},
		{"ended", []int{900, 0}, end.Add(time.Minute), end.Add(6 * time.Minute)},
	}
	for _, tt := range tests {
		s.Reminded = tt.reminded
		if got := snoozedUntil(s, tt.now); !got.Equal(tt.want) {
			t.Errorf("%s: %v, want %v", tt.name, got, tt.want)
		}
	}
}

func TestSnoozeComesBackOnce(t *testing.T) {
	leads := []time.Duration{15 * time.Minute}
	s := lasting("prod", noon, 12*time.Hour)
	s.Reminded = []int{900}
	s.SnoozedUntil = s.Expires.Add(-5 * time.Minute)
	sessions := []Session{s}
	var at []time.Duration
	for left := 10 * time.Minute; left > 0; left -= 30 * time.Second {
		var rs []Reminder
		sessions, rs = decide(sessions, always(leads), s.Expires.Add(-left))
		for _, r := range rs {
			at = append(at, left)
			if r.Lead != 15*time.Minute {
				t.Errorf("lead %v, want that of the reminder put off", r.Lead)
			}
		}
	}
	if !slices.Equal(at, []time.Duration{5 * time.Minute}) {
		t.Errorf("came back with %v left, want 5m once", at)
	}
}

func TestFreshSessionNotAnnouncedAtOnce(t *testing.T) {
	leads := []time.Duration{2 * time.Hour, 15 * time.Minute}
	s := fresh(lasting("chained", noon, time.Hour), leads, noon)
	if _, rs := decide([]Session{s}, always(leads), noon); len(rs) != 0 {
		t.Errorf("a reminder right after the sign-in: %v", rs)
	}
	if _, rs := decide([]Session{s}, always(leads), noon.Add(45*time.Minute)); len(rs) != 1 {
		t.Errorf("15 minutes before the end: %v, want one reminder", rs)
	}
}

func TestUntilTick(t *testing.T) {
	s := lasting("prod", noon, 12*time.Hour)
	snoozed := s
	snoozed.SnoozedUntil = noon.Add(7 * time.Second)
	later := s
	later.SnoozedUntil = s.Expires.Add(2 * time.Hour)
	tests := []struct {
		name string
		s    Session
		now  time.Time
		want time.Duration
	}{
		{"on the minute", s, noon, 30 * time.Second},
		{"between", s, noon.Add(50 * time.Second), 10 * time.Second},
		{"before the end", s, s.Expires.Add(-3 * time.Second), 3 * time.Second},
		{"ended", s, s.Expires.Add(time.Hour), 10 * time.Minute},
		{"ended and put off", later, s.Expires.Add(time.Hour), 30 * time.Second},
		{"put off", snoozed, noon, 7 * time.Second},
	}
	for _, tt := range tests {
		if got := untilTick([]Session{tt.s}, nil, tt.now); got != tt.want {
			t.Errorf("%s: %v, want %v", tt.name, got, tt.want)
		}
	}
	for _, both := range [][]Session{{s, snoozed}, {snoozed, s}} {
		if got, want := untilTick(both, nil, noon), 7*time.Second; got != want {
			t.Errorf("one of two put off: %v, want %v", got, want)
		}
	}
}

// always gives every profile the same lead times.
func always(leads []time.Duration) func(string) []time.Duration {
	return func(string) []time.Duration { return leads }
}

// Each role is announced by its own lead times.
func TestLeadsOfARole(t *testing.T) {
	own := map[string][]time.Duration{"dev": {15 * time.Minute}, "prod": {time.Hour, time.Minute}, "quiet": {}}
	leads := func(profile string) []time.Duration { return own[profile] }
	end := noon.Add(12 * time.Hour)
	all := []Session{{Profile: "dev", Expires: end}, {Profile: "prod", Expires: end}, {Profile: "quiet", Expires: end}}
	told := ""
	for _, left := range []time.Duration{2 * time.Hour, time.Hour, 15 * time.Minute, time.Minute, 0} {
		var rs []Reminder
		all, rs = decide(all, leads, end.Add(-left))
		for _, r := range rs {
			told += fmt.Sprint(left, r.Profiles, " ")
		}
	}
	if want := "1h0m0s [prod] 15m0s [dev] 1m0s [prod] 0s [dev prod] "; told != want {
		t.Errorf("got %s, want %s", told, want)
	}
}

// What has ended while the machine slept is told once, under one key, which a
// renewal of one of them does not take away.
func TestEndedWhileAsleep(t *testing.T) {
	leads := always([]time.Duration{15 * time.Minute})
	var all []Session
	for i := range 7 {
		all = append(all, Session{Profile: fmt.Sprint("role", i), Expires: noon.Add(time.Duration(i) * 37 * time.Minute)})
	}
	all = append(all, Session{Profile: "open", Expires: noon.Add(20 * time.Hour)})
	wake := noon.Add(10 * time.Hour)
	all, rs := decide(all, leads, wake)
	if len(rs) != 1 || len(rs[0].Profiles) != 7 || rs[0].Lead != 0 || !rs[0].Expires.Equal(noon.Add(6*37*time.Minute)) {
		t.Fatalf("got %+v", rs)
	}
	for _, s := range all {
		if (endKey(s) == rs[0].Key) != (s.Profile != "open") {
			t.Errorf("%s has the key %s", s.Profile, endKey(s))
		}
	}
	if _, rs = decide(all, leads, wake.Add(time.Minute)); len(rs) != 0 {
		t.Errorf("told again: %+v", rs)
	}
}
