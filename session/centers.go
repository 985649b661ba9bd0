package session

import (
	"slices"
	"time"

	"halfday/roles"
)

// nextEnd is when the next sign-in to Identity Center ends that is not renewed;
// zero for none.
func nextEnd(centers []roles.Center, now time.Time) (end time.Time) {
	for _, c := range centers {
		if !c.Renews && c.Until.After(now) && (end.IsZero() || c.Until.Before(end)) {
			end = c.Until
		}
	}
	return end
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
