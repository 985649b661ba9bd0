package statusnotifier

import (
	"maps"
	"slices"
	"time"

	"github.com/godbus/dbus/v5"
)

// Kind is a kind of menu line.
type Kind int

// The kinds of menu lines.
const (
	Entry Kind = iota
	Check
	Separator
	Submenu
)

// Line is a line of the menu. It is a value: nobody writes to it after it was
// shown.
type Line struct {
	Kind Kind
	// Key says what the line is, among those beside it. While key, kind and
	// place among the others stay, it is the same line to the desktop, with the
	// same id, whatever its label: an open menu is not drawn anew for it.
	Key      string
	Label    string // as a person reads it
	Disabled bool
	Checked  bool   // of a Check
	Children []Line // of a Submenu
	Data     any    // comes back with a click
}

// goneMost is how many lines that are gone keep a place among their neighbours.
const goneMost = 64

// node is a line as the desktop knows it. Nodes are not written to once they
// are in a tree.
//
// A line that goes is hidden and keeps its place: GNOME's extension moves all
// lines behind one that is taken out, and leaves the contents of submenus where
// they were. A line that comes back has its old id.
type node struct {
	id       int32
	is       identity
	line     Line // without its children, the label escaped
	gone     bool
	came     time.Time // when a person could see it first; zero: with the menu
	children []*node
}

// identity is what a line is among those beside it; n counts equal ones.
type identity struct {
	kind Kind
	key  string
	n    int
}

// tree is the menu as the desktop knows it. The root has the id 0.
type tree struct {
	root     *node
	last     int32 // the id that was given last; none is given twice
	revision uint32
}

// change is what a desktop has to hear.
type change struct {
	updated []properties // of lines that stay
	layouts []int32      // the submenus whose lines are others, the outer first
}

// properties are some of those of a line, as dbusmenu writes them: (ia{sv}).
type properties struct {
	ID    int32
	Props map[string]dbus.Variant
}

// to is the tree that shows lines, and what it differs in.
func (t tree) to(lines []Line, escape func(string) string, now time.Time) (tree, change) {
	u := update{last: t.last, escape: escape}
	root := &node{is: identity{kind: Submenu}}
	was := root
	if t.root != nil {
		was, u.now = t.root, now
	}
	root.children = u.children(was, lines)
	next := tree{root: root, last: u.last, revision: t.revision}
	if t.root == nil || len(u.layouts) > 0 {
		next.revision++
	}
	slices.Reverse(u.layouts) // they were found from the inside out
	return next, u.change
}

// update makes one tree of another.
type update struct {
	change
	last   int32
	now    time.Time // zero for the first tree
	escape func(string) string
}

// children are the nodes of lines under the node that was.
func (u *update) children(was *node, lines []Line) []*node {
	old := was.children
	gone := slices.IndexFunc(old, func(n *node) bool { return n.gone })
	if gone >= 0 && len(old)-len(lines) > goneMost {
		old = old[:gone] // all behind get new ids, so that none moves
	}
	where := make(map[identity]int, len(old))
	for i, n := range old {
		if have, ok := where[n.is]; !ok || old[have].gone {
			where[n.is] = i
		}
	}
	count := make(map[identity]int)
	is := make([]identity, len(lines))
	places := make([]int, len(lines)) // in old; -1: not there
	for i, l := range lines {
		one := identity{kind: l.Kind, key: l.Key}
		count[one]++
		is[i] = identity{l.Kind, l.Key, count[one]}
		places[i] = -1
		if at, ok := where[is[i]]; ok {
			places[i] = at
		}
	}
	keep := rising(places)
	var nodes []*node
	next, same := 0, len(old) == len(was.children)
	for i, l := range lines {
		if !keep[i] {
			nodes, same = append(nodes, u.make(is[i], l)), false
			continue
		}
		for ; next < places[i]; next++ {
			nodes = append(nodes, u.hide(old[next]))
		}
		nodes = append(nodes, u.keep(old[next], l))
		next++
	}
	for ; next < len(old); next++ {
		nodes = append(nodes, u.hide(old[next]))
	}
	if !same {
		u.layouts = append(u.layouts, was.id)
	}
	return nodes
}

// make is the node of a line that was not there.
func (u *update) make(is identity, l Line) *node {
	u.last++
	n := &node{id: u.last, is: is, line: u.fit(l), came: u.now}
	inside := update{last: u.last, now: u.now, escape: u.escape} // nobody knows it yet
	n.children = inside.children(n, l.Children)
	u.last = inside.last
	return n
}

// keep is the node of a line that was n before.
func (u *update) keep(n *node, l Line) *node {
	next := &node{id: n.id, is: n.is, line: u.fit(l), came: n.came}
	if n.gone {
		next.came = u.now
	}
	next.children = u.children(n, l.Children)
	u.tell(n, next)
	return next
}

// hide is the node of a line that is no longer there.
func (u *update) hide(n *node) *node {
	if n.gone {
		return n
	}
	next := *n
	next.gone = true
	u.tell(n, &next)
	return &next
}

func (u *update) tell(old, next *node) {
	before, changed := old.properties(nil), next.properties(nil)
	maps.DeleteFunc(changed, func(name string, v dbus.Variant) bool { return before[name] == v })
	if len(changed) > 0 {
		u.updated = append(u.updated, properties{next.id, changed})
	}
}

func (u *update) fit(l Line) Line {
	l.Label, l.Children = u.escape(l.Label), nil
	return l
}

// rising tells which of places are in a longest run of ones that rise; -1 is
// never among them.
func rising(places []int) []bool {
	var ends []int // index of the last of the best run of each length
	before := make([]int, len(places))
	for i, p := range places {
		if p < 0 {
			continue
		}
		n, _ := slices.BinarySearchFunc(ends, p, func(at, p int) int { return places[at] - p })
		before[i] = -1
		if n > 0 {
			before[i] = ends[n-1]
		}
		if n == len(ends) {
			ends = append(ends, i)
		}
		ends[n] = i
	}
	in := make([]bool, len(places))
	if len(ends) > 0 {
		for i := ends[len(ends)-1]; i >= 0; i = before[i] {
			in[i] = true
		}
	}
	return in
}

// properties are those of the line that names has, or all. Which ones a line
// has does not change while it is the same line.
func (n *node) properties(names []string) map[string]dbus.Variant {
	p := map[string]dbus.Variant{}
	set := func(name string, value any) {
		if len(names) == 0 || slices.Contains(names, name) {
			p[name] = dbus.MakeVariant(value)
		}
	}
	if n.id == 0 {
		set("children-display", "submenu")
		return p
	}
	set("visible", !n.gone)
	if n.is.kind == Separator {
		set("type", "separator")
		return p
	}
	set("label", n.line.Label)
	set("enabled", !n.line.Disabled)
	switch n.is.kind {
	case Check:
		state := int32(0)
		if n.line.Checked {
			state = 1
		}
		set("toggle-type", "checkmark")
		set("toggle-state", state)
	case Submenu:
		// GNOME's extension asks for this one, without the labels, when it looks
		// for lines that came or went, and makes each submenu anew for which it
		// gets an answer, whereby an open one closes. What it does not know yet
		// it asks for again, with all properties.
		if len(names) == 0 || slices.Contains(names, "label") {
			set("children-display", "submenu")
		}
	}
	return p
}

// find is the line with an id; nil where there is none. seen wants one that a
// person can see.
func (n *node) find(id int32, seen bool) *node {
	if n == nil || seen && n.gone {
		return nil
	}
	if n.id == id {
		return n
	}
	for _, c := range n.children {
		if found := c.find(id, seen); found != nil {
			return found
		}
	}
	return nil
}
