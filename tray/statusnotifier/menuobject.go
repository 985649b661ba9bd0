package statusnotifier

import (
	"slices"
	"time"

	"github.com/godbus/dbus/v5"
)

// menuObject has the methods of com.canonical.dbusmenu.
type menuObject struct{ i *Item }

// layout is a line with those under it: (ia{sv}av).
type layout struct {
	ID       int32
	Props    map[string]dbus.Variant
	Children []dbus.Variant
}

// layoutTo is the layout down to depth levels; -1 for all.
func (n *node) layoutTo(depth int32, names []string) layout {
	l := layout{n.id, n.properties(names), []dbus.Variant{}}
	if depth != 0 {
		for _, c := range n.children {
			l.Children = append(l.Children, dbus.MakeVariant(c.layoutTo(depth-1, names)))
		}
	}
	return l
}

// GetLayout gives the lines under parent. Plasma asks for one level at a time,
// and for the lines of a submenu only when it opens it, when it has chosen the
// place for it already: so it is told that those have changed as soon as it has
// seen the submenu, and then it looks.
func (o menuObject) GetLayout(parent, depth int32, names []string, from dbus.Sender) (uint32, layout, *dbus.Error) {
	o.i.mu.Lock()
	t := o.i.tree
	var tell []int32
	n := t.root.find(parent, false)
	if n != nil && depth == 1 {
		if o.i.levels != from {
			o.i.levels, o.i.fetched = from, map[int32]bool{}
		}
		o.i.fetched[parent] = true
		for _, c := range n.children {
			if len(c.children) > 0 && !o.i.fetched[c.id] {
				tell = append(tell, c.id)
			}
		}
	}
	o.i.mu.Unlock()
	if n == nil {
		return 0, layout{}, unknown(parent)
	}
	for _, id := range tell {
		o.i.conn.Emit(menuPath, menuName+".LayoutUpdated", t.revision, id)
	}
	return t.revision, n.layoutTo(depth, names), nil
}

// GetGroupProperties gives the properties of lines, of all where ids is empty.
// Whatever the order of the question, a submenu comes before its lines:
// libdbusmenu-gtk loses those of a submenu that it does not know to be one.
//
// Who wants an answer has it already: see answerInOrder.
func (o menuObject) GetGroupProperties(ids []int32, names []string, m dbus.Message) ([]properties, *dbus.Error) {
	if m.Flags&dbus.FlagNoReplyExpected != 0 {
		return nil, nil
	}
	return o.i.groupProperties(ids, names), nil
}

func (i *Item) groupProperties(ids []int32, names []string) []properties {
	all := []properties{}
	asked := make(map[int32]bool, len(ids))
	for _, id := range ids {
		asked[id] = true
	}
	var walk func(n *node)
	walk = func(n *node) {
		if len(ids) == 0 || asked[n.id] {
			all = append(all, properties{n.id, n.properties(names)})
		}
		for _, c := range n.children {
			walk(c)
		}
	}
	if root := i.root(); root != nil {
		walk(root)
	}
	return all
}

// GetProperty gives one property of a line.
func (o menuObject) GetProperty(id int32, name string) (dbus.Variant, *dbus.Error) {
	if n := o.i.root().find(id, false); n != nil {
		if v, ok := n.properties(nil)[name]; ok {
			return v, nil
		}
	}
	return dbus.Variant{}, unknown(id)
}

// Event takes what happens to a line; of that, clicks mean something.
func (o menuObject) Event(id int32, event string, _ dbus.Variant, _ uint32) *dbus.Error {
	n := o.i.root().find(id, true)
	switch {
	case n == nil:
		return unknown(id)
	case event != "clicked", n.line.Disabled, n.is.kind != Entry && n.is.kind != Check, time.Since(n.came) < settle:
	default:
		o.i.opts.Clicked(n.line, o.i.tokenOfClick())
	}
	return nil
}

// group is an event of a group: (isvu).
type group struct {
	ID    int32
	Event string
	Data  dbus.Variant
	Time  uint32
}

// EventGroup takes several events, and gives back the ids that are unknown.
func (o menuObject) EventGroup(events []group) ([]int32, *dbus.Error) {
	lost := []int32{}
	for _, e := range events {
		if o.Event(e.ID, e.Event, e.Data, e.Time) != nil {
			lost = append(lost, e.ID)
		}
	}
	return lost, nil
}

// AboutToShow tells whether the lines of id have to be read again before they
// are shown. Never: what changes is told at once.
func (menuObject) AboutToShow(id int32) (bool, *dbus.Error) { return false, nil }

// AboutToShowGroup is AboutToShow for several.
func (o menuObject) AboutToShowGroup(ids []int32) (updates, lost []int32, _ *dbus.Error) {
	lost = slices.DeleteFunc(slices.Clone(ids), func(id int32) bool { return o.i.root().find(id, false) != nil })
	return []int32{}, append([]int32{}, lost...), nil
}

// values are the menu's properties.
func (menuObject) values() map[string]dbus.Variant {
	return map[string]dbus.Variant{
		"Version":       dbus.MakeVariant(uint32(3)),
		"Status":        dbus.MakeVariant("normal"),
		"TextDirection": dbus.MakeVariant("ltr"),
		"IconThemePath": dbus.MakeVariant([]string{}),
	}
}

func (i *Item) root() *node {
	i.mu.Lock()
	defer i.mu.Unlock()
	return i.tree.root
}

func unknown(id int32) *dbus.Error {
	return dbus.NewError("org.freedesktop.DBus.Error.InvalidArgs", []any{"No line with this id", id})
}
