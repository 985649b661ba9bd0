package tray

import (
	"halfday/roles"
	"halfday/session"
	"halfday/text"
)

const (
	// flatRoles is how many roles the menu lists line by line, in file order.
	flatRoles = 15
	// groupSize is how many lines a submenu of roles has at most.
	groupSize = 25
	// menuMax is how many lines the whole menu has at most.
	menuMax = 300
	// runningMax is how many sign-ins and sessions the menu shows, pinnedMax
	// how many pinned roles, usedMax how many of those used most.
	runningMax, pinnedMax, usedMax = 15, 25, 5
	// runningRoom and appRoom are kept free for the lines that come and go in
	// the other sections, so that the groups do not change with each of them.
	runningRoom, appRoom = 30, 16
	// browsersMax is how many browsers the submenu of a session offers, and
	// browsersRoom how many lines those submenus have in all, beside a long
	// list of roles and beside a flat one: the sessions that end first have
	// one.
	browsersMax, browsersRoom, browsersRoomFlat = 10, 15, 120
	// edgeMax bounds the two names in the title of a range of roles.
	edgeMax = 24
)

// roleItems is the section of the roles: all of them in file order; or, where
// they are many, the pinned ones, those used most, and as much of the rest as
// the menu has room for in left lines.
func (m menu) roleItems(left int) []Item {
	switch n := len(m.s.Roles); {
	case n == 0:
		return m.noRoles()
	case n <= flatRoles:
		items := make([]Item, 0, n)
		for i := range m.s.Roles {
			items = append(items, m.role(i))
		}
		return items
	}
	pinned := m.pinned()
	items := append(pinned, m.mostUsed()...)
	items = append(items, notice(m.w.Lists.All(len(m.s.Roles))))
	last := []Item{
		m.find(m.w.Lists.Find),
		{Title: clean(m.w.Lists.Pin), Action: session.Action{Kind: session.PinRoles}},
	}
	left -= len(pinned) + 1 + usedMax + 1 + len(last)
	items = append(items, m.groups(left)...)
	return append(items, last...)
}

// find is a line that leads to the list of all roles.
func (m menu) find(title string) Item {
	return Item{Title: clean(title), Action: session.Action{Kind: session.FindRole}}
}

func (m menu) pinned() []Item {
	var items []Item
	for _, profile := range m.s.Pinned {
		if i, ok := m.at[profile]; ok && len(items) < pinnedMax {
			items = append(items, m.role(i))
		}
	}
	return headed(m.w.Lists.Pinned, items)
}

// mostUsed leaves out what is above it in the menu.
func (m menu) mostUsed() []Item {
	above := make(map[string]bool)
	for _, s := range m.s.Sessions {
		above[s.Profile] = !s.Ended(m.now)
	}
	for _, profile := range m.s.Pinned {
		above[profile] = true
	}
	var items []Item
	for _, profile := range m.s.MostUsed {
		if i, ok := m.at[profile]; ok && !above[profile] && len(items) < usedMax {
			items = append(items, m.role(i))
		}
	}
	return headed(m.w.Lists.MostUsed, items)
}

// headed puts a heading above items, if there are any.
func headed(heading string, items []Item) []Item {
	if len(items) == 0 {
		return nil
	}
	return append([]Item{notice(heading)}, items...)
}

// groups are all roles in submenus of at most groupSize lines and two levels,
// with at most left lines in all. Where that does not hold every role, it is
// the form that holds most.
func (m menu) groups(left int) []Item {
	all := make([]int, len(m.s.Roles))
	for i := range all {
		all[i] = i
	}
	by := m.s.GroupBy
	if by == "" {
		by = fitting(m.s.Roles, all)
	}
	var best form
	for levels := 1; levels <= 2 && best.shown < len(all); levels++ {
		parts := arrange(m.s.Roles, all, by, levels)
		for width := groupSize; width >= 0; width-- {
			f := form{parts: parts, width: width}
			f.count(parts)
			if best.parts == nil || f.lines <= left && (best.lines > left || f.shown > best.shown) {
				best = f
			}
		}
	}
	return m.lines(best.parts, best.width)
}

// form is a way to show groups: each submenu of roles has at most width lines;
// where width is 0, a group is a line that leads to the list of all roles.
type form struct {
	parts        []part
	width        int
	lines, shown int // how many lines that makes, and how many roles are in them
}

func (f *form) count(parts []part) {
	f.lines += len(parts)
	for _, p := range parts {
		switch {
		case !p.group():
			f.shown++
		case f.width == 0:
		case len(p.parts) > 0:
			some, rest := cut(p.parts, groupSize)
			f.count(some)
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
			items = append(items, m.find(title))
			continue
		}
		it := Item{Kind: Submenu, Key: "group " + p.title, Title: clean(title)}
		hidden := 0
		if len(p.parts) > 0 {
			some, rest := cut(p.parts, groupSize)
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
			it.Children = append(it.Children, m.find(m.w.Lists.More(hidden)))
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
	if m.s.Demo {
		return []Item{none}
	}
	entry := func(title string, kind session.ActionKind) Item {
		return Item{Title: clean(title), Action: session.Action{Kind: kind}}
	}
	return []Item{none, entry(m.w.Add.Menu, session.AddRole), entry(m.w.Add.TryDemo, session.TryDemo)}
}

// role is the line of a role. It keeps its action during a sign-in, which the
// broker answers with nothing new.
func (m menu) role(i int) Item {
	r := m.s.Roles[i]
	if r.Problem.Kind != roles.ProblemNone {
		p := problem(r)
		return Item{
			Title:    clean(m.w.Menu.BrokenRole(called(r), p)),
			Tooltip:  text.Clean(m.w.Problem(p).String(), 2*titleMax),
			Disabled: true,
		}
	}
	it := Item{
		Title:   called(r),
		Tooltip: clean(m.about(r)),
		Action:  session.Action{Kind: session.SignIn, Profile: r.Profile},
	}
	if a, ok := m.attempts[r.Profile]; ok {
		it.Title = m.attemptTitle(a)
	}
	return it
}

// about says which role it is, and how long its console will last: for those
// that ask no code nothing else says it before.
func (m menu) about(r roles.Role) string {
	if r.Console == 0 {
		return r.RoleARN
	}
	return m.w.Lasts(r.Console, r.ConsoleWhy) + "  " + r.RoleARN
}

// problem is why a role cannot work, for the texts.
func problem(r roles.Role) text.Problem {
	return text.Problem{
		Kind:    string(r.Problem.Kind),
		Role:    r.Profile,
		Profile: r.Problem.Profile,
		Account: r.Account,
		Region:  r.Region,
		Detail:  r.Problem.Detail,
	}
}
