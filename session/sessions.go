package session

import (
	"maps"
	"slices"
	"time"

	"halfday/internal/mailbox"
)

// announcement is a reminder that waits for its mark to be on disk: after a
// crash a reminder may be missed in that instant, but is never repeated.
type announcement struct {
	Reminder
	save int // the save that holds the mark
}

// saveLimit is how long a reminder waits for a disk that does not answer.
const saveLimit = 5 * time.Second

// record takes a new session in, in the place of the role's last one.
func (b *Broker) record(s Session) {
	now := b.now()
	old, had := b.remove(s.Profile)
	b.memory.Pages, s.Page = b.memory.Pages.add(s.Profile, s.Page), Page{}
	s.SignedInAt, s.Expires = s.SignedInAt.Round(0).UTC(), s.Expires.Round(0).UTC()
	b.memory.Sessions = append(b.memory.Sessions, fresh(s, b.policy.Leads(s.Profile), now))
	b.memory.Uses.add(s.Profile, now)
	b.unstored = true
	if had {
		b.withdraw(old)
	}
}

// alarm marks the session of a role: it may be in other hands.
func (b *Broker) alarm(profile string) {
	i := b.find(profile)
	if i < 0 || b.memory.Sessions[i].Alarm {
		return
	}
	b.log.Warn("somebody else asked for a sign-in page", "profile", profile)
	b.memory.Sessions[i].Alarm = true
	b.unstored = true
	b.options.Alarm(profile)
}

// learn takes in how long AWS let a console of the role last. The list of
// roles says so, too.
func (b *Broker) learn(profile string, l *Lesson) {
	if l == nil {
		return
	}
	before := b.memory.Lessons[profile].Taken
	if !b.memory.Lessons.learn(profile, *l) {
		b.log.Warn("what was learned of a role is not usable", "profile", profile)
		return
	}
	b.unstored = true
	b.lessons.Store(new(maps.Clone(b.memory.Lessons)))
	if l.Taken != before {
		mailbox.Nudge(b.learned)
	}
}

// remove takes a session out.
func (b *Broker) remove(profile string) (old Session, ok bool) {
	i := b.find(profile)
	if i < 0 {
		return Session{}, false
	}
	old = b.memory.Sessions[i]
	b.memory.Sessions = slices.Delete(b.memory.Sessions, i, i+1)
	b.unstored = true
	for i := range b.pending {
		p := &b.pending[i]
		p.Profiles = slices.DeleteFunc(p.Profiles, func(name string) bool { return name == profile })
	}
	return old, true
}

func (b *Broker) find(profile string) int {
	return slices.IndexFunc(b.memory.Sessions, func(s Session) bool { return s.Profile == profile })
}

// withdraw takes the notification about a session away, unless it is about
// another one too that still waits for its renewal.
func (b *Broker) withdraw(old Session) {
	shared := slices.ContainsFunc(b.memory.Sessions, func(s Session) bool {
		return s.Profile != old.Profile && minute(s) == minute(old) && s.Unanswered()
	})
	if len(old.Reminded) > 0 && !shared {
		b.options.Withdraw(endKey(old))
	}
}

// prune forgets what time has made useless.
func (b *Broker) prune(now time.Time) {
	b.dropKept(func(profile string, k Kept) bool {
		return !k.Expires.After(now) || !k.Ends.After(now)
	})
	for _, s := range slices.Clone(b.memory.Sessions) {
		if now.Sub(s.Expires) >= showEnded {
			b.remove(s.Profile)
			b.withdraw(s)
		}
	}
}

// remind marks the reminders that are due; save gives them.
func (b *Broker) remind(now time.Time) {
	sessions, reminders := decide(b.memory.Sessions, b.policy.Leads, now)
	if len(reminders) == 0 {
		return
	}
	for _, s := range b.memory.Sessions {
		if i := slices.IndexFunc(sessions, func(n Session) bool { return n.Profile == s.Profile }); minute(sessions[i]) != minute(s) {
			b.options.Withdraw(endKey(s)) // of before the end: another key takes its place
		}
	}
	b.memory.Sessions, b.unstored = sessions, true
	for _, r := range reminders {
		b.pending = append(b.pending, announcement{Reminder: r, save: b.saver.asked + 1})
	}
}

// save sends the sessions to the saver if they have changed, and gives the
// reminders that need not wait for it.
func (b *Broker) save() {
	if !b.unstored {
		return
	}
	b.unstored = false
	n := b.saver.ask(b.memory.clone())
	if len(b.pending) > 0 {
		time.AfterFunc(saveLimit, func() { b.box.Post(func() { b.announce(n) }) })
	}
}

// saved is told that a save is done, well or not.
func (b *Broker) saved(j job, err error) {
	v := b.saver
	if err != nil && !v.failed {
		b.log.Error("sessions cannot be stored", "err", err)
	}
	if err == nil {
		v.onDisk = j.memory.Sessions
	}
	v.failed, v.done = err != nil, j.n
	b.announce(j.n)
}

// announce gives the reminders whose marks were in save n or an earlier one,
// about those sessions that have not been renewed or forgotten meanwhile.
func (b *Broker) announce(n int) {
	now := b.now()
	b.pending = slices.DeleteFunc(b.pending, func(a announcement) bool {
		if a.save > n {
			return false
		}
		if len(a.Profiles) > 0 {
			a.Left = max(0, a.Expires.Sub(now))
			b.options.Notify(a.Reminder)
		}
		return true
	})
}
