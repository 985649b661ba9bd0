package session

import (
	"cmp"
	"maps"
	"slices"
	"time"

	"halfday/roles"
)

// Lesson is how long a console session of a role AWS allowed, so that the next
// sign-in need not try again what is refused. It holds no secret.
type Lesson struct {
	RoleARN         string `json:"role_arn"`         // roles.Role.ID
	DurationSeconds int    `json:"duration_seconds"` // of the profile, as it was then
	Wanted          int    `json:"wanted"`           // seconds that the console was to last
	// Taken is the SessionDuration that AWS took, in seconds; -1 where it took
	// none.
	Taken int       `json:"taken"`
	At    time.Time `json:"at"`
	// Told says that the person knows that the console lasts less than wanted.
	Told bool `json:"told,omitempty"`
}

// Lessons are what was learned, by profile.
type Lessons map[string]Lesson

const (
	// lessonLife is how long a lesson holds: a role's maximum session duration
	// may be raised at any time.
	lessonLife = 7 * 24 * time.Hour
	maxLessons = 200
	// withoutDuration is the Taken of AWS's taking no SessionDuration.
	withoutDuration = -1
)

// Taken is what AWS took for the role within the last week, in seconds, -1
// standing for no SessionDuration; 0 where that is not known, or where the
// profile or the wanted length has changed since, so that it is to be found
// out anew. since is when it was learned.
func (l Lessons) Taken(r roles.Role, wanted time.Duration, now time.Time) (seconds int, since time.Time) {
	got, ok := l[r.Profile]
	age := now.Round(0).Sub(got.At)
	if !ok || got.RoleARN != r.ID() || got.DurationSeconds != r.DurationSeconds || got.Wanted != int(wanted/time.Second) || age < 0 || age >= lessonLife {
		return 0, time.Time{}
	}
	return got.Taken, got.At
}

// Told tells whether the person knows that the role's console lasts less than
// wanted, however long ago that was said.
func (l Lessons) Told(r roles.Role) bool {
	return l[r.Profile].RoleARN == r.ID() && l[r.Profile].Told
}

// learn takes a lesson in. A lesson that cannot be one is not ok.
func (l Lessons) learn(profile string, got Lesson) (ok bool) {
	if !canKeep(profile) || !got.usable() {
		return false
	}
	got.At = got.At.Round(0).UTC().Truncate(time.Second) // as the file has it
	got.Told = got.Told || l[profile].RoleARN == got.RoleARN && l[profile].Told
	l[profile] = got
	if len(l) > maxLessons {
		names := slices.SortedFunc(maps.Keys(l), func(a, b string) int { return cmp.Or(l[b].At.Compare(l[a].At), cmp.Compare(a, b)) })
		for _, name := range names[maxLessons:] {
			delete(l, name)
		}
	}
	return true
}
