package app

import (
	"strings"
	"time"

	"halfday/roles"
	"halfday/session"
	"halfday/settings"
	"halfday/text"
	"halfday/tray"
)

// roleSettings is the conversation about what differs for one role. Each
// answer is written at once; it goes on until the person closes the list.
type roleSettings struct {
	talk
	role     roles.Role
	browsers []tray.Browser // that there are here
}

// fields are the settings of the role, as they are now.
func (t *roleSettings) fields() []field {
	w := t.home.Words.Role
	all, _ := settings.Read(t.home.SettingsFile())
	now := all.Roles[t.role.Profile]
	production := field{key: settings.KeyRoleProduction, name: w.Production, now: w.No, values: []any{true}}
	if all.IsProduction(t.role.Profile, t.role.RoleARN) {
		production.now, production.values = w.Yes, []any{false}
	}
	browser := field{key: settings.KeyRoleBrowser, name: w.Browser, now: tray.TitleOf(t.browsers, now.Browser), ask: w.AskBrowser}
	browser.offer(nil, w.Usual)
	for _, b := range t.browsers {
		browser.offer(b.Setting, text.Clean(b.Title, 100))
	}
	length := field{key: settings.KeyRoleLength, name: w.Length, ask: w.AskLength}
	length.offer(nil, w.Usual)
	for h := time.Hour; h <= 12*time.Hour; h += time.Hour {
		length.offer(h, t.home.Words.Duration(h))
	}
	length.is(now.Length)
	reopen := field{key: settings.KeyRoleReopen, name: w.Reopen, ask: w.AskReopen}
	reopen.offer(nil, w.Usual)
	reopen.offerReopen(w, now.Reopen)
	hasPage := func(value any) bool { // nil: the usual one
		page, _ := value.(string)
		return PageProblem(t.role, session.Page{Where: page}, "").Kind == ""
	}
	return []field{
		{key: settings.KeyRoleLabel, name: w.Label, now: now.Label, ask: w.AskLabel},
		production,
		browser,
		{key: settings.KeyRoleDestination, name: w.Destination, now: now.Destination, ask: w.AskDestination, fits: hasPage},
		{key: settings.KeyRoleRegion, name: w.Region, now: now.Region, ask: w.AskRegion},
		length,
		reopen,
	}
}

func (t *roleSettings) run() {
	title := t.home.Words.Role.Title(t.role.Profile)
	set := func(key string, value any) error {
		return settings.SetRole(t.home.SettingsFile(), t.role.Profile, key, value)
	}
	for {
		fields := t.fields()
		i, ok := t.ask.choose(title, t.home.Words.Role.Ask, fieldRows(fields, t.home.Words.Role.Usual))
		if !ok {
			return
		}
		t.ask.change(title, fields[i], t.home.Words, set)
	}
}

// roleSettings talks about the settings of the role of profile, or of one that
// the person chooses first.
func (a *app) roleSettings(profile string) {
	a.talk("settings of "+profile, func(t talk) {
		words, all := t.home.Words, t.home.Roles(nil).Roles
		if profile == "" && len(all) > 0 {
			i, ok := t.ask.choose(strings.TrimSuffix(words.Role.Menu, "…"), words.Role.Choose, tray.Rows(all, words))
			if !ok {
				return
			}
			profile = all[i].Profile
		}
		if role, ok := roleOf(all, profile); ok {
			r := roleSettings{talk: t, role: role, browsers: installedBrowsers(words)}
			r.run()
		}
	})
}
