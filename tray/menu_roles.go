package tray

import (
	"slices"

	"halfday/roles"
	"halfday/text"
)

const (
	// rolesMax is how many lines the submenus of roles have in all.
	rolesMax = 240
	// usedMax is how many of the roles used most have a line.
	usedMax = 5
	// browsersMax is how many browsers the submenu of a session offers, and
	// browsersRoom how many lines those submenus have in all, beside a long
	// list of roles and beside a flat one: the sessions that end first have
	// one.
	browsersMax, browsersRoom, browsersRoomFlat = 10, 15, 120
	// edgeMax bounds the two names in the title of a range of roles.
	edgeMax = 24
)

// long tells whether the roles are too many to be listed one by one.
func (m menu) long() bool { return len(m.s.Roles) > m.p.Room.Flat }

// roleItems is the section of the roles: all of them in file order; or, where
// they are many, the way to find one, the pinned ones and those used most, as
// far as left lines go, and all of them in a submenu.
func (m menu) roleItems(left int) []Item {
	if !m.long() {
		if len(m.s.Roles) == 0 {
			return m.noRoles()
		}
		items := make([]Item, 0, len(m.s.Roles))
		for i := range m.s.Roles {
			items = append(items, m.role(i))
		}
		return items
	}
	items := []Item{entry(m.w.Lists.Find, FindRole)}
	pinned, rest := cut(m.named(m.p.Pinned), max(1, left-2))
	items = append(items, pinned...)
	used := m.mostUsed()
	items = append(items, used[:min(len(used), max(0, left-2-len(pinned)-len(rest)))]...)
	// Submenus are last: the lines of a View are plain ones first.
	if len(rest) > 0 {
		some, _ := cut(rest, m.p.Room.Submenu)
		items = append(items, submenu("pinned", m.w.Lists.Pinned, some...))
	}
	all := append(m.groups(), entry(m.w.Lists.Pin, PinRoles))
	return append(items, submenu("all", m.w.Lists.All(len(m.s.Roles)), all...))
}

// more is a line in the place of n others. It leads to the list of all roles.
func (m menu) more(n int) Item { return entry(m.w.Lists.More(n), FindRole) }

// named are the lines of those of profiles that are roles.
func (m menu) named(profiles []string) []Item {
	var items []Item
	for _, profile := range profiles {
		if i, ok := m.at[profile]; ok {
			items = append(items, m.role(i))
		}
	}
	return items
}

// mostUsed leaves out what is above it in the menu.
func (m menu) mostUsed() []Item {
	used := m.named(slices.DeleteFunc(slices.Clone(m.s.MostUsed), func(profile string) bool {
		_, open := m.open[profile]
		return open || slices.Contains(m.p.Pinned, profile)
	}))
	return used[:min(len(used), usedMax)]
}

// groups are all roles in submenus.
func (m menu) groups() []Item {
	of := division{&m.s.Roles[0], len(m.s.Roles), m.p.GroupBy, m.size()}
	if m.menus.of != of {
		*m.menus = Menus{of, m.divide()}
	}
	return m.lines(m.menus.form.parts, m.menus.form.width)
}

// division is all that the form of groups depends on.
type division struct {
	roles *roles.Role // the first of them
	n     int
	by    string
	size  int
}

// divide puts all roles into submenus of at most room.Submenu lines and two
// levels, with at most rolesMax lines in all. Where that does not hold every role,
// it is the form that holds most.
func (m menu) divide() form {
	all := make([]int, len(m.s.Roles))
	for i := range all {
		all[i] = i
	}
	by := m.p.GroupBy
	if by == "" {
		by = fitting(m.s.Roles, all, m.size())
	}
	var best form
	for levels := 1; levels <= 2 && best.shown < len(all); levels++ {
		parts := arrange(m.s.Roles, all, by, levels, m.size())
		for width := m.size(); width >= 0; width-- {
			f := form{parts: parts, width: width}
			f.count(parts, m.size())
			if best.parts == nil || f.lines <= rolesMax && (best.lines > rolesMax || f.shown > best.shown) {
				best = f
			}
		}
	}
	return best
}

// size is how many lines of roles a submenu has at most: that of all roles has
// one line more.
func (m menu) size() int { return m.p.Room.Submenu - 1 }

// form is a way to show groups: each submenu of roles has at most width lines;
// where width is 0, a group is a line that leads to the list of all roles.
type form struct {
	parts        []part
	width        int
	lines, shown int // how many lines that makes, and how many roles are in them
}

func (f *form) count(parts []part, size int) {
	f.lines += len(parts)
	for _, p := range parts {
		switch {
		case !p.group():
			f.shown++
		case f.width == 0:
		case len(p.parts) > 0:
			some, rest := cut(p.parts, size)
			f.count(some, size)
			f.lines += min(1, len(rest))
		default:
			some, rest := cut(p.roles, f.width)
			f.shown += len(some)
			f.lines += len(some) + min(1, len(rest))
		}
	}
}

// cut leaves room for one more line where all is longer than most.
func cut[T any](all []T, most int) (some, rest []T) {
	if len(all) <= most {
		return all, nil
	}
	return all[:most-1], all[most-1:]
}

// lines are the lines of parts, as form counts them.
func (m menu) lines(parts []part, width int) []Item {
	items := make([]Item, 0, len(parts))
	for _, p := range parts {
		if !p.group() {
			items = append(items, m.role(p.roles[0]))
			continue
		}
		title := m.groupTitle(p)
		if width == 0 {
			items = append(items, entry(title, FindRole))
			continue
		}
		it := submenu("group "+p.title, title)
		hidden := 0
		if len(p.parts) > 0 {
			some, rest := cut(p.parts, m.size())
			it.Children = m.lines(some, width)
			for _, p := range rest {
				hidden += len(p.roles)
			}
		} else {
			some, rest := cut(p.roles, width)
			for _, i := range some {
				it.Children = append(it.Children, m.role(i))
			}
			hidden = len(rest)
		}
		if hidden > 0 {
			it.Children = append(it.Children, m.more(hidden))
		}
		items = append(items, it)
	}
	return items
}

func (m menu) groupTitle(p part) string {
	title := p.title
	switch {
	case p.by == "":
		return title // a range
	case title == "" && p.by == "account":
		title = m.w.Lists.NoAccount
	case title == "" && p.by == "source_profile":
		title = m.w.Lists.NoSource
	}
	return m.w.Lists.Group(title, len(p.roles))
}

// noRoles says that there are none, and offers a way on.
func (m menu) noRoles() []Item {
	none := notice(m.w.Menu.NoRoles)
	if n := len(m.s.Others); n > 0 {
		none = entry(m.w.Menu.NoRolesWhy(n), ShowOthers)
	}
	if m.p.Demo {
		return []Item{none}
	}
	return []Item{none, entry(m.w.Add.Menu, AddRole), entry(m.w.Center.AddMenu, CenterAdd), entry(m.w.Add.TryDemo, TryDemo)}
}

// role is the line of a role. It keeps its action during a sign-in, which the
// broker answers with nothing new. A click on one that cannot work says why.
func (m menu) role(i int) Item {
	r := m.s.Roles[i]
	if r.Problem.Kind != roles.ProblemNone {
		p := Problem(r)
		it := entryOf(r.Profile, m.w.Menu.BrokenRole(called(r), p), ShowProblem)
		it.Tooltip = text.Clean(m.w.Problem(p).String(), 2*titleMax)
		return it
	}
	it := entryOf(r.Profile, called(r), SignIn)
	it.Tooltip = clean(m.about(r))
	if a, ok := m.attempts[r.Profile]; ok {
		it.Title = m.attemptTitle(a)
	} else if s, ok := m.open[r.Profile]; ok {
		it.Title = clean(m.w.Menu.Open(called(r), s.Expires.In(m.now.Location()), m.now))
		if !m.long() {
			it.Kind, it.Key, it.Action, it.Children = Submenu, "role "+r.Profile, Action{}, m.ways(s)
		}
	}
	return it
}

// about says which role it is, and how long its console will last: for those
// that ask no code nothing else says it before.
func (m menu) about(r roles.Role) string {
	what := r.RoleARN
	if r.Kind == roles.KindIdentityCenter {
		what = r.SSO.RoleName + "  " + r.Account
	}
	if r.Console == 0 {
		return what
	}
	return m.w.Lasts(r.Console, r.ConsoleWhy) + "  " + what
}

// Problem is why a role cannot work, as a person reads it.
func Problem(r roles.Role) text.Problem {
	return text.Problem{
		Kind: string(r.Problem.Kind), Role: r.Profile, Profile: r.Problem.Profile, Account: r.Account, Detail: r.Problem.Detail,
	}
}
