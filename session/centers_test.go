package session

import (
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"halfday/roles"
)

// The menu is drawn anew when a sign-in ends, once, and not before.
func TestEndOfACenter(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		end := time.Now().Add(6 * time.Hour)
		list := roles.Listing{Centers: []roles.Center{{SSO: roles.SSO{Session: "a"}, Until: end}}}
		w := newWorld(t, policyOf(none), func(o *Options) { o.List = func(Lessons) roles.Listing { return list } })
		defer w.quit()
		w.look()
		time.Sleep(6*time.Hour - time.Second)
		synctest.Wait()
		if len(w.b.Changes()) > 0 {
			t.Error("a state before the end")
		}
		time.Sleep(time.Second)
		synctest.Wait()
		if len(w.b.Changes()) == 0 {
			t.Error("no state at the end")
		}
		w.look()
		time.Sleep(24 * time.Hour)
		synctest.Wait()
		if len(w.b.Changes()) > 0 {
			t.Error("a state after it")
		}
	})
}

// Who signs out opens nothing with what was kept.
func TestSignedOutOfACenter(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, policyOf(all))
		defer w.quit()
		w.mu.Lock()
		for _, name := range []string{"prod", "dev"} {
			i := slices.IndexFunc(w.list.Roles, func(r roles.Role) bool { return r.Profile == name })
			w.list.Roles[i].SSO.Session = name + "-org"
			w.list.Centers = append(w.list.Centers, roles.Center{SSO: roles.SSO{Session: name + "-org"}, Until: time.Now().Add(8 * time.Hour)})
		}
		w.mu.Unlock()
		w.b.Reload()
		synctest.Wait()
		w.signIn("prod", time.Hour, "p")
		w.signIn("dev", 2*time.Hour, "d")
		w.mu.Lock()
		w.list.Centers = slices.Clone(w.list.Centers)
		w.list.Centers[0].Until = time.Time{}
		w.mu.Unlock()
		w.b.Reload()
		for _, s := range w.look().Sessions {
			if s.CanReopen != (s.Profile == "dev") {
				t.Errorf("%s opens again: %v", s.Profile, s.CanReopen)
			}
		}
	})
}

func TestCenters(t *testing.T) {
	now := time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)
	c := func(name string, until time.Time, renews bool) roles.Center {
		return roles.Center{SSO: roles.SSO{Session: name, StartURL: "https://x.awsapps.com/start"}, Until: until, Renews: renews}
	}
	soon, later, past := now.Add(5*time.Minute), now.Add(2*time.Hour), now.Add(-time.Hour)
	for name, test := range map[string]struct {
		before, after []roles.Center
		gone          []string
		end           time.Time
	}{
		"none":                     {nil, nil, nil, time.Time{}},
		"signed in":                {[]roles.Center{c("a", time.Time{}, false)}, []roles.Center{c("a", later, false), c("b", soon, false)}, nil, soon},
		"renewed by itself":        {[]roles.Center{c("a", past, true)}, []roles.Center{c("a", soon, true)}, nil, time.Time{}},
		"ended by itself":          {[]roles.Center{c("a", past, false)}, []roles.Center{c("a", past, false)}, nil, time.Time{}},
		"signed out":               {[]roles.Center{c("a", later, false), c("b", soon, true)}, []roles.Center{c("a", later, false), c("b", time.Time{}, false)}, []string{"b"}, later},
		"signed out of what ended": {[]roles.Center{c("a", past, false)}, []roles.Center{c("a", time.Time{}, false)}, []string{"a"}, time.Time{}},
		"left the files":           {[]roles.Center{c("a", later, false)}, nil, []string{"a"}, time.Time{}},
	} {
		if got := signedOut(test.before, test.after); !slices.Equal(got, test.gone) {
			t.Errorf("%s: signed out of %q, want %q", name, got, test.gone)
		}
		want, rest := never, restEvery
		if !test.end.IsZero() {
			want = test.end.Sub(now)
			rest = min(rest, want)
		}
		if got := untilTick(nil, test.after, now); got != want {
			t.Errorf("%s: the next look in %v, want %v", name, got, want)
		}
		ended := []Session{lasting("prod", now.Add(-3*time.Hour), time.Hour)}
		if got := untilTick(ended, test.after, now); got != rest {
			t.Errorf("%s, and a session has ended: the next look in %v, want %v", name, got, rest)
		}
	}
}
