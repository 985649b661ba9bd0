package session

import (
	"slices"
	"time"

	"halfday/roles"
)

// The limits of sign-ins.
const (
	maxProcesses = 8 // that have not had their last word
	maxShown     = 8 // that may show what went wrong

	// seen is how long a dialog takes to be seen: who clicks sooner does not
	// miss it.
	seen = 2 * time.Second
)

// enqueue accepts a click on a role. The process of one that is not listed, or
// cannot work, says so: the click may come from a notification that is older
// than the files.
//
// Where one is under way it stays, unless its dialog asks and has been there to
// be seen: who clicks then does not see it, behind another window. It is asked
// anew, in front. Nothing was sent yet.
func (b *Broker) enqueue(profile string, w Wish) {
	if b.draining || profile == "" {
		return
	}
	at := b.underWay(profile)
	if at >= 0 && !b.attempts[at].unseen(b.now()) {
		return
	}
	role := roles.Role{Profile: profile} // needs no MFA device to be told
	if i, ok := b.index[profile]; ok && b.list.Roles[i].Problem.Kind == roles.ProblemNone {
		role = b.list.Roles[i]
	}
	b.dismiss(profile)
	next := &attempt{role: role, Wish: w, started: b.now(), phase: PhaseQueued}
	if at < 0 {
		b.attempts = append(b.attempts, next)
		return
	}
	last := b.attempts[at]
	next.Again = w.Again || last.Again
	b.attempts[at] = next // before those that wait for the same device
	b.end(last)
}

// unseen tells whether an attempt asks, and its dialog is not where the person
// looks.
func (a *attempt) unseen(now time.Time) bool {
	return (a.phase == PhaseCode || a.phase == PhaseConsent) && !now.Before(a.asked.Add(seen))
}

// dismiss ends the processes of a role that have had their last word and still
// show it: who signs in again has read it.
func (b *Broker) dismiss(profile string) {
	for a := range b.procs {
		if a.phase == phaseOver && a.role.Profile == profile {
			b.end(a)
		}
	}
}

// dismissOldest ends the process whose error is the oldest, where too many
// show theirs.
func (b *Broker) dismissOldest() {
	var showing []*attempt
	for a := range b.procs {
		if a.failed && !a.gone {
			showing = append(showing, a)
		}
	}
	if len(showing) > maxShown {
		b.end(slices.MinFunc(showing, func(x, y *attempt) int { return x.started.Compare(y.started) }))
	}
}

// underWay returns the place of the role's attempt, or -1.
func (b *Broker) underWay(profile string) int {
	return slices.IndexFunc(b.attempts, func(a *attempt) bool { return a.role.Profile == profile })
}

// schedule starts the queued attempts that may start, in the order of their
// clicks.
func (b *Broker) schedule(now time.Time) {
	running := 0
	for a := range b.procs {
		if a.phase != phaseOver {
			running++
		}
	}
	for _, a := range b.attempts {
		if b.draining || running >= maxProcesses {
			return
		}
		if a.phase != PhaseQueued {
			continue
		}
		k := b.kept[a.role.Profile]
		a.reopen = !a.Again && k.lasts(now) && k.For == BindingOf(a.role)
		if !a.reopen && a.several.of(a.role) == nil && b.busy(a) {
			continue
		}
		b.start(a)
		running++
	}
}

// busy tells whether another process may show a dialog for the MFA device of an
// attempt, or use a code of it, or may send the person to its session of Identity
// Center. A cancelled process counts until it is gone.
func (b *Broker) busy(a *attempt) bool {
	for other := range b.procs {
		if what := other.role.Waits(); other != a && what != "" && what == a.role.Waits() && other.holdsDevice() {
			return true
		}
	}
	return false
}

func (a *attempt) holdsDevice() bool {
	switch a.phase {
	case PhaseStarting:
		return !a.shared && !a.reopen
	case PhaseCode, PhaseAssume, PhaseCenter:
		return !a.shared
	}
	return false
}

// notForOthers gives up what waits for a sign-in to Identity Center that comes
// to nothing, or for a code for several roles: one page or code is for all of
// them, and so is a no.
func (b *Broker) notForOthers(a *attempt) {
	g := a.several
	noCode := g != nil && g.source == nil && !a.shared && a.phase != PhaseQueued
	b.attempts = slices.DeleteFunc(b.attempts, func(x *attempt) bool {
		return x.phase == PhaseQueued && (noCode && x.several == g || a.phase == PhaseCenter && x.role.Waits() == a.role.Waits())
	})
}

// cancel ends the sign-in of a role. It leaves State at once; its process is
// gone a moment later.
func (b *Broker) cancel(profile string) {
	i := b.underWay(profile)
	if i < 0 {
		return
	}
	a := b.attempts[i]
	b.attempts = slices.Delete(b.attempts, i, i+1)
	b.notForOthers(a)
	b.end(a)
}
