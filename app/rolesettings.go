package app

import (
	"cmp"
	"fmt"
	"strings"
	"sync"
	"time"

	"halfday/dialogs"
	"halfday/federation"
	"halfday/roles"
	"halfday/settings"
	"halfday/text"
	"halfday/tray"
)

// roleSettings is the conversation about what differs for one role. Each
// answer is written at once; it goes on until the person closes the list.
type roleSettings struct {
	words text.Words
	path  string // of the settings file
	role  roles.Role
	ask   asker
	// browsers gives the choices of browsers that there are here.
	browsers func() []tray.Browser
}

// field is one setting of a role.
type field struct {
	key  string
	name string
	show func(settings.Role) string // the value in words, "" for none
	// edit asks for the value; nil is as usual. ok is false where the person
	// gave none.
	edit func(note string, now settings.Role) (value any, ok bool)
	fits func(value any) bool // nil: as settings decides
}

func (t *roleSettings) fields() []field {
	w := t.words.Role
	return []field{
		{key: settings.KeyRoleLabel, name: w.Label, show: func(r settings.Role) string { return r.Label }, edit: t.line(w.AskLabel)},
		{key: settings.KeyRoleProduction, name: w.Production, show: t.production, edit: func(_ string, now settings.Role) (any, bool) { return !*now.Production, true }},
		{key: settings.KeyRoleBrowser, name: w.Browser, show: t.browser, edit: t.chooseBrowser},
		{key: settings.KeyRoleDestination, name: w.Destination, show: func(r settings.Role) string { return r.Destination }, edit: t.line(w.AskDestination), fits: t.destination},
		{key: settings.KeyRoleRegion, name: w.Region, show: func(r settings.Role) string { return r.Region }, edit: t.line(w.AskRegion)},
		{key: settings.KeyRoleLength, name: w.Length, show: t.length, edit: t.chooseLength},
		{key: settings.KeyRoleReopen, name: w.Reopen, show: t.reopen, edit: t.chooseReopen},
	}
}

func (t *roleSettings) run() {
	title := t.words.Role.Title(t.role.Profile)
	for {
		all, _ := settings.Read(t.path)
		now := all.Roles[t.role.Profile]
		now.Production = new(all.IsProduction(t.role.Profile, t.role.RoleARN))
		fields := t.fields()
		items := make([]string, len(fields))
		for i, f := range fields {
			items[i] = fmt.Sprintf("%s: %s", f.name, text.Clean(cmp.Or(f.show(now), t.words.Role.Usual), 100))
		}
		a, ok := t.ask(dialogs.Ask{Kind: dialogs.AskList, Title: title, Text: t.words.Role.Ask, Items: items})
		if !ok || a.Index < 0 || a.Index >= len(fields) {
			return
		}
		t.change(fields[a.Index], now)
	}
}

// change asks for a value until there is one that can be used, or none.
func (t *roleSettings) change(f field, now settings.Role) {
	note := ""
	for {
		value, ok := f.edit(note, now)
		if !ok {
			return
		}
		if f.fits == nil || f.fits(value) {
			if err := settings.SetRole(t.path, t.role.Profile, f.key, value); err == nil {
				return
			} else if !settings.NotUsable(err) {
				t.ask.say(dialogs.AskError, t.words.Problem(text.Problem{Kind: "settings_write"}))
				return
			}
		}
		note = t.words.Role.NotUsable + "\n\n"
	}
}

func (t *roleSettings) line(question string) func(string, settings.Role) (any, bool) {
	return func(note string, _ settings.Role) (any, bool) {
		a, ok := t.ask(dialogs.Ask{Kind: dialogs.AskEntry, Title: t.words.Role.Title(t.role.Profile), Text: note + question})
		if value := strings.TrimSpace(a.Text); value != "" {
			return value, ok
		}
		return nil, ok
	}
}

// choose asks for one of values; the first item stands for none of them.
func (t *roleSettings) choose(question string, labels []string) (int, bool) {
	items := append([]string{t.words.Role.Usual}, labels...)
	a, ok := t.ask(dialogs.Ask{Kind: dialogs.AskList, Title: t.words.Role.Title(t.role.Profile), Text: question, Items: items})
	return a.Index - 1, ok && a.Index >= 0 && a.Index < len(items)
}

func (t *roleSettings) production(r settings.Role) string {
	if *r.Production {
		return t.words.Role.Yes
	}
	return t.words.Role.No
}

func (t *roleSettings) browser(r settings.Role) string {
	for _, b := range t.browsers() {
		if b.Is(r.Browser) {
			return b.Title
		}
	}
	return r.Browser
}

func (t *roleSettings) chooseBrowser(note string, _ settings.Role) (any, bool) {
	browsers := t.browsers()
	labels := make([]string, len(browsers))
	for i, b := range browsers {
		labels[i] = text.Clean(b.Title, 100)
	}
	i, ok := t.choose(note+t.words.Role.AskBrowser, labels)
	if !ok || i < 0 {
		return nil, ok
	}
	return browsers[i].Setting, true
}

// destination tells whether the role's console has such a page.
func (t *roleSettings) destination(value any) bool {
	page, _ := value.(string)
	_, err := federation.Destination(page, t.role.Partition, t.role.Region, "")
	return err == nil
}

func (t *roleSettings) length(r settings.Role) string {
	if r.Length == 0 {
		return ""
	}
	return t.words.Duration(r.Length)
}

func (t *roleSettings) chooseLength(note string, _ settings.Role) (any, bool) {
	const longest = 12
	labels := make([]string, longest)
	for i := range labels {
		labels[i] = t.words.Duration(time.Duration(i+1) * time.Hour)
	}
	i, ok := t.choose(note+t.words.Role.AskLength, labels)
	if !ok || i < 0 {
		return nil, ok
	}
	return time.Duration(i+1) * time.Hour, true
}

// reopenings are the values of KeyRoleReopen, each with its words.
func (t *roleSettings) reopenings() [][2]string {
	w := t.words.Role
	return [][2]string{{settings.ReopenAsk, w.ReopenAsk}, {settings.ReopenCode, w.ReopenCode}, {settings.ReopenFree, w.ReopenFree}}
}

func (t *roleSettings) reopen(r settings.Role) string {
	for _, way := range t.reopenings() {
		if way[0] == r.Reopen {
			return way[1]
		}
	}
	return ""
}

func (t *roleSettings) chooseReopen(note string, _ settings.Role) (any, bool) {
	ways := t.reopenings()
	labels := make([]string, len(ways))
	for i, way := range ways {
		labels[i] = way[1]
	}
	i, ok := t.choose(note+t.words.Role.AskReopen, labels)
	if !ok || i < 0 {
		return nil, ok
	}
	return ways[i][0], true
}

// roleSettings talks about the settings of the role of profile, or of one that
// the person chooses first.
func (a *app) roleSettings(profile string) {
	a.talk("settings of "+profile, func(t talk) {
		words, roles := t.home.Words, t.home.Roles(nil).Roles
		i := -1
		for n, r := range roles {
			if r.Profile == profile {
				i = n
			}
		}
		if profile == "" && len(roles) > 0 {
			answer, ok := t.ask(dialogs.Ask{Kind: dialogs.AskList, Title: strings.TrimSuffix(words.Role.Menu, "…"), Text: words.Role.Choose, Items: tray.Rows(roles, words)})
			if !ok {
				return
			}
			i = answer.Index
		}
		if i < 0 || i >= len(roles) {
			return
		}
		r := roleSettings{words: words, path: t.home.SettingsFile(), role: roles[i], ask: t.ask, browsers: sync.OnceValue(func() []tray.Browser { return installedBrowsers(words) })}
		r.run()
	})
}
