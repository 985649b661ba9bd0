package session

import (
	"context"
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
// where what it read may be half a file. What was learned of a role is no reason
// to.
func (b *Broker) readFiles(ctx context.Context) {
	var r reading
	var again <-chan time.Time
	for {
		select {
		case <-ctx.Done():
			return
		case <-b.reread:
		case <-again:
		case <-b.learned:
			list := slices.Clone(r.shown.Roles)
			b.options.Describe(roles.Listing{Roles: list}, *b.lessons.Load())
			r.shown.Roles = list
			b.box.Post(func() { b.list.Roles = list })
			continue
		}
		l, wait := r.judge(b.options.List(*b.lessons.Load()), time.Now())
		again = nil
		if wait > 0 {
			again = time.After(wait)
		}
		index := indexOf(l.Roles)
		b.box.Post(func() {
			out := signedOut(b.list.Centers, l.Centers)
			b.list, b.index = l, index
			b.dropKept(func(profile string, k Kept) bool {
				// Who signs out does not expect that a role opens with what was kept before.
				return !b.bound(profile, k) || slices.Contains(out, l.Roles[index[profile]].SSO.Key())
			})
			b.listed = true
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

// indexOf maps each profile to where it stands.
func indexOf(roles []roles.Role) map[string]int {
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
	all, lost := union(r.shown, next)
	d := time.Duration(0) // how long to wait before next is believed
	switch {
	case slices.ContainsFunc(next.Warnings, roles.Warning.Fatal):
		d = never // a whole file could not be read
	case lost && len(next.Roles) == 0:
		d = patienceAll
	case lost:
		d = patienceSome
	}
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
	r.shown = all
	return r.shown, wait
}

// union is shown without a loss: brought up to date by next, new roles at the
// end, the rest that of next. lost tells whether there is one in next: a role is
// gone, or does not work any more.
func union(shown, next roles.Listing) (all roles.Listing, lost bool) {
	at, had := indexOf(next.Roles), indexOf(shown.Roles)
	all = next
	all.Roles = slices.Clone(shown.Roles)
	for i, old := range all.Roles {
		if j, ok := at[old.Profile]; ok && (next.Roles[j].Problem.Kind == roles.ProblemNone || old.Problem.Kind != roles.ProblemNone) {
			all.Roles[i] = next.Roles[j]
		} else {
			lost = true
		}
	}
	for _, role := range next.Roles {
		if _, ok := had[role.Profile]; !ok {
			all.Roles = append(all.Roles, role)
		}
	}
	return all, lost
}
