package session

import (
	"slices"

	"halfday/internal/mailbox"
)

// What a person asks for. The methods here never block and may be called from
// any goroutine, before Run too; after Run's end they do nothing.

// maxAsked is how much of it may wait for the loop.
const maxAsked = 4096

func (b *Broker) ask(what string, do func()) {
	if b.box.Len() >= maxAsked {
		b.log.Warn("too much is asked at once", "what", what)
		return
	}
	b.box.Post(do)
}

// Wish is how a person wants a sign-in.
type Wish struct {
	Again bool      // ask for a code in any case
	Page  Page      // what the console is to show
	Token string    // what the first window comes to the front with (XDG_ACTIVATION_TOKEN); "" for none
	From  *FromPage // nil: it was asked for elsewhere

	several *several // the group of which it is one; nil for a role by itself
}

// SignIn opens the console of a role, with kept credentials where they last,
// else it asks for a code. A sign-in that is under way is left as it is, but asks
// anew where its question was not answered in 2 s: its dialog may lie behind
// another window.
func (b *Broker) SignIn(profile string, w Wish) {
	b.ask("sign in", func() { b.enqueue(profile, w) })
}

// Cancel ends the sign-in of a role.
func (b *Broker) Cancel(profile string) {
	b.ask("cancel", func() { b.cancel(profile) })
}

// CancelWaiting gives up all sign-ins that are queued.
func (b *Broker) CancelWaiting() {
	b.ask("cancel waiting", func() {
		b.attempts = slices.DeleteFunc(b.attempts, func(a *attempt) bool { return a.phase == PhaseQueued })
	})
}

// Forget drops the session of a role and its kept credentials.
func (b *Broker) Forget(profile string) {
	b.ask("forget", func() {
		b.dropKept(func(p string, _ Kept) bool { return p == profile })
		if old, ok := b.remove(profile); ok {
			b.withdraw(old)
		}
	})
}

// Reload reads the AWS files again.
func (b *Broker) Reload() { mailbox.Nudge(b.reread) }

// SignInReminded signs in again to each session that the Reminder with the
// key was about and that has not been renewed or forgotten since.
// The token is for the first of them.
func (b *Broker) SignInReminded(key, token string) {
	b.ask("sign in reminded", func() {
		for _, s := range b.reminded(key) {
			b.enqueue(s.Profile, Wish{Again: true, Token: token})
			token = ""
		}
	})
}

// RemindLater puts the Reminder with the key off for five minutes.
func (b *Broker) RemindLater(key string) {
	b.ask("remind later", func() {
		for _, s := range b.reminded(key) {
			s.SnoozedUntil = snoozedUntil(*s, b.now())
			b.unstored = true
			b.withdraw(*s)
		}
	})
}

// reminded are the sessions that the reminder with the key was about.
func (b *Broker) reminded(key string) (about []*Session) {
	for i := range b.memory.Sessions {
		if s := &b.memory.Sessions[i]; endKey(*s) == key && len(s.Reminded) > 0 {
			about = append(about, s)
		}
	}
	return about
}

// CheckTime looks at the clock, which may have been set, or stood still while
// the machine slept.
func (b *Broker) CheckTime() { b.box.Post(func() {}) }
