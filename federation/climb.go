package federation

import "slices"

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
