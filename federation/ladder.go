package federation

import (
	"slices"
	"time"

	"halfday/roles"
)

// Rung is one way to ask for a sign-in token: with a SessionDuration of so many
// whole seconds, or WithoutDuration. The zero Rung is none: not known.
type Rung int

// WithoutDuration is to ask without a SessionDuration: the console then lasts
// as long as the credentials do.
const WithoutDuration Rung = -1

// duration is the length of the console session that a rung gives, left being
// what remains of the credentials' life; 0 for the zero Rung.
func (r Rung) duration(left time.Duration) time.Duration {
	if r == WithoutDuration {
		return left
	}
	return time.Duration(r) * time.Second
}

// clockSlack, in seconds, is how far the clock here may be off for AWS to take
// what it signs, and so how wrong the remaining life of credentials may be.
const clockSlack = 300

// ladderOf is what to ask for, one after the other, until AWS takes one: the
// longest console session first, none longer than wanted. left is what remains
// of the credentials' life, chained tells that they come from role chaining,
// for which AWS takes no SessionDuration at all, and learned is where to begin,
// the zero Rung being the top.
//
// AWS's page on custom identity brokers says that a SessionDuration "cannot be
// greater than or equal to" the role's maximum session duration, other pages
// that the two are independent. So below the wanted length comes one second
// less, and then one second less than the usual maxima of 8, 4 and 2 hours.
// WithoutDuration stands where the length that it gives belongs, and last where
// that is more than wanted; what AWS refuses even so it refuses altogether.
// Source: IAM User Guide, "Enable custom identity broker access to the AWS
// console"; IAM API Reference, UpdateRole.
func ladderOf(wanted, left time.Duration, chained bool, learned Rung) []Rung {
	top := Rung(wanted / time.Second)
	if chained || top < minDuration {
		return []Rung{WithoutDuration}
	}
	ladder := []Rung{top}
	for _, r := range []Rung{top - 1, learned, 8*oneHour - 1, 4*oneHour - 1, 2*oneHour - 1} {
		if r >= minDuration && r < top {
			ladder = append(ladder, r)
		}
	}
	slices.SortFunc(ladder, func(a, b Rung) int { return int(b - a) })
	ladder = slices.Compact(ladder)

	without := Rung(left / time.Second)
	place := slices.IndexFunc(ladder, func(r Rung) bool { return r < without-clockSlack })
	longer := without > top+clockSlack // than wanted
	if place < 0 || longer {
		place = len(ladder)
	}
	ladder = slices.Insert(ladder, place, WithoutDuration)
	if learned == WithoutDuration && longer {
		return ladder
	}
	return ladder[max(slices.Index(ladder, learned), 0):]
}

// Reason is why a console session will not have the length that is wanted.
type Reason string

// The reasons; "" where there is none. Their values may be stored and do not
// change.
const (
	// ReasonChained: role chaining, or temporary source credentials, for which
	// AWS gives an hour at most.
	ReasonChained Reason = "chained"
	// ReasonOneCode: one code for several roles, which AWS takes for role chaining.
	ReasonOneCode Reason = "one_code"
	// ReasonLearned: AWS took no longer SessionDuration the last time.
	ReasonLearned Reason = "learned"
	// ReasonCredentials: AWS took none, so the console lasts as long as the
	// credentials: the profile's duration_seconds, or an hour.
	ReasonCredentials Reason = "credentials"
)

// Expected is how long a console session of the role will last as far as the
// files tell, of the length wanted and with what was learned of the role; and
// why no longer. A credential_process may still turn out to give temporary
// credentials, see [SignIn.Expected].
func Expected(r roles.Role, wanted time.Duration, learned Rung) (time.Duration, Reason) {
	return expected(r, wanted, learned, limitedByFiles(r))
}

func expected(r roles.Role, wanted time.Duration, learned Rung, chained bool) (time.Duration, Reason) {
	life := oneHour * time.Second // as most permission sets say
	if n := len(r.Hops); !own(r) && n > 0 {
		life = time.Duration(secondsOf(r.Hops[n-1], chained)) * time.Second
	}
	length := min(learned.duration(life), wanted)
	switch {
	case chained:
		return life, ReasonChained
	case learned == 0:
		return wanted, ""
	case !shorter(length, wanted):
		return length, ""
	case learned == WithoutDuration:
		return length, ReasonCredentials
	}
	return length, ReasonLearned
}

// shorter tells whether a person sees that length is less than wanted.
func shorter(length, wanted time.Duration) bool { return length < wanted-time.Minute }

// Expected is that of the role, with what the source credentials turned out to
// be. It is right after Source.
func (s *SignIn) Expected() (time.Duration, Reason) {
	return expected(s.role, s.opts.Length, s.opts.Learned, s.Limited())
}

// climb is how far a sign-in is down its ladder. It decides, refusal by
// refusal, what to ask for next; who asks tells it what came of it.
type climb struct {
	ladder []Rung // from where it begins
	rungs  []Rung // what is left of it
	// known: the first rung was taken the last time. If it is refused now it is
	// likelier that the credentials are, or that the door refuses everything.
	known    bool
	checking bool // asks without a SessionDuration which of these it is
	plain    bool // asks at the partition's plain host alone
	noPlain  bool // there is no way to that
}

func newClimb(ladder []Rung, known bool) *climb {
	return &climb{ladder: ladder, rungs: ladder, known: known}
}

// rung is what to ask for.
func (c *climb) rung() Rung {
	if c.checking {
		return WithoutDuration
	}
	return c.rungs[0]
}

// refused takes note of a 400, by the plain host or by another door, and tells
// whether there is more to ask.
func (c *climb) refused(plain bool) (more bool) {
	last := plain || c.plain || c.noPlain
	switch {
	case c.rung() == WithoutDuration && last:
		// The credentials are refused altogether.
		return false
	case c.rung() == WithoutDuration:
		// This door may refuse everything: the plain host once.
		c.plain, c.rungs = true, c.ladder
	case c.known:
		// One more request tells refused credentials from a refused length, at
		// the host that is sure to take what can be taken.
		c.known, c.checking = false, true
		if !plain {
			c.plain = !c.noPlain
		} else {
			c.rungs = c.rungs[1:]
		}
	default:
		c.rungs = c.rungs[1:]
	}
	return len(c.rungs) > 0
}

// taken takes note of a token, and tells whether a longer session may be had:
// the token is then kept for the case that it may not.
func (c *climb) taken() (more bool) {
	if !c.checking {
		return false
	}
	c.checking = false
	if i := slices.Index(c.rungs, WithoutDuration); i >= 0 {
		c.rungs = c.rungs[:i]
	}
	return len(c.rungs) > 0
}

// shut takes note that there is no way to the plain host, and tells whether
// another door may be asked in its place.
func (c *climb) shut() (more bool) {
	more = c.plain && c.checking
	c.plain, c.noPlain = false, true
	if more {
		c.rungs = c.rungs[1:] // that door has refused it
	}
	return more
}
