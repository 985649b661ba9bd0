package session

import (
	"context"
	"slices"
	"strings"
	"time"

	"halfday/internal/openable"
	"halfday/roles"
)

// attempt is a sign-in from the click to the end of its process. It belongs
// to the loop.
type attempt struct {
	role roles.Role // as it was at the click: it may leave the file meanwhile
	Wish
	started time.Time
	phase   Phase
	asked   time.Time // since when it asks for a code or a yes
	reopen  bool      // runs with kept credentials
	shared  bool      // runs with what the code of another role has brought
	agreed  time.Time // when the person gave a code or a yes
	locked  bool      // the screen locked after its code was given
	failed  bool      // its last word was that something went wrong; it may still show what
	gone    bool      // is being ended: not shown any more
}

// start runs the process of an attempt.
func (b *Broker) start(a *attempt) {
	a.phase = PhaseStarting
	req := Request{Role: carried(a.role), Token: a.Token, KeepCredentials: b.policy.Keeps(a.role.Profile), FromPage: a.From, Page: a.Page}
	if l, ok := b.memory.Lessons[a.role.Profile]; ok {
		req.Lessons = Lessons{a.role.Profile: l}
	}
	if g := a.several; g != nil {
		req.Source = slices.Clone(g.of(a.role))
		if a.shared = req.Source != nil; !a.shared {
			req.Several = g.profiles
		}
	}
	req.Consoles = InBrowsers(b.memory.Sessions, a.role, b.now())
	if a.reopen {
		req.Kept = b.kept[a.role.Profile]
		req.Credentials = slices.Clone(req.Credentials)
	}
	command := b.options.SignIn(a.role.Profile)
	ctx, end := context.WithCancel(context.Background())
	b.procs[a] = end
	b.workers.Go(func() {
		defer end()
		err := b.options.run(ctx, command, req, func(e Event) {
			b.box.Post(func() { b.event(a, e) })
		})
		b.box.Post(func() { b.ended(a, err) })
	})
}

// event takes what a sign-in process says. A cancelled process is still heard
// for one thing: a console that it opened is open.
func (b *Broker) event(a *attempt, e Event) {
	defer clear(e.Credentials) // who keeps them has a copy
	if e.Kind == EventAlarm {
		b.alarm(a.role.Profile)
		return
	}
	if a.phase == phaseOver {
		return
	}
	switch e.Kind {
	case EventPhase:
		switch e.Phase {
		case PhaseStarting, PhaseConsent, PhaseCode, PhaseAssume, PhaseCenter, PhaseExchange, PhaseOpen:
			a.phase = e.Phase
		}
		if e.Phase == PhaseCode {
			a.locked = false
		}
		a.asked = b.now()
		if a.reopen && (e.Phase == PhaseCode || e.Phase == PhaseAssume) {
			b.refused(a)
		}
	case EventAgreed:
		a.agreed = b.now()
		if k, ok := b.kept[a.role.Profile]; ok && a.reopen {
			k.Agreed = a.agreed
			b.kept[a.role.Profile] = k
		}
	case EventAddress:
		if from := a.From; from != nil && from.Tab != "" && !a.gone && openable.Is(string(e.Address)) {
			b.options.Lead(from.Tab, string(e.Address))
		}
	case EventShared:
		b.shared(a, e.Credentials)
	case EventSignedIn:
		b.signedIn(a, e)
	case EventFailed:
		b.log.Info("sign-in ended with a problem", "profile", a.role.Profile, "problem", word(e.Problem), "detail", clip(e.Detail))
		if a.reopen && a.phase != PhaseStarting && a.phase != PhaseConsent {
			// AWS may not take them any more: the next click asks for a code.
			b.dropKept(func(profile string, _ Kept) bool { return profile == a.role.Profile })
		}
		a.failed = true
		fallthrough
	case EventCancelled:
		b.notForOthers(a)
		b.finish(a)
		b.dismissOldest()
	}
}

// refused takes note that AWS did not take the kept credentials, so that the
// process asks for a code after all. Where a code of the device is being asked
// for already, the role waits for its turn like any other.
func (b *Broker) refused(a *attempt) {
	b.dropKept(func(profile string, _ Kept) bool { return profile == a.role.Profile })
	a.reopen = false
	if i := slices.Index(b.attempts, a); i >= 0 && b.busy(a) {
		b.attempts[i] = &attempt{role: a.role, Wish: Wish{Again: true, Page: a.Page, From: a.From}, started: a.started, phase: PhaseQueued}
		b.end(a)
	}
}

// signedIn takes the last word of a sign-in that worked.
func (b *Broker) signedIn(a *attempt, e Event) {
	now := b.now()
	if e.Session == nil || e.Session.Profile != a.role.Profile {
		b.log.Warn("a sign-in process reported a session of another role", "profile", a.role.Profile)
		return
	}
	if err := e.Session.checkNew(now); err != nil {
		b.log.Warn("a sign-in process reported a session that is not usable", "profile", a.role.Profile, "err", err)
		return
	}
	b.log.Info("signed in", "profile", a.role.Profile, "detail", clip(e.Detail))
	b.finish(a)
	if b.policy.Keeps(a.role.Profile) && !a.locked && len(e.Credentials) > 0 && !b.draining {
		e.Agreed, e.Ends = a.agreed, e.Session.Expires
		b.keep(a.role.Profile, e.Kept)
	}
	b.record(*e.Session)
	b.learn(a.role.Profile, e.Lesson)
}

// finish takes an attempt out of State. Its process may take a moment longer.
func (b *Broker) finish(a *attempt) {
	a.phase = phaseOver
	b.attempts = slices.DeleteFunc(b.attempts, func(x *attempt) bool { return x == a })
}

// ended is told when a sign-in process is gone.
func (b *Broker) ended(a *attempt, err error) {
	delete(b.procs, a)
	if a.phase == phaseOver || a.gone || b.draining {
		return
	}
	b.finish(a)
	detail := "exit status 0"
	if err != nil {
		detail = err.Error()
	}
	b.log.Error("sign-in process died", "profile", a.role.Profile, "detail", detail)
	b.options.Died(a.role.Profile, detail)
}

// end ends the process of an attempt that is not in State any more.
func (b *Broker) end(a *attempt) {
	a.gone = true
	if end := b.procs[a]; end != nil {
		end()
	}
}

// drain ends everything that runs: Run is about to return.
func (b *Broker) drain() {
	b.draining = true
	b.unstored = b.unstored || b.saver.failed
	for _, end := range b.procs {
		end()
	}
	b.attempts = nil
	b.dropKept(func(string, Kept) bool { return true })
}

// clip returns the beginning of s: a line of the log is no place for more.
func clip(s string) string {
	const most = 400
	return strings.ToValidUTF8(s[:min(len(s), most)], "")
}

// word returns s where it looks like the name of a kind, so that a log never
// holds what a process made up.
func word(s string) string {
	odd := func(c rune) bool { return (c < 'a' || c > 'z') && (c < '0' || c > '9') && c != '_' }
	if len(s) > 40 || strings.ContainsFunc(s, odd) {
		return "unknown"
	}
	return s
}
