package session

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"halfday/roles"
)

func lesson(taken int, at time.Time) Lesson {
	return Lesson{RoleARN: "arn:aws:iam::111122223333:role/x", DurationSeconds: 3600, Wanted: 43200, Taken: taken, At: at}
}

func TestLessonHolds(t *testing.T) {
	role := roles.Role{Profile: "prod", RoleARN: "arn:aws:iam::111122223333:role/x", DurationSeconds: 3600}
	for name, test := range map[string]struct {
		change func(*roles.Role, *time.Duration, *time.Time)
		want   int
	}{
		"as it was":              {func(*roles.Role, *time.Duration, *time.Time) {}, 28799},
		"a moment later":         {func(_ *roles.Role, _ *time.Duration, now *time.Time) { *now = now.Add(time.Second) }, 28799},
		"just within a week":     {func(_ *roles.Role, _ *time.Duration, now *time.Time) { *now = now.Add(7*24*time.Hour - time.Second) }, 28799},
		"after a week":           {func(_ *roles.Role, _ *time.Duration, now *time.Time) { *now = now.Add(7 * 24 * time.Hour) }, 0},
		"the clock was set back": {func(_ *roles.Role, _ *time.Duration, now *time.Time) { *now = now.Add(-time.Hour) }, 0},
		"duration_seconds":       {func(r *roles.Role, _ *time.Duration, _ *time.Time) { r.DurationSeconds = 43200 }, 0},
		"another role":           {func(r *roles.Role, _ *time.Duration, _ *time.Time) { r.RoleARN += "y" }, 0},
		"another profile":        {func(r *roles.Role, _ *time.Duration, _ *time.Time) { r.Profile = "dev" }, 0},
		"another length":         {func(_ *roles.Role, wanted *time.Duration, _ *time.Time) { *wanted = 8 * time.Hour }, 0},
	} {
		l := make(Lessons)
		if !l.learn("prod", lesson(28799, noon)) {
			t.Fatal("not learned")
		}
		r, wanted, now := role, 12*time.Hour, noon
		test.change(&r, &wanted, &now)
		got, since := l.Taken(r, wanted, now)
		if got != test.want || (got != 0) != since.Equal(noon) {
			t.Errorf("%s: %d since %v, want %d", name, got, since, test.want)
		}
	}
}

// The person is told once for a role, also when what holds was learned again.
func TestLessonToldOnce(t *testing.T) {
	role := roles.Role{Profile: "prod", RoleARN: "arn:aws:iam::111122223333:role/x"}
	l, told := make(Lessons), lesson(-1, noon)
	told.Told = true
	if l.Told(role) {
		t.Error("told before anything was")
	}
	l.learn("prod", told)
	l.learn("prod", lesson(43200, noon.Add(9*24*time.Hour)))
	if !l.Told(role) {
		t.Error("forgotten that it was told")
	}
	other := lesson(-1, noon)
	other.RoleARN = "arn:aws:iam::111122223333:role/y"
	l.learn("prod", other)
	if l.Told(roles.Role{Profile: "prod", RoleARN: other.RoleARN}) || l.Told(role) {
		t.Error("what was told of one role counts for another")
	}
}

func TestLessonsThatCannotBe(t *testing.T) {
	for name, change := range map[string]func(*Lesson){
		"no role":        func(l *Lesson) { l.RoleARN = "" },
		"a long role":    func(l *Lesson) { l.RoleARN = strings.Repeat("x", 3000) },
		"not text":       func(l *Lesson) { l.RoleARN = "\xff" },
		"nothing taken":  func(l *Lesson) { l.Taken = 0 },
		"too short":      func(l *Lesson) { l.Taken = 899 },
		"too long":       func(l *Lesson) { l.Taken = 43201 },
		"nothing wanted": func(l *Lesson) { l.Wanted = 0 },
		"no time":        func(l *Lesson) { l.At = time.Time{} },
	} {
		l, got := make(Lessons), lesson(28799, noon)
		change(&got)
		if l.learn("prod", got) || len(l) != 0 {
			t.Errorf("%s: learned", name)
		}
	}
	if l := make(Lessons); l.learn(strings.Repeat("x", 600), lesson(28799, noon)) {
		t.Error("a name of 600 bytes was learned")
	}
}

func TestLessonsAreBounded(t *testing.T) {
	l := make(Lessons)
	for i := range 2 * maxLessons {
		l.learn(fmt.Sprint("role-", i), lesson(28799, noon.Add(time.Duration(i)*time.Second)))
	}
	if _, ok := l[fmt.Sprint("role-", 2*maxLessons-1)]; len(l) != maxLessons || !ok {
		t.Errorf("%d lessons, the newest among them: %v", len(l), ok)
	}
}

func TestLessonsAreStored(t *testing.T) {
	path := filepath.Join(t.TempDir(), "sessions.json")
	if got := ReadMemory(path); len(got.Lessons) != 0 || len(got.Sessions) != 0 {
		t.Errorf("without a file: %v", got)
	}
	s := openStore(t, path)
	want := Lessons{"prod": lesson(-1, noon), "dev": lesson(43199, noon)}
	if err := s.Save(Memory{Sessions: []Session{lasting("prod", noon, time.Hour)}, Lessons: want}); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, ReadMemory(path).Lessons); diff != "" {
		t.Errorf("lessons (-want +got):\n%s", diff)
	}
	if err := Remember(path, "dev", new(lesson(28799, noon)), Page{}); err != nil {
		t.Fatal(err)
	}
	if got := ReadMemory(path); len(got.Lessons) != 2 || got.Lessons["dev"].Taken != 28799 || len(got.Sessions) != 1 {
		t.Errorf("after one more: %+v", got)
	}
	if err := Remember(path, "dev", &Lesson{}, Page{}); err == nil {
		t.Error("a lesson that cannot be was kept")
	}
	if got := parsed(t, `{"version":1,"lessons":{"a":7,"b":{},"c":{"role_arn":"x","wanted":43200,"taken":28799,"at":"2026-11-22T12:00:00Z"}}}`).Lessons; len(got) != 1 || got["c"].Taken != 28799 {
		t.Errorf("parsed %v, want c alone", got)
	}
}

// An alarm comes after the last word, marks the session and is told once; a
// terminal reports it with the session once more.
func TestBrokerMarksAnAlarm(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var alarmed []string
		w := newWorld(t, policyOf(none), func(o *Options) { o.Alarm = func(profile string) { alarmed = append(alarmed, profile) } })
		defer w.quit()
		w.do(w.click, "prod")
		w.process("prod").say(Event{Kind: EventAlarm}) // of a session that there is not
		w.succeed("prod", time.Hour, "")
		if w.look().Sessions[0].Alarm || len(alarmed) > 0 {
			t.Error("an alarm before there was a session")
		}
		for range 2 {
			w.process("prod").say(Event{Kind: EventAlarm})
		}
		if !w.look().Sessions[0].Alarm || len(alarmed) != 1 {
			t.Errorf("marked %v, told %v, want once", w.state.Sessions[0].Alarm, alarmed)
		}
		s := lasting("dev", time.Now(), 2*time.Hour)
		w.b.Report(s, nil)
		s.Alarm = true
		w.b.Report(s, nil)
		synctest.Wait()
		if got := w.look().Sessions; len(got) != 2 || !got[1].Alarm || len(alarmed) != 2 {
			t.Errorf("sessions %v, told %v; want dev marked, too", got, alarmed)
		}
		// A new sign-in is another session.
		w.do(w.clickAgain, "prod")
		w.succeed("prod", time.Hour, "")
		for _, v := range w.look().Sessions {
			if v.Profile == "prod" && v.Alarm {
				t.Error("the new session has the mark of the old one")
			}
		}
	})
}

// What a sign-in has learned goes to the next one of the role, from a terminal
// too; what cannot be is not learned.
func TestBrokerPassesLessonsOn(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, policyOf(none))
		defer w.quit()
		signIn := func(l *Lesson) {
			w.do(w.click, "prod")
			s := lasting("prod", time.Now(), time.Hour)
			w.process("prod").say(Event{Kind: EventSignedIn, Session: &s, Lesson: l})
			synctest.Wait()
		}
		first := lesson(28799, time.Now().UTC().Truncate(time.Second))
		signIn(&first)
		w.do(w.click, "prod")
		if diff := cmp.Diff(Lessons{"prod": first}, w.process("prod").req.Lessons); diff != "" {
			t.Errorf("lessons for the next sign-in (-want +got):\n%s", diff)
		}
		w.do(w.b.Cancel, "prod")
		bad := lesson(17, time.Now())
		signIn(&bad)
		if diff := cmp.Diff(Lessons{"prod": first}, *w.b.lessons.Load()); diff != "" {
			t.Errorf("lessons after one that cannot be (-want +got):\n%s", diff)
		}
		second := lesson(withoutDuration, first.At)
		w.b.Report(lasting("dev", time.Now(), time.Hour), &second)
		synctest.Wait()
		if diff := cmp.Diff(Lessons{"prod": first, "dev": second}, *w.b.lessons.Load()); diff != "" {
			t.Errorf("lessons after a terminal's (-want +got):\n%s", diff)
		}
	})
}

// The list says what was learned of a role, and no file is read for it.
func TestTheListSaysWhatWasLearned(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		read := 0
		w := newWorld(t, policyOf(none), func(o *Options) {
			list := o.List
			o.List = func(l Lessons) roles.Listing { read++; return list(l) }
			o.Describe = func(list roles.Listing, l Lessons) {
				for i := range list.Roles {
					list.Roles[i].Console = time.Duration(l[list.Roles[i].Profile].Taken) * time.Second
				}
			}
		})
		defer w.quit()
		before := w.look().Roles
		w.do(w.click, "prod")
		s, l := lasting("prod", time.Now(), time.Hour), lesson(3600, time.Now())
		w.process("prod").say(Event{Kind: EventSignedIn, Session: &s, Lesson: &l})
		synctest.Wait()
		if after := w.look().Roles; after[0].Console != time.Hour || before[0].Console != 0 || len(after) != len(before) {
			t.Errorf("before %+v, after %+v", before[0], after[0])
		}
		if read != 1 {
			t.Errorf("the files were read %d times, want once", read)
		}
	})
}
