package app

import (
	"slices"
	"strings"

	"halfday/dialogs"
	"halfday/roles"
	"halfday/session"
	"halfday/tray"
)

// shareable tells whether a code of the role's device may stand for other roles
// of the same source, too: only long-term keys take codes. A credential_process
// may still turn out to give others, which ask for none.
func shareable(r roles.Role) bool {
	return r.Kind != roles.KindIdentityCenter && r.MFASerial != "" && (r.Base.Kind == roles.BaseStatic || r.Base.Kind == roles.BaseProcess)
}

// sharing groups the roles that one code can be for, in the order of the
// first of each; and those that go alone.
func sharing(chosen []roles.Role) (groups [][]roles.Role, alone []roles.Role) {
	for _, r := range chosen {
		with := slices.IndexFunc(groups, func(g []roles.Role) bool {
			return g[0].Base == r.Base && g[0].MFASerial == r.MFASerial
		})
		switch {
		case !shareable(r):
			alone = append(alone, r)
		case with >= 0:
			groups[with] = append(groups[with], r)
		default:
			groups = append(groups, []roles.Role{r})
		}
	}
	groups = slices.DeleteFunc(groups, func(g []roles.Role) bool {
		if len(g) == 1 {
			alone = append(alone, g[0])
		}
		return len(g) == 1
	})
	return groups, alone
}

// signInSeveral lets the person choose roles and signs in to them: with a code
// for each, or with one for those that can share it, as they say of each device.
func (a *app) signInSeveral() {
	a.withRoles(func(t talk, all []tray.Choice) {
		works := make(map[string]roles.Role)
		for _, r := range t.state.Roles {
			if r.Problem.Kind == roles.ProblemNone {
				works[r.Profile] = r
			}
		}
		all = slices.DeleteFunc(all, func(c tray.Choice) bool { return works[c.Profile].Profile == "" })
		w := t.home.Words.Several
		names, ok := t.ask.profiles(dialogs.AskListMulti, w.Title, w.Choose(severalKey), all, t.home.Words.Lists)
		if !ok {
			return
		}
		var chosen []roles.Role
		for _, name := range names {
			chosen = append(chosen, works[name])
		}
		groups, alone := sharing(chosen)
		var one [][]string
		for _, g := range groups {
			device := g[0].MFASerial[strings.LastIndex(g[0].MFASerial, "/")+1:]
			i, ok := t.ask.choose(w.Title, w.How(len(g), device), []string{w.One, w.Each})
			if !ok {
				return
			}
			if i != 0 {
				alone = append(alone, g...)
				continue
			}
			var profiles []string
			for _, r := range g {
				profiles = append(profiles, r.Profile)
			}
			one = append(one, profiles)
		}
		for _, profiles := range one {
			a.broker.SignInSeveral(profiles)
		}
		for _, r := range alone {
			a.broker.SignIn(r.Profile, session.Wish{})
		}
	})
}
