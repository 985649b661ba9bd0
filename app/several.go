package app

import (
	"slices"

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
// first of each. Who goes alone is a group of one.
func sharing(chosen []roles.Role) (groups [][]roles.Role) {
	for _, r := range chosen {
		with := slices.IndexFunc(groups, func(g []roles.Role) bool {
			return shareable(r) && g[0].Base == r.Base && g[0].MFASerial == r.MFASerial
		})
		if with >= 0 {
			groups[with] = append(groups[with], r)
		} else {
			groups = append(groups, []roles.Role{r})
		}
	}
	return groups
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
		var together [][]string
		var alone []string
		for _, g := range sharing(chosen) {
			var profiles []string
			for _, r := range g {
				profiles = append(profiles, r.Profile)
			}
			each := len(g) == 1
			if !each {
				i, ok := t.ask.choose(w.Title, w.How(len(g), roles.ARNName(g[0].MFASerial)), []string{w.One, w.Each})
				if !ok {
					return
				}
				each = i != 0
			}
			if each {
				alone = append(alone, profiles...)
			} else {
				together = append(together, profiles)
			}
		}
		for _, profiles := range together {
			a.broker.SignInSeveral(profiles)
		}
		for _, profile := range alone {
			a.broker.SignIn(profile, session.Wish{})
		}
	})
}
