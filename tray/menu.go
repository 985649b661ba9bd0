package tray

import (
	"cmp"
	"maps"
	"slices"
	"time"

	"halfday/roles"
	"halfday/session"
	"halfday/text"
	"halfday/tray/statusnotifier"
)

// Model is what the tray shows. It is a value: nobody writes to its items
// after it was handed to a View.
type Model struct {
	Items   []Item
	Tooltip string
	Title   string // beside the icon, on macOS and GNOME: the time left; "" for none
	Icon    Icon
}

// Item is a line of the menu. Its texts are fit to be shown and not yet
// escaped for a surface.
type Item struct {
	Kind Kind
	// Key says what the line is, among those beside it, where its title changes
	// and no action says it; "" where one of them does.
	Key      string
	Title    string
	Tooltip  string // shown on macOS only: nothing essential
	Disabled bool
	Checked  bool   // of a Check
	Action   Action // what a click asks for; the zero Action for nothing
	Children []Item // of a Submenu
}

// Kind is a kind of menu line.
type Kind = statusnotifier.Kind

// The kinds of menu lines.
const (
	Entry     = statusnotifier.Entry
	Check     = statusnotifier.Check
	Separator = statusnotifier.Separator
	Submenu   = statusnotifier.Submenu
)

// Icon is one of the states of the icon, which differ in shape.
type Icon int

// The states of the icon.
const (
	Idle       Icon = iota // no session runs
	SignedIn               // a session runs
	EndingSoon             // a session ends within Preferences.Lead
)

// titleMax bounds a line of the menu, in runes: a name, and what is said
// about it.
const titleMax = 96

// Menus makes one menu after the other. It keeps how the roles were divided
// into groups, which takes longest where they are many, until they change. One
// goroutine; the zero value is ready.
type Menus struct {
	of   division
	form form
}

// Menu says what the tray shows of s at now, as p wants it. It always has three sections,
// none of them empty, with a separator between each two, because native
// separators cannot be hidden: what runs, the roles, and the app itself. The
// first level has at most p.Room.Top lines: roles that have no line of their own
// come in submenus, and so do sessions beyond. The Roles of a State that was
// given are not changed any more.
func (k *Menus) Menu(s session.State, p Preferences, now time.Time, w text.Words) Model {
	m := menu{
		menus:    k,
		s:        s,
		p:        p,
		now:      now,
		w:        w,
		at:       indexOf(s, p.Pinned),
		attempts: make(map[string]session.Attempt, len(s.Attempts)),
		open:     make(map[string]session.Session, len(s.Sessions)),
	}
	for _, v := range s.Sessions {
		if !v.Ended(now) {
			m.open[v.Profile] = v
		}
	}
	for _, a := range s.Attempts {
		m.attempts[a.Profile] = a
	}
	least := len(m.s.Roles)
	if m.long() {
		least = 2 + min(1, len(m.p.Pinned)) // Find, the pinned ones, all roles
	} else if least == 0 {
		least = len(m.noRoles())
	}
	notices, app := m.notices(), m.app(p.Room.Top-least)
	left := p.Room.Top - len(notices) - len(app)
	running := append(notices, m.running(max(1, left-least))...)
	if len(running) == 0 {
		running = []Item{notice(w.Menu.Idle)}
	}
	items := append(running, Item{Kind: Separator})
	items = append(items, m.roleItems(p.Room.Top-len(running)-len(app))...)
	items = append(items, Item{Kind: Separator})
	model := m.face()
	model.Items = append(items, app...)
	return model
}

// menu is what the parts of Menu share.
type menu struct {
	menus    *Menus
	s        session.State
	p        Preferences
	now      time.Time
	w        text.Words
	at       map[string]int // by profile: the place in s.Roles of those that are named elsewhere too
	attempts map[string]session.Attempt
	open     map[string]session.Session // those that run, by profile
}

// indexOf finds the roles that s names apart from its list of them, which may
// be long, and the pinned ones.
func indexOf(s session.State, pinned []string) map[string]int {
	const nowhere = -1
	at := make(map[string]int)
	for _, v := range s.Sessions {
		at[v.Profile] = nowhere
	}
	for _, a := range s.Attempts {
		at[a.Profile] = nowhere
	}
	for _, profile := range slices.Concat(pinned, s.MostUsed) {
		at[profile] = nowhere
	}
	for i := range s.Roles {
		if _, named := at[s.Roles[i].Profile]; named {
			at[s.Roles[i].Profile] = i
		}
	}
	maps.DeleteFunc(at, func(_ string, i int) bool { return i == nowhere })
	return at
}

// works tells whether a sign-in to the profile can work.
func (m menu) works(profile string) bool {
	i, ok := m.at[profile]
	return ok && m.s.Roles[i].Problem.Kind == roles.ProblemNone
}

// name is how the menu calls a profile, which need not be a role any more.
func (m menu) name(profile string) string {
	if i, ok := m.at[profile]; ok {
		return called(m.s.Roles[i])
	}
	return shorten(profile)
}

// called is how the menu calls a role: by its label where it has one, with a
// sign before it where it is production.
func called(r roles.Role) string {
	shown := shorten(cmp.Or(r.Label, r.Profile))
	if r.Production {
		shown = productionSign + shown
	}
	return shown
}

// productionSign is in the fonts of all three systems.
const productionSign = "⚠ "

// notices say who answers if not AWS, and which browser has all the consoles
// that AWS allows.
func (m menu) notices() []Item {
	if m.p.Demo {
		return []Item{notice(m.w.Menu.Demo)} // its console holds them all
	}
	var items []Item
	if m.p.Override != "" {
		items = append(items, notice(m.w.Menu.Override(clean(m.p.Override))))
	}
	if browser, n := m.fullest(); n >= session.MostInBrowser && !m.p.OneConsole {
		items = append(items, notice(m.w.Menu.Full(shorten(TitleOf(m.p.Browsers, browser)), n)))
	}
	return items
}

// fullest is the browser in which most consoles are open.
func (m menu) fullest() (browser string, most int) {
	in := session.InBrowsers(m.s.Sessions, roles.Role{}, m.now)
	for _, name := range slices.Sorted(maps.Keys(in)) {
		if in[name] > most {
			browser, most = name, in[name]
		}
	}
	return browser, most
}

// app is the section of the app itself: what is wrong about the files, in one
// line; who is signed in to Identity Center; and what helps, in a submenu, where
// the line before it goes where the first level has no place, of left lines
// beside the roles. The demo leaves out all that would touch the person's own
// files and settings.
func (m menu) app(left int) []Item {
	w := m.w.Menu
	items := m.warnings()
	if m.p.SettingsProblem > 0 && !m.p.Demo {
		items = append(items, entry(w.Settings(m.p.SettingsProblem), OpenSettings))
	}
	if n := len(items); n > 1 {
		items = []Item{submenu("warnings", w.Problems(n), items...)}
	}
	own := submenu("app", w.Title)
	add := func(items ...Item) { own.Children = append(own.Children, items...) }
	if len(m.s.Roles) > 1 {
		add(entry(m.w.Several.Menu, SignInSeveral))
	}
	add(entry(w.OpenHalfday, OpenHalfday))
	if m.p.Demo {
		add(entry(w.OpenLog, OpenLog))
	} else {
		login := entry(w.StartAtLogin, SwitchLogin)
		login.Kind, login.Checked = Check, m.p.LoginItem
		add(entry(w.Reload, Reload),
			entry(w.OpenConfig, OpenConfig),
			entry(m.w.Add.Menu, AddRole),
			entry(m.w.Center.AddMenu, CenterAdd),
			entry(m.w.Role.Menu, RoleSettings),
			entry(w.CheckSetup, CheckSetup),
			entry(m.w.Settings.Menu, MySettings),
			entry(w.OpenSettings, OpenSettings),
			entry(w.OpenLog, OpenLog),
			login)
	}
	add(entry(w.About, About), entry(w.Quit, Quit))
	if center, ok := m.center(); ok {
		// Beside it: a notice, a session and the app's own line.
		if len(items)+len(m.notices())+2 < left {
			items = append(items, center)
		} else {
			add(center)
		}
	}
	return append(items, own)
}

// warnings are a line for each file that is missing from the list of roles,
// and one for all lines that were passed over. A missing file is nothing to
// warn of: without it there are no roles, and the menu says so.
func (m menu) warnings() []Item {
	var items, passed []Item
	for _, w := range m.s.Warnings {
		line := entry(m.w.Menu.Warning(string(w.Kind), w.File, w.Line), ShowWarnings)
		switch {
		case w.Kind == roles.WarningMissing:
		case w.Fatal():
			items = append(items, line)
		default:
			passed = append(passed, line)
		}
	}
	if n := len(passed); n > 1 {
		passed = []Item{entry(m.w.Menu.Warnings(n), ShowWarnings)}
	}
	return append(items, passed...)
}

// notice is a line that only says something.
func notice(title string) Item { return Item{Title: clean(title), Disabled: true} }

// entry is a line that asks for something.
func entry(title string, kind ActionKind) Item { return entryOf("", title, kind) }

// entryOf is a line that asks for something about a profile.
func entryOf(profile, title string, kind ActionKind) Item {
	return Item{Title: clean(title), Action: Action{Kind: kind, Profile: profile}}
}

// submenu is a line that leads to others.
func submenu(key, title string, children ...Item) Item {
	return Item{Kind: Submenu, Key: key, Title: clean(title), Children: children}
}

func btoi(b bool) int {
	if b {
		return 1
	}
	return 0
}
