package session

import (
	"fmt"
	"io"
	"log/slog"
	"slices"
	"time"

	"halfday/internal/redact"
	"halfday/roles"
)

// Kept are role credentials that a role can be opened again with. They live in
// memory and in the pipes to and from sign-in processes only.
type Kept struct {
	Credentials []byte    `json:"credentials,omitempty"` // opaque to this package
	For         Binding   `json:"for,omitzero"`
	Terms       Terms     `json:"terms,omitempty"`             // that held when they were got
	Expires     time.Time `json:"credentials_expire,omitzero"` // UTC, as all of these
	Ends        time.Time `json:"ends,omitzero"`               // of the console session that they were got for
	Agreed      time.Time `json:"agreed,omitzero"`             // when the person last gave a code or a yes for them; zero: never
}

// Binding says which role credentials are for. It is all that a person may give
// to the same profile's name another day, and then they are for nothing.
type Binding struct {
	RoleARN     string `json:"role_arn,omitempty"`     // roles.Role.ID
	BaseProfile string `json:"base_profile,omitempty"` // whose credentials sign
	MFASerial   string `json:"mfa_serial,omitempty"`
	ExternalID  string `json:"external_id,omitempty"`
}

// Terms are what it takes to use kept credentials. They go along with these, so
// that whoever makes the settings milder opens nothing that is kept already.
type Terms string

// The terms, the strictest first.
const (
	TermsCode   Terms = "code"   // they are not used: a new code
	TermsAlways Terms = "always" // a yes each time
	TermsAsk    Terms = "ask"    // a yes, unless the person gave a code or a yes of late
	TermsFree   Terms = "free"   // nothing
)

// BindingOf gives the binding of credentials for a role as it is now.
func BindingOf(r roles.Role) Binding {
	return Binding{RoleARN: r.ID(), BaseProfile: r.Base.Profile, MFASerial: r.MFASerial, ExternalID: r.ExternalID}
}

// lasts tells whether there is time enough to open a console with them.
func (k Kept) lasts(now time.Time) bool {
	return len(k.Credentials) > 0 && k.Expires.Sub(now) >= time.Minute && now.Before(k.Ends)
}

// Format keeps the credentials out of whatever is printed, and all that a Request
// and an Event have with them.
func (Kept) Format(f fmt.State, _ rune) { io.WriteString(f, redact.Redacted) }

// LogValue keeps them out of the log.
func (Kept) LogValue() slog.Value { return slog.StringValue(redact.Redacted) }

// bound tells whether the profile is still the role that credentials are for.
func (b *Broker) bound(profile string, k Kept) bool {
	i, listed := b.index[profile]
	return listed && BindingOf(b.list.Roles[i]) == k.For
}

// keep replaces the credentials of a profile by a copy of others.
func (b *Broker) keep(profile string, k Kept) {
	b.dropKept(func(p string, _ Kept) bool { return p == profile })
	if k.lasts(b.now()) && b.bound(profile, k) {
		k.Credentials = slices.Clone(k.Credentials)
		b.kept[profile] = k
	}
}

// Locked is told that the screen locks or the machine goes to sleep: whoever
// comes back has to show that it is they. Sign-ins that hold kept credentials
// and wait for a yes end; those that just get new ones keep none. Any goroutine.
func (b *Broker) Locked() {
	b.box.Post(b.locked)
}

func (b *Broker) locked() {
	if b.policy.KeepWhenLocked {
		return
	}
	b.dropKept(func(string, Kept) bool { return true })
	b.dropShared(true)
	for a := range b.procs {
		switch a.phase {
		case PhaseStarting, PhaseConsent:
			if a.reopen && !a.gone {
				b.cancel(a.role.Profile)
			}
		case PhaseAssume, PhaseExchange, PhaseOpen:
			a.locked = true
		}
	}
}

// sleepSeen is how much longer the wall clock went than the machine was awake
// where it has slept, or the clock was set.
const sleepSeen = time.Minute

// slept tells whether the machine has slept since the last call. Not every
// system says so before, and none waits until it is heard.
func (b *Broker) slept(now time.Time) bool {
	first, awake := b.seen.IsZero(), time.Now()
	asleep := now.Sub(b.seen) - awake.Sub(b.awake)
	b.seen, b.awake = now, awake
	return !first && asleep >= sleepSeen
}

// dropKept overwrites and forgets the credentials for which drop holds.
func (b *Broker) dropKept(drop func(profile string, k Kept) bool) {
	for profile, k := range b.kept {
		if drop(profile, k) {
			clear(k.Credentials)
			delete(b.kept, profile)
		}
	}
}
