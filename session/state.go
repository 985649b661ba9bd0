package session

import (
	"time"

	"halfday/roles"
)

// State is all that a menu shows. The broker owns the one that changes;
// everybody else gets copies whose slices nobody writes to again.
type State struct {
	Roles    []roles.Role
	Warnings []roles.Warning
	Attempts []Attempt // sign-ins under way or queued, oldest first
	Sessions []Session // the one that ends first comes first; ended ones last
	Demo     bool      // everything is invented: say so
	// Override is the host that answers in AWS's place
	// (HALFDAY_SIGNIN_ENDPOINT, AWS_ENDPOINT_URL_STS); "" where AWS itself does.
	Override string
	// SettingsProblem is the line of the settings file that has a bad value,
	// from 1; 0 where there is none.
	SettingsProblem int
	LoginItem       bool // Halfday starts at login
	TimeInMenuBar   bool // show the time left beside the icon
	// Lead is how long before its end a session counts as ending soon.
	Lead time.Duration
	// Pinned are the profiles that the person has pinned, in that order; they
	// need not be roles.
	Pinned []string
	// MostUsed are the profiles that were used most of late, best first.
	MostUsed []string
	// GroupBy is how a long list of roles is grouped: "prefix", "account",
	// "source_profile", "none"; "" leaves it to the menu.
	GroupBy string
	// Browsers are those that a role can be opened in; none while they are
	// not known.
	Browsers []Browser
}

// Browser is a browser on this machine, or a profile, a container or a private
// window of it.
type Browser struct {
	Setting string // as the settings name it
	Alias   string // as they may name it, too, in upper or lower case; "" for nothing else
	Title   string // as a person calls it
}

// Attempt is a sign-in under way.
type Attempt struct {
	Profile   string
	Phase     Phase
	StartedAt time.Time
}

// Phase tells how far a sign-in is.
type Phase string

// The phases of a sign-in, in order.
const (
	PhaseQueued   Phase = "queued"   // waits for another sign-in's dialog for the same MFA device
	PhaseStarting Phase = "starting" // the process starts, source credentials are resolved
	PhaseConsent  Phase = "consent"  // the question is open whether to use kept credentials
	PhaseCode     Phase = "code"     // the dialog is open
	PhaseAssume   Phase = "assume"   // AssumeRole is under way
	PhaseExchange Phase = "exchange" // getSigninToken is under way
	PhaseOpen     Phase = "open"     // the browser has been started, its request is awaited
)

// Session is a console session that was opened by Halfday. It holds no
// secret; times are UTC wall-clock times without a monotonic part.
type Session struct {
	Profile    string    `json:"profile"`
	RoleARN    string    `json:"role_arn"`
	Account    string    `json:"account"`
	Partition  string    `json:"partition"`
	Region     string    `json:"region"`
	Console    string    `json:"console"` // plain console address, no secret
	SignedInAt time.Time `json:"signed_in_at"`
	Expires    time.Time `json:"expires"`
	// Reminded holds the lead times, in seconds, that were announced; 0 is
	// the announcement of the end.
	Reminded []int `json:"reminded,omitempty"`
	// SnoozedUntil is when a reminder put off with Later comes back.
	SnoozedUntil time.Time `json:"snoozed_until,omitzero"`
	// InPlace are the hosts that answered in AWS's place, as a person reads
	// them; "" where AWS itself did.
	InPlace string `json:"in_place,omitempty"`
	// Alarm tells that somebody else asked for the sign-in page, and may hold
	// the session.
	Alarm bool `json:"alarm,omitempty"`

	CanReopen bool `json:"-"` // role credentials in memory still last: no code needed
	Unsaved   bool `json:"-"` // could not be stored: will be forgotten on restart
}

// Ended tells whether the session is over at now.
func (s Session) Ended(now time.Time) bool { return !now.Before(s.Expires) }

// Left is the time left at now, never negative.
func (s Session) Left(now time.Time) time.Duration {
	return max(0, s.Expires.Sub(now.Round(0)))
}

// Action is what a person asks for.
type Action struct {
	Kind    ActionKind
	Profile string
	Setting string // of SetBrowser: Browser.Setting, "" for the default
}

// ActionKind names what a person asks for.
type ActionKind string

// The actions. Those without a remark go to the Broker, the others to whoever
// owns the surface.
const (
	ActionNone    ActionKind = ""
	SignIn        ActionKind = "sign-in"        // open with kept credentials where they last, else ask for a code
	SignInAgain   ActionKind = "sign-in-again"  // ask for a code in any case
	OpenConsole   ActionKind = "open-console"   // not for the Broker: open Session.Console
	Forget        ActionKind = "forget"         // drop the session and its kept credentials
	Cancel        ActionKind = "cancel"         // end the sign-in of Profile
	CancelWaiting ActionKind = "cancel-waiting" // give up all sign-ins that are queued
	Later         ActionKind = "later"          // remind of Profile again in five minutes
	Reload        ActionKind = "reload"         // read the AWS files again
	OpenConfig    ActionKind = "open-config"    // not for the Broker
	OpenSettings  ActionKind = "open-settings"  // not for the Broker
	OpenLog       ActionKind = "open-log"       // not for the Broker
	CheckSetup    ActionKind = "check-setup"    // not for the Broker: look for what is wrong with the set-up, and say it
	AddRole       ActionKind = "add-role"       // not for the Broker: lead through adding a role
	RoleSettings  ActionKind = "role-settings"  // not for the Broker: talk about the settings of Profile, or of one to be chosen
	SetBrowser    ActionKind = "set-browser"    // not for the Broker: open Profile in another browser from now on
	TryDemo       ActionKind = "try-demo"       // not for the Broker: start the demo beside this
	ShowAlarm     ActionKind = "show-alarm"     // not for the Broker: say what it means that the session of Profile may be in other hands
	ShowProblem   ActionKind = "show-problem"   // not for the Broker: say why the role Profile cannot work
	ShowWarnings  ActionKind = "show-warnings"  // not for the Broker: say what is wrong with the AWS files
	FindRole      ActionKind = "find-role"      // not for the Broker: choose one of all roles from a list
	PinRoles      ActionKind = "pin-roles"      // not for the Broker: choose the roles to pin
	SwitchLogin   ActionKind = "login-item"     // not for the Broker: start at login, or no longer
	About         ActionKind = "about"          // not for the Broker
	Quit          ActionKind = "quit"           // not for the Broker
)
