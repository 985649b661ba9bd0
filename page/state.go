package page

import (
	"cmp"
	"time"

	"halfday/roles"
	"halfday/session"
	"halfday/text"
)

// State is what the document shows. It holds no secret.
type State struct {
	Roles    []Role    `json:"roles"`
	Sessions []Session `json:"sessions"`
	Attempts []Attempt `json:"attempts"`
}

// Role is a line of the list. Its strings are clean for showing.
type Role struct {
	Profile    string `json:"profile"`
	ID         string `json:"id"` // as in the way back
	Label      string `json:"label,omitempty"`
	Account    string `json:"account,omitempty"`
	Region     string `json:"region,omitempty"`
	Production bool   `json:"production,omitempty"`
	Problem    string `json:"problem,omitempty"` // in words
	Lasts      string `json:"lasts,omitempty"`
}

// Session is a console session, by the profile of its role.
type Session struct {
	Profile string    `json:"profile"`
	Begins  time.Time `json:"begins"`
	Ends    time.Time `json:"ends"`
	Alarm   bool      `json:"alarm,omitempty"`
}

// Attempt is a sign-in under way.
type Attempt struct {
	Profile string `json:"profile"`
	Says    string `json:"says"` // how far it is, in words
}

// Show makes what the document shows of what is true. id is the opaque name of
// a role in the way back.
func Show(s session.State, words text.Words, id func(roles.Role) string) State {
	out := State{Roles: make([]Role, len(s.Roles)), Sessions: []Session{}, Attempts: []Attempt{}}
	labels := make(map[string]string, len(s.Roles))
	for i, r := range s.Roles {
		shown := Role{
			Profile: r.Profile, ID: id(r), Label: text.Clean(r.Label, maxShown), Account: r.Account,
			Region: text.Clean(r.Region, maxShown), Production: r.Production,
		}
		labels[r.Profile] = r.Label
		if r.Problem.Kind != roles.ProblemNone {
			shown.Problem = words.Problem(text.Problem{
				Kind: string(r.Problem.Kind), Role: r.Profile, Profile: r.Problem.Profile, Account: r.Account, Detail: r.Problem.Detail,
			}).String()
		} else {
			shown.Lasts = words.Lasts(r.Console, r.ConsoleWhy)
		}
		out.Roles[i] = shown
	}
	for _, one := range s.Sessions {
		out.Sessions = append(out.Sessions, Session{one.Profile, one.SignedInAt, one.Expires, one.Alarm})
	}
	for _, a := range s.Attempts {
		name := text.Clean(cmp.Or(labels[a.Profile], a.Profile), maxShown)
		out.Attempts = append(out.Attempts, Attempt{a.Profile, words.Menu.Attempt(name, string(a.Phase))})
	}
	return out
}

// maxShown is how much of a name is shown.
const maxShown = 200

// Ask is what a person asks for in the document. Everything in it is untrusted.
type Ask struct {
	Kind    AskKind `json:"kind"`
	Profile string  `json:"profile,omitempty"` // of all but Raise
	Page    string  `json:"page,omitempty"`    // as federation.Destination takes it; "" for the usual one
	Region  string  `json:"region,omitempty"`
	Tab     string  `json:"tab,omitempty"`  // the tab that goes on to the console; "" for a new one
	Back    string  `json:"back,omitempty"` // of Raise: the role that the document came back from; "" for none
}

// AskKind names what is asked for.
type AskKind string

// What can be asked for.
const (
	SignIn      AskKind = "sign-in"
	SignInAgain AskKind = "sign-in-again" // with a code in any case
	Cancel      AskKind = "cancel"
	Raise       AskKind = "raise" // open the document in a tab that may see
)

// good tells whether the ask is one, and none of it too long.
func (a Ask) good() bool {
	for _, s := range []string{a.Region, a.Tab, a.Back} {
		if len(s) > maxShown || !plain(s) {
			return false
		}
	}
	if len(a.Profile) > maxAsk || len(a.Page) > maxAsk {
		return false
	}
	switch a.Kind {
	case SignIn, SignInAgain, Cancel:
		return a.Profile != "" && a.Back == ""
	}
	return false
}

// maxAsk is the most that an ask may hold, in bytes.
const maxAsk = 16 << 10

// plain tells whether s is of letters, digits, dashes and underscores.
func plain(s string) bool {
	for i := range len(s) {
		c := s[i]
		if (c < 'a' || c > 'z') && (c < 'A' || c > 'Z') && (c < '0' || c > '9') && c != '-' && c != '_' {
			return false
		}
	}
	return true
}

// Found are the roles that a copied address of the console can be opened in.
type Found struct {
	Profiles []string `json:"profiles"`
	Page     string   `json:"page"`
	Region   string   `json:"region"`
}
