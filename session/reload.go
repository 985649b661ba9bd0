package session

import (
	"context"
	"math"
	"slices"
	"time"

	"halfday/roles"
)

// How long roles that left the files stay listed, since a file may be half
// written or between two names.
const (
	patienceSome = 500 * time.Millisecond // some roles are gone, or do not work any more
	patienceAll  = 3 * time.Second        // all are
	rereadEvery  = time.Second
)

// readFiles reads the AWS files whenever it is asked to, and again by itself
// where what it read may be half a file.
func (b *Broker) readFiles(ctx context.Context) {
	var r reading
	var again <-chan time.Time
	for {
		select {
		case <-ctx.Done():
			return
		case <-b.reread:
		case <-again:
		}
		l, wait := r.judge(b.options.List(*b.lessons.Load()), time.Now())
		again = nil
		if wait > 0 {
			again = time.After(wait)
		}
		index := places(l.Roles)
		b.box.Post(func() {
			out := signedOut(b.list.Centers, l.Centers)
			b.list, b.index = l, index
			b.dropKept(func(profile string, k Kept) bool {
				// Who signs out does not expect that a role opens with what was kept before.
				return !b.bound(profile, k) || slices.Contains(out, l.Roles[index[profile]].SSO.Key())
			})
			b.listed, b.changed = true, true
		})
	}
}

// signedOut are the keys of the sessions of Identity Center that somebody was
// signed in to and signed out of since, here or with the AWS CLI: there was a
// token, and there is none.
func signedOut(before, after []roles.Center) (keys []string) {
	for _, old := range before {
		i := slices.IndexFunc(after, func(c roles.Center) bool { return c.Key() == old.Key() })
		if !old.Until.IsZero() && (i < 0 || after[i].Until.IsZero()) {
			keys = append(keys, old.Key())
		}
	}
	return keys
}

// places maps each profile to its place.
func places(roles []roles.Role) map[string]int {
	m := make(map[string]int, len(roles))
	for i, r := range roles {
		m[r.Profile] = i
	}
	return m
}

// reading is the list that is shown, and for how long that differs from what
// the files say.
type reading struct {
	shown roles.Listing
	any   bool
	doubt time.Duration // for how long what the files say must be the same to be believed
	since time.Time
}

// judge takes what the files say at now. It returns what to show, and after
// how long to read again, 0 being never.
//
// Roles that are new or different show at once. Roles that are gone stay
// listed until the files have said so for a moment; while a file cannot be
// read at all, for as long as that is so.
func (r *reading) judge(next roles.Listing, now time.Time) (show roles.Listing, wait time.Duration) {
	d := r.doubtAbout(next)
	if d != r.doubt {
		r.doubt, r.since = d, now
	}
	held := now.Sub(r.since)
	if !r.any || held >= d {
		r.any, r.doubt, r.shown = true, 0, next
		return r.shown, 0
	}
	if held < patienceAll {
		wait = min(d, rereadEvery)
	}
	r.shown = union(r.shown, next)
	return r.shown, wait
}

// doubtAbout is how long to wait before a listing is believed.
func (r *reading) doubtAbout(next roles.Listing) time.Duration {
	if slices.ContainsFunc(next.Warnings, roles.Warning.Fatal) {
		return math.MaxInt64 // a whole file could not be read
	}
	if len(next.Roles) == 0 && len(r.shown.Roles) > 0 {
		return patienceAll
	}
	at := places(next.Roles)
	for _, old := range r.shown.Roles {
		if i, ok := at[old.Profile]; !ok || worse(next.Roles[i], old) {
			return patienceSome
		}
	}
	return 0
}

// worse tells whether a role does not work any more.
func worse(next, old roles.Role) bool {
	return old.Problem.Kind == roles.ProblemNone && next.Problem.Kind != roles.ProblemNone
}

// union is shown without a loss: brought up to date by next, new roles at the
// end, the warnings those of next.
func union(shown, next roles.Listing) roles.Listing {
	at, had := places(next.Roles), places(shown.Roles)
	all := slices.Clone(shown.Roles)
	for i, old := range all {
		if j, ok := at[old.Profile]; ok && !worse(next.Roles[j], old) {
			all[i] = next.Roles[j]
		}
	}
	for _, role := range next.Roles {
		if _, ok := had[role.Profile]; !ok {
			all = append(all, role)
		}
	}
	return roles.Listing{Roles: all, Others: next.Others, Centers: next.Centers, Warnings: next.Warnings}
}
