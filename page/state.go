package page

import (
	"cmp"
	"time"

	"halfday/roles"
	"halfday/session"
	"halfday/text"
)

// State is what the document shows beside the roles. It holds no secret.
type State struct {
	Sessions []Session `json:"sessions"`
	Attempts []Attempt `json:"attempts"`
	Browsers []Browser `json:"browsers"`
}

// Role is a line of the list. Its strings are clean for showing, but for the
// profile, which names it.
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

// Browser is a browser that a role can be opened in, or a profile, a container
// or a private window of one.
type Browser struct {
	Setting string `json:"setting"` // as the settings name it
	Title   string `json:"title"`   // as a person calls it
}

// showRoles makes the list of roles.
func showRoles(list []roles.Role, words text.Words, place Place) []Role {
	shown := make([]Role, len(list))
	for i, r := range list {
		shown[i] = Role{
			Profile: r.Profile, ID: place.id(r), Label: text.Clean(r.Label, maxShown), Account: r.Account,
			Region: text.Clean(r.Region, maxShown), Production: r.Production,
		}
		if r.Problem.Kind == roles.ProblemNone {
			shown[i].Lasts = words.Lasts(r.Console, r.ConsoleWhy)
			continue
		}
		shown[i].Problem = words.Problem(text.Problem{
			Kind: string(r.Problem.Kind), Role: r.Profile, Profile: r.Problem.Profile, Account: r.Account, Detail: r.Problem.Detail,
		}).String()
	}
	return shown
}

// show makes what else the document shows of what is true. list are the roles.
func show(s session.State, list []roles.Role, browsers []Browser, words text.Words) State {
	out := State{Sessions: []Session{}, Attempts: []Attempt{}, Browsers: append([]Browser{}, browsers...)}
	for _, one := range s.Sessions {
		out.Sessions = append(out.Sessions, Session{one.Profile, one.SignedInAt, one.Expires, one.Alarm})
	}
	for _, a := range s.Attempts {
		name := a.Profile
		for i := range list {
			if list[i].Profile == a.Profile {
				name = cmp.Or(list[i].Label, name)
			}
		}
		out.Attempts = append(out.Attempts, Attempt{a.Profile, words.Menu.Attempt(text.Clean(name, maxShown), string(a.Phase))})
	}
	return out
}

// maxShown is how much of a name is shown.
const maxShown = 200
