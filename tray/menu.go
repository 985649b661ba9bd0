package tray

import (
	"cmp"
	"slices"
	"time"

	"halfday/session"
	"halfday/text"
)

// Model is what the tray shows. It is a value: nobody writes to its items
// after it was handed to a View.
type Model struct {
	Items   []Item
	Tooltip string
	Title   string // beside the icon, on macOS only; "" for none
	Icon    Icon
}

// Item is a line of the menu. Its texts are fit to be shown and not yet
// escaped for a surface.
type Item struct {
	Kind      Kind
	Title     string
	Tooltip   string // shown on macOS only: nothing essential
	Disabled  bool
	Checkable bool
	Checked   bool
	Action    session.Action // what a click asks for; the zero Action for nothing
	Children  []Item         // of a Submenu
}

// Kind is a kind of menu line.
type Kind int

// The kinds of menu lines.
const (
	Entry Kind = iota
	Separator
	Submenu
)

// Icon is one of the states of the icon, which differ in shape.
type Icon int

// The states of the icon.
const (
	Idle       Icon = iota // no session runs
	SignedIn               // a session runs
	EndingSoon             // a session ends within State.Lead
)

// titleMax bounds a line of the menu, in runes: a name, and what is said
// about it.
const titleMax = 96

// Menu says what the tray shows of s at now. It always has three sections,
// none of them empty, with a separator between each two, because native
// separators cannot be hidden: what runs, the roles, and the app itself.
func Menu(s session.State, now time.Time, w text.Words) Model {
	m := menu{
		s:        s,
		now:      now,
		w:        w,
		at:       places(s),
		attempts: make(map[string]session.Attempt, len(s.Attempts)),
	}
	for _, a := range s.Attempts {
		m.attempts[a.Profile] = a
	}
	running, app := m.running(), m.app()
	items := append(running, Item{Kind: Separator})
	items = append(items, m.roleItems(menuMax-max(count(running), runningRoom)-max(count(app), appRoom)-2)...)
	items = append(items, Item{Kind: Separator})
	items = append(items, app...)
	return Model{Items: items, Tooltip: m.tooltip(), Title: m.title(), Icon: m.icon()}
}

// menu is what the parts of Menu share.
type menu struct {
	s        session.State
	now      time.Time
	w        text.Words
	at       map[string]int // by profile: the place in s.Roles of those that s names elsewhere too
	attempts map[string]session.Attempt
}

// places finds the roles that s names apart from its list of them, which may
// be long.
func places(s session.State) map[string]int {
	named := make(map[string]bool)
	for _, v := range s.Sessions {
		named[v.Profile] = true
	}
	for _, a := range s.Attempts {
		named[a.Profile] = true
	}
	for _, profile := range slices.Concat(s.Pinned, s.MostUsed) {
		named[profile] = true
	}
	at := make(map[string]int, len(named))
	if len(named) == 0 {
		return at
	}
	for i := range s.Roles {
		if profile := s.Roles[i].Profile; named[profile] {
			at[profile] = i
		}
	}
	return at
}

// works tells whether a sign-in to the profile can work.
func (m menu) works(profile string) bool {
	i, ok := m.at[profile]
	return ok && m.s.Roles[i].Problem.Kind == session.ProblemNone
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
func called(r session.Role) string {
	shown := shorten(cmp.Or(r.Label, r.Profile))
	if r.Production {
		shown = productionSign + shown
	}
	return shown
}

// productionSign is in the fonts of all three systems.
const productionSign = "⚠ "

// running is the section of what is under way: who answers if not AWS, the
// sign-ins, the sessions, the sign-ins that wait for another one. Where there is nothing to say it names the app, for
// the sake of the separator below it.
func (m menu) running() []Item {
	var items []Item
	if m.s.Demo {
		items = append(items, notice(m.w.Menu.Demo))
	}
	if m.s.Override != "" && !m.s.Demo { // the demo has said it
		items = append(items, notice(m.w.Menu.Override(clean(m.s.Override))))
	}
	has := make(map[string]bool, len(m.s.Sessions))
	for _, s := range m.s.Sessions {
		has[s.Profile] = true
	}
	var running, waiting []Item
	queued := 0
	for _, a := range m.s.Attempts {
		if a.Phase == session.PhaseQueued {
			queued++
		}
		if has[a.Profile] {
			continue
		}
		it := Item{Kind: Submenu, Title: m.attemptTitle(a), Children: []Item{m.cancel(a.Profile)}}
		if a.Phase == session.PhaseQueued {
			waiting = append(waiting, it)
		} else {
			running = append(running, it)
		}
	}
	for _, s := range m.sessions() {
		running = append(running, m.session(s))
	}
	running, rest := cut(append(running, waiting...), runningMax)
	items = append(items, running...)
	if len(rest) > 0 {
		items = append(items, m.find(m.w.Lists.More(len(rest))))
	}
	if len(rest) > 0 && queued > 0 {
		items = append(items, Item{
			Title:  clean(m.w.Menu.CancelWaiting(queued)),
			Action: session.Action{Kind: session.CancelWaiting},
		})
	}
	if len(items) == 0 {
		items = append(items, notice(m.w.Menu.Title))
	}
	return items
}

// sessions are those of the state, the ended ones last: one may have ended
// since the state was made.
func (m menu) sessions() []session.Session {
	sorted := slices.Clone(m.s.Sessions)
	slices.SortStableFunc(sorted, func(a, b session.Session) int {
		return cmp.Compare(btoi(a.Ended(m.now)), btoi(b.Ended(m.now)))
	})
	return sorted
}

// session is the submenu of a session: what can be done about it now.
func (m menu) session(s session.Session) Item {
	entry := func(title string, kind session.ActionKind) Item {
		return Item{Title: clean(title), Action: session.Action{Kind: kind, Profile: s.Profile}}
	}
	it := Item{Kind: Submenu, Tooltip: clean(s.RoleARN)}
	attempt, trying := m.attempts[s.Profile]
	ended := s.Ended(m.now)
	if trying {
		it.Title = m.attemptTitle(attempt)
		it.Children = append(it.Children, m.cancel(s.Profile))
	} else if ended {
		it.Title = clean(m.w.Menu.Ended(m.name(s.Profile), s.Expires.In(m.now.Location()), m.now))
		if m.works(s.Profile) {
			it.Children = append(it.Children, entry(m.w.Reminder.SignInAgain, session.SignIn))
		}
	} else {
		it.Title = m.w.Menu.Session(m.name(s.Profile), s.Left(m.now))
		if s.Unsaved {
			it.Title = m.w.Menu.Unsaved(it.Title)
		}
		it.Title = clean(it.Title)
		if s.CanReopen {
			it.Children = append(it.Children, entry(m.w.Menu.OpenAgain, session.SignIn))
		}
		if m.works(s.Profile) {
			it.Children = append(it.Children, entry(m.w.Menu.SignInNewCode, session.SignInAgain))
		}
	}
	if !ended {
		it.Children = append(it.Children, entry(m.w.Menu.GoToConsole, session.OpenConsole))
	}
	if m.works(s.Profile) {
		it.Children = append(it.Children, entry(m.w.Role.MenuOne, session.RoleSettings))
	}
	it.Children = append(it.Children, entry(m.w.Menu.Forget, session.Forget))
	return it
}

func (m menu) attemptTitle(a session.Attempt) string {
	return clean(m.w.Menu.Attempt(m.name(a.Profile), string(a.Phase)))
}

func (m menu) cancel(profile string) Item {
	return Item{
		Title:  clean(m.w.Menu.CancelSignIn),
		Action: session.Action{Kind: session.Cancel, Profile: profile},
	}
}

// app is the section of the app itself, with what is wrong about the files
// before what helps. The demo leaves out all that would touch the person's
// own files and settings.
func (m menu) app() []Item {
	w := m.w.Menu
	entry := func(title string, kind session.ActionKind) Item {
		return Item{Title: clean(title), Action: session.Action{Kind: kind}}
	}
	items := m.warnings()
	if m.s.SettingsProblem > 0 && !m.s.Demo {
		items = append(items, entry(w.Settings(m.s.SettingsProblem), session.OpenSettings))
	}
	if m.s.Demo {
		items = append(items, entry(w.OpenLog, session.OpenLog))
	} else {
		login := entry(w.StartAtLogin, session.SwitchLogin)
		login.Checkable, login.Checked = true, m.s.LoginItem
		items = append(items,
			entry(w.Reload, session.Reload),
			entry(w.OpenConfig, session.OpenConfig),
			Item{Kind: Submenu, Title: clean(w.SetUp), Children: []Item{
				entry(m.w.Add.Menu, session.AddRole),
				entry(m.w.Role.Menu, session.RoleSettings),
				entry(w.OpenSettings, session.OpenSettings),
				entry(w.OpenLog, session.OpenLog),
				login, // last: the lines of a View below a submenu are plain ones first
			}})
	}
	return append(items,
		entry(w.About, session.About),
		entry(w.Quit, session.Quit))
}

// warnings are a line for each file that is missing from the list of roles,
// and one for all lines that were passed over. A missing file is nothing to
// warn of: without it there are no roles, and the menu says so.
func (m menu) warnings() []Item {
	var items []Item
	var passed []session.Warning
	line := func(title string) {
		items = append(items, Item{Title: clean(title), Action: session.Action{Kind: session.ShowWarnings}})
	}
	one := func(w session.Warning) { line(m.w.Menu.Warning(string(w.Kind), w.File, w.Line)) }
	for _, w := range m.s.Warnings {
		switch {
		case w.Kind == session.WarningMissing:
		case w.Fatal():
			one(w)
		default:
			passed = append(passed, w)
		}
	}
	switch len(passed) {
	case 0:
	case 1:
		one(passed[0])
	default:
		line(m.w.Menu.Warnings(len(passed)))
	}
	return items
}

// first is the session that ends first, of those that run, and how many run.
func (m menu) first() (first session.Session, n int) {
	for _, s := range m.s.Sessions {
		if s.Ended(m.now) {
			continue
		}
		if n == 0 || s.Expires.Before(first.Expires) {
			first = s
		}
		n++
	}
	return first, n
}

// tooltip names the session that ends first.
func (m menu) tooltip() string {
	first, n := m.first()
	if n == 0 {
		return clean(m.w.Menu.Title)
	}
	return clean(m.w.Menu.Tooltip(m.name(first.Profile), first.Left(m.now), n-1))
}

func (m menu) icon() Icon {
	icon := Idle
	for _, s := range m.s.Sessions {
		switch {
		case s.Ended(m.now):
		case s.Left(m.now) <= m.s.Lead:
			return EndingSoon
		default:
			icon = SignedIn
		}
	}
	return icon
}

// count is how many lines items are, with those in submenus.
func count(items []Item) int {
	n := len(items)
	for _, it := range items {
		n += count(it.Children)
	}
	return n
}

// notice is a line that only says something.
func notice(title string) Item { return Item{Title: clean(title), Disabled: true} }

func btoi(b bool) int {
	if b {
		return 1
	}
	return 0
}
