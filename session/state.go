package session

import (
	"time"

	"halfday/roles"
)

// State is what is true of roles, sign-ins and sessions. The broker owns the
// one that changes; everybody else gets copies whose slices nobody writes to
// again.
type State struct {
	Roles    []roles.Role
	Warnings []roles.Warning
	Attempts []Attempt // sign-ins under way or queued, oldest first
	Sessions []Session // the one that ends first comes first; ended ones last
	Centers  []roles.Center
	Others   []roles.Other // the profiles that are no roles
	// MostUsed are the profiles that were used most of late, best first.
	MostUsed []string
	Pages    Pages
}

// Attempt is a sign-in under way.
type Attempt struct {
	Profile string
	Phase   Phase
}

// Phase tells how far a sign-in is.
type Phase string

// The phases of a sign-in, in order.
const (
	PhaseQueued   Phase = "queued"   // waits for another sign-in with the same MFA device or Identity Center session
	PhaseStarting Phase = "starting" // the process starts, source credentials are resolved
	PhaseConsent  Phase = "consent"  // the question is open whether to use kept credentials
	PhaseCode     Phase = "code"     // the dialog is open
	PhaseAssume   Phase = "assume"   // AssumeRole is under way
	PhaseCenter   Phase = "center"   // the person signs in to Identity Center in the browser
	PhaseExchange Phase = "exchange" // getSigninToken is under way
	PhaseOpen     Phase = "open"     // the browser has been started, its request is awaited
	phaseOver     Phase = "over"     // the last word was said; nobody is shown it
)

// Session is a console session that was opened by Halfday. It holds no
// secret; times are UTC wall-clock times without a monotonic part.
type Session struct {
	Profile   string `json:"profile"`
	RoleARN   string `json:"role_arn"` // roles.Role.ID
	Account   string `json:"account"`
	Partition string `json:"partition"`
	Region    string `json:"region"`
	Console   string `json:"console"` // plain console address, no secret
	// Browser is where it was opened, as the settings name it: "" for the default
	// one.
	Browser    string    `json:"browser,omitempty"`
	SignedInAt time.Time `json:"signed_in_at"`
	Expires    time.Time `json:"expires"`
	// Reminded holds the lead times, in seconds, that were announced; 0 is
	// the announcement of the end.
	Reminded []int `json:"reminded,omitempty"`
	// EndedWith is the minute of the end, as Expires has it, of the first of those
	// whose ends were announced together; 0: of this one alone.
	EndedWith int64 `json:"ended_with,omitempty"`
	// SnoozedUntil is when a reminder put off with Later comes back.
	SnoozedUntil time.Time `json:"snoozed_until,omitzero"`
	// InPlace are the hosts that answered in AWS's place, as a person reads
	// them; "" where AWS itself did.
	InPlace string `json:"in_place,omitempty"`
	// Alarm tells that somebody else asked for the sign-in page, and may hold
	// the session.
	Alarm bool `json:"alarm,omitempty"`

	// Page is what the person chose to see there, of a session that has just
	// begun; zero where it is as usual.
	Page Page `json:"page,omitzero"`

	CanReopen bool `json:"-"` // role credentials in memory still last: no code needed
	Unsaved   bool `json:"-"` // could not be stored: will be forgotten on restart
}

// Ended tells whether the session is over at now.
func (s Session) Ended(now time.Time) bool { return !now.Before(s.Expires) }

// Unanswered tells whether the person was reminded of the session's end, and has
// not put it off: they may not have seen it.
func (s Session) Unanswered() bool { return len(s.Reminded) > 0 && s.SnoozedUntil.IsZero() }

// Left is the time left at now, never negative.
func (s Session) Left(now time.Time) time.Duration {
	return max(0, s.Expires.Sub(now.Round(0)))
}
