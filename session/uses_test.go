package session

import (
	"fmt"
	"path/filepath"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"
)

func TestUses(t *testing.T) {
	const day = 24 * time.Hour
	type use struct {
		profile string
		ago     time.Duration
	}
	for _, c := range []struct {
		name string
		uses []use // in order
		want []string
	}{
		{"none", nil, nil},
		{"the last counts most", []use{{"a", 2 * day}, {"b", day}}, []string{"b", "a"}},
		{"two count more than one", []use{{"a", 2 * day}, {"a", 2 * day}, {"b", day}}, []string{"a", "b"}},
		{"two of last month do not", []use{{"a", 30 * day}, {"a", 30 * day}, {"b", day}}, []string{"b", "a"}},
		{"as often and as lately: by name", []use{{"b", day}, {"a", day}}, []string{"a", "b"}},
		{"forgotten", []use{{"a", 71 * day}, {"b", day}}, []string{"b"}},
		{"a clock that was wrong", []use{{"a", -200 * day}, {"b", day}}, []string{"b"}},
		{"daily against a burst long ago", []use{
			{"burst", 20 * day}, {"burst", 20 * day}, {"burst", 20 * day}, {"burst", 20 * day},
			{"daily", 2 * day}, {"daily", day}, {"daily", 0},
		}, []string{"daily", "burst"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			uses := make(Uses)
			for _, u := range c.uses {
				uses.add(u.profile, noon.Add(-u.ago))
			}
			uses.prune(noon)
			if got := uses.most(10); !slices.Equal(got, c.want) {
				t.Errorf("got %v, want %v", got, c.want)
			}
		})
	}
}

func TestUsesAreBounded(t *testing.T) {
	uses := make(Uses)
	for i := range maxUses + 100 {
		uses.add(fmt.Sprint("role-", i), noon.Add(time.Duration(i)*time.Minute))
	}
	uses.add(string(make([]byte, maxKept+1)), noon)
	if got, want := len(uses), maxUses; got != want {
		t.Errorf("got %d roles, want %d", got, want)
	}
	if _, ok := uses[fmt.Sprint("role-", maxUses+99)]; !ok {
		t.Error("the last role is forgotten")
	}
	uses["busy"] = noon.Add(usesAhead * halfUse) // as after 65,536 uses
	uses.add("busy", noon)
	if got := uses.most(1); !slices.Equal(got, []string{"busy"}) {
		t.Errorf("used most: got %v", got)
	}
}

func TestParseUses(t *testing.T) {
	got := parsed(t, `{"version":1,"sessions":[],"uses":{
		"dev":"2026-03-02T12:00:00Z","tokyo":"2026-03-02T21:00:01+09:00","":"2026-03-02T12:00:00Z","bad":7,"worse":"noon"}}`).Uses
	want := Uses{"dev": noon, "tokyo": noon.Add(time.Second)}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	if got := parsed(t, `{"version":1,"uses":[]}`).Uses; len(got) != 0 {
		t.Errorf("of no table: got %v, want none", got)
	}
}

// What was used shows, and is remembered.
func TestMostUsed(t *testing.T) {
	path := filepath.Join(t.TempDir(), "sessions.json")
	want := []string{"prod", "dev"}
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, policyOf(none), func(o *Options) { o.Store = openStore(t, path) })
		defer w.quit()
		for _, profile := range []string{"prod", "prod", "dev"} {
			w.signIn(profile, time.Hour, "")
			time.Sleep(time.Second)
		}
		if got := w.look().MostUsed; !slices.Equal(got, want) {
			t.Errorf("used most: got %v, want %v", got, want)
		}
		w.do(w.b.Forget, "dev")
		if got := w.look().MostUsed; !slices.Equal(got, want) {
			t.Errorf("used most after a session was forgotten: got %v, want %v", got, want)
		}
	})
	if got := ReadMemory(path).Uses.most(5); !slices.Equal(got, want) {
		t.Errorf("used most, read again: got %v, want %v", got, want)
	}
}
