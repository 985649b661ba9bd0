package tray

import (
	"halfday/session"
	"halfday/text"
)

const (
	// flatRoles is how many roles the menu lists line by line; above it they
	// are all in submenus.
	flatRoles = 40
	// groupSize is how many lines a submenu of roles has at most.
	groupSize = 25
	// edgeMax bounds the two names in the title of a submenu of roles.
	edgeMax = 24
)

// row is a line of the list of roles, with the names of the first and the
// last role in it.
type row struct {
	first, last string
	item        Item
}

// roleItems is the section of the roles, in file order.
func (m menu) roleItems() []Item {
	if len(m.s.Roles) == 0 {
		return []Item{m.noRoles()}
	}
	rows := make([]row, 0, len(m.s.Roles))
	for _, r := range m.s.Roles {
		rows = append(rows, row{first: r.Profile, last: r.Profile, item: m.role(r)})
	}
	if len(rows) > flatRoles {
		rows = group(rows)
	}
	return items(rows)
}

// noRoles says that there are none. A click says how to write one, or opens
// the file that is there.
func (m menu) noRoles() Item {
	it := Item{Title: clean(m.w.Menu.NoRoles), Action: session.Action{Kind: session.OpenConfig}}
	for _, w := range m.s.Warnings {
		if w.Kind == session.WarningMissing {
			it.Action.Kind = session.ShowWarnings
		}
	}
	if m.s.Demo {
		it.Action, it.Disabled = session.Action{}, true
	}
	return it
}

// role is the line of a role. It keeps its action during a sign-in, which the
// broker answers with nothing new.
func (m menu) role(r session.Role) Item {
	if r.Problem.Kind != session.ProblemNone {
		p := text.Problem{
			Kind:    string(r.Problem.Kind),
			Role:    r.Profile,
			Profile: r.Problem.Profile,
			Account: r.Account,
			Region:  r.Region,
			Detail:  r.Problem.Detail,
		}
		return Item{
			Title:    clean(m.w.Menu.BrokenRole(m.name(r.Profile), p)),
			Tooltip:  text.Clean(m.w.Problem(p).String(), 2*titleMax),
			Disabled: true,
		}
	}
	it := Item{
		Title:   m.name(r.Profile),
		Tooltip: clean(r.RoleARN),
		Action:  session.Action{Kind: session.SignIn, Profile: r.Profile},
	}
	if a, ok := m.attempts[r.Profile]; ok {
		it.Title = m.attemptTitle(a)
	}
	return it
}

// group puts rows into submenus of about equal size, in as many levels as it
// takes, so that no level is longer than groupSize.
func group(rows []row) []row {
	if len(rows) <= groupSize {
		return rows
	}
	n := (len(rows) + groupSize - 1) / groupSize
	groups := make([]row, 0, n)
	for i := range n {
		part := rows[i*len(rows)/n : (i+1)*len(rows)/n]
		first, last := part[0].first, part[len(part)-1].last
		groups = append(groups, row{first, last, Item{
			Kind:     Submenu,
			Title:    middle(first, edgeMax) + " … " + middle(last, edgeMax),
			Children: items(part),
		}})
	}
	return group(groups)
}

func items(rows []row) []Item {
	items := make([]Item, 0, len(rows))
	for _, r := range rows {
		items = append(items, r.item)
	}
	return items
}
