package app

import (
	"net/url"
	"os"
	"slices"
	"strings"

	"halfday/dialogs"
	"halfday/home"
	"halfday/roles"
	"halfday/text"
	"halfday/tray"
)

// CenterTalk leads through adding roles that Identity Center lists, in dialogs
// or in a terminal: nothing is written before the person has seen it.
type CenterTalk struct {
	Home home.Home
	// Ask shows a question; false where the person gave up.
	Ask asker
	// List gives the roles of a session, after a sign-in where one is needed;
	// false where there is none, of which the person was told.
	List func(roles.SSO) ([]roles.Assigned, bool)
	// Several says how to choose several; "" for a key that is held.
	Several string
	// Lines is how many lines of what will be written a person can be shown.
	Lines int
}

// Run is false where the person gave up, or nothing could be written. The
// session is to be chosen where sso is zero.
func (t *CenterTalk) Run(sso roles.SSO) bool {
	words, ok := t.Home.Words.Center, true
	if sso.Key() == "" {
		if sso, ok = t.session(); !ok {
			return false
		}
	}
	all, ok := t.List(sso)
	if !ok {
		return false
	}
	offers := roles.Offers(t.Home.Files, os.Getenv, sso, all)
	fresh := slices.DeleteFunc(slices.Clone(offers), func(o roles.Offer) bool { return o.Stands })
	switch {
	case len(offers) == 0:
		t.Ask.say(dialogs.AskInfo, words.NoneThere(sso.Name()))
		return true
	case len(fresh) == 0:
		t.Ask.say(dialogs.AskInfo, words.AllStand(len(offers)))
		return true
	}
	slices.SortStableFunc(fresh, func(a, b roles.Offer) int {
		return strings.Compare(strings.ToLower(a.Profile), strings.ToLower(b.Profile))
	})
	chosen, ok := t.choose(fresh, len(offers)-len(fresh))
	return ok && t.write(sso, chosen)
}

// session lets the person choose a session, or name a new one.
func (t *CenterTalk) session() (roles.SSO, bool) {
	w := t.Home.Words.Center
	var all []roles.SSO
	for _, c := range roles.ReadRoles(t.Home.Files, os.Getenv).Centers {
		all = append(all, c.SSO)
	}
	row := func(s roles.SSO) string { return text.Clean(s.Name()+" · "+s.StartURL, 100) }
	return oneOf(t.Ask, w.AddTitle, w.AddWhich, all, row, w.Another, t.fresh)
}

// fresh asks for a session that the AWS files do not have, as long as an answer
// cannot be.
func (t *CenterTalk) fresh() (sso roles.SSO, ok bool) {
	w := t.Home.Words
	var start, region, name string
	askStart := t.Ask.line(w.Center.AddTitle, w.Center.StartURL, &start)
	askRegion := t.Ask.line(w.Center.AddTitle, w.Center.Region, &region)
	askName := t.Ask.name(w.Center.AddTitle, w.Center.Name, func() string { return suggestName(start) }, &name)
	check := func() (again question, why string) {
		var problem roles.Problem
		sso, problem = roles.NewCenter(t.Home.Files, name, start, region)
		switch {
		case problem.Kind == roles.ProblemNone:
			return nil, ""
		case problem.Kind == roles.ProblemName, problem.Kind == roles.ProblemNameTaken:
			again = askName
		case strings.HasPrefix(problem.Detail, "sso_start_url"):
			again = askStart
		default:
			again = askRegion
		}
		return again, w.Problem(tray.Problem(roles.Role{Profile: name, Problem: problem})).String()
	}
	ok = fill(check, askStart, askRegion, askName)
	return sso, ok
}

// suggestName is the name of the organisation, as far as its start URL says one.
func suggestName(start string) string {
	u, err := url.Parse(start)
	if err != nil {
		return "work"
	}
	name, _, _ := strings.Cut(u.Hostname(), ".")
	if name == "" || strings.HasPrefix(name, "d-") || strings.HasPrefix(name, "ssoins-") || name == "start" {
		return "work"
	}
	return name
}

// choose asks which of offers to add.
func (t *CenterTalk) choose(offers []roles.Offer, stand int) ([]roles.Offer, bool) {
	w := t.Home.Words
	how := t.Several
	if how == "" {
		how = w.Center.HoldKey(severalKey)
	}
	var choices []tray.Choice
	for _, o := range offers {
		choices = append(choices, tray.Choice{Profile: o.Profile, Row: text.Row(o.Profile, o.Account)})
	}
	names, ok := t.Ask.profiles(dialogs.AskListMulti, w.Center.AddTitle, w.Center.Choose(len(offers), stand, how), choices, w.Lists)
	return slices.DeleteFunc(slices.Clone(offers), func(o roles.Offer) bool { return !slices.Contains(names, o.Profile) }), ok
}

// write shows what it will write, and writes it where the person agrees.
func (t *CenterTalk) write(sso roles.SSO, chosen []roles.Offer) bool {
	w := t.Home.Words
	addition, problem := roles.CenterAddition(t.Home.Files, os.Getenv, sso, chosen)
	if problem.Kind != roles.ProblemNone {
		t.Ask.say(dialogs.AskError, w.Problem(tray.Problem(roles.Role{Profile: sso.Name(), Problem: problem})))
		return false
	}
	confirm := w.Center.Confirm(home.Short(t.Home.Files.Config), len(chosen))
	backup, ok := t.Ask.write(t.Home, confirm, t.preview(addition), addition)
	if !ok {
		return false
	}
	t.Ask.say(dialogs.AskInfo, w.Center.Added(len(chosen), home.Short(backup.Path), backup.Keys))
	added := make([]roles.Role, len(chosen))
	for i, o := range chosen {
		added[i].Profile = o.Profile
	}
	t.Ask.production(t.Home, added, w.Center.Production)
	return true
}

// preview is as many sections of what will be written as fit, and how many more
// there are.
func (t *CenterTalk) preview(addition string) string {
	sections := strings.Split(strings.Trim(strings.ReplaceAll(addition, "\r\n", "\n"), "\n"), "\n\n")
	lines := 0
	for i, s := range sections {
		if lines += strings.Count(s, "\n") + 2; lines > t.Lines && i > 0 {
			return strings.Join(sections[:i], "\n\n") + "\n\n" + t.Home.Words.Center.MoreToWrite(len(sections)-i)
		}
	}
	return strings.Join(sections, "\n\n")
}
