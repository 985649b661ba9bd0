package session

import (
	"cmp"
	"maps"
	"math"
	"slices"
	"time"
)

// Uses says how much each role was used of late, by profile. A use counts
// one, and half as much with each halfUse that passes. What is kept for a
// profile is the moment at which its count falls, or fell, to one: of two
// profiles the one with the later moment was used more, whatever the time.
type Uses map[string]time.Time

const (
	// halfUse is the time in which a use comes to count half.
	halfUse = 7 * 24 * time.Hour
	// maxUses is how many profiles are remembered, mostUsed how many of them
	// State names.
	maxUses  = 200
	mostUsed = 50
	// usesPast and usesAhead bound a moment, in halfUse from now: counts are
	// from 1/1024, below which a profile is forgotten, to 65,536.
	usesPast, usesAhead = 10, 16
)

// add counts a use of profile at now.
func (u Uses) add(profile string, now time.Time) {
	if !canKeep(profile) {
		return
	}
	count := 1.0
	if at, ok := u[profile]; ok {
		count += math.Exp2(float64(at.Sub(now)) / float64(halfUse))
	}
	ahead := min(math.Log2(count), usesAhead)
	u[profile] = now.Add(time.Duration(ahead * float64(halfUse))).Truncate(time.Second) // as the file has it
	u.prune(now)
}

// prune forgets what does not count any more, and what a clock that was wrong
// has left.
func (u Uses) prune(now time.Time) {
	maps.DeleteFunc(u, func(_ string, at time.Time) bool {
		return at.Before(now.Add(-usesPast*halfUse)) || at.After(now.Add(usesAhead*halfUse))
	})
	if len(u) > maxUses {
		for _, profile := range u.most(len(u))[maxUses:] {
			delete(u, profile)
		}
	}
}

// most names the n profiles that were used most, in that order.
func (u Uses) most(n int) []string {
	names := slices.SortedFunc(maps.Keys(u), func(a, b string) int {
		return cmp.Or(u[b].Compare(u[a]), cmp.Compare(a, b))
	})
	return names[:min(n, len(names))]
}
