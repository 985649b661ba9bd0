package hosts

import (
	"fmt"
	"slices"
	"testing"

	"github.com/godbus/dbus/v5"
)

// GNOME redraws as GNOME's AppIndicator extension does: after each
// LayoutUpdated it asks for all, by type and children-display, and what it gets
// of these two for a line that it knows makes it draw that line anew, with its
// submenu, which closes if it was open. Lines out of place it moves, and then
// submenus lose their lines.
type GNOME struct {
	t       testing.TB
	menu    dbus.BusObject
	props   map[int32]map[string]dbus.Variant
	kids    map[int32][]int32
	redrawn []string
}

// NewGNOME asks for the whole menu.
func NewGNOME(t testing.TB, menu dbus.BusObject) *GNOME {
	t.Helper()
	g := &GNOME{t: t, menu: menu, props: map[int32]map[string]dbus.Variant{0: {}}, kids: map[int32][]int32{}}
	g.ask()
	return g
}

func (g *GNOME) ask() {
	g.t.Helper()
	var revision uint32
	var l layout
	ask(g.t, g.menu, "GetLayout", []any{int32(0), int32(-1), []string{"type", "children-display"}}, &revision, &l)
	lacking := g.take(l)
	if len(lacking) == 0 {
		return
	}
	var all []properties
	ask(g.t, g.menu, "GetGroupProperties", []any{lacking, []string{}}, &all)
	for _, p := range all {
		if slices.Contains(lacking, p.ID) {
			g.props[p.ID] = p.Props
		}
	}
}

// take takes over a layout, and gives the lines whose properties are lacking.
func (g *GNOME) take(l layout) (lacking []int32) {
	g.t.Helper()
	var now []int32
	for _, c := range l.children(g.t) {
		lacking = append(lacking, g.take(c)...)
		now = append(now, c.ID)
	}
	if _, known := g.props[l.ID]; !known {
		g.props[l.ID], g.kids[l.ID] = l.Props, now
		return append(lacking, l.ID)
	}
	if len(l.Props) > 0 && l.ID != 0 && l.Props["type"].Value() != "separator" {
		g.note("drawn anew", l.ID)
	}
	have := g.kids[l.ID]
	for i, id := range now {
		switch at := slices.Index(have, id); {
		case at < 0:
			have = slices.Insert(have, i, id)
		case at != i:
			g.note("moved", id)
			have = slices.Insert(slices.Delete(have, at, at+1), i, id)
		}
	}
	g.kids[l.ID] = have[:len(now)]
	return lacking
}

func (g *GNOME) note(what string, id int32) {
	label, _ := g.props[id]["label"].Value().(string)
	g.redrawn = append(g.redrawn, fmt.Sprintf("%s: %d %q", what, id, label))
}

// Hear takes a signal of the menu.
func (g *GNOME) Hear(s *dbus.Signal) {
	g.t.Helper()
	switch s.Name {
	case menuName + ".LayoutUpdated":
		g.ask()
	case menuName + ".ItemsPropertiesUpdated":
		for _, u := range updated(g.t, s) {
			for name, v := range u.Props {
				if name == "children-display" || name == "type" {
					g.note("drawn anew", u.ID)
				}
				if p := g.props[u.ID]; p != nil {
					p[name] = v
				}
			}
		}
	}
}

// Drawn is what a person would see now.
func (g *GNOME) Drawn() string { return g.draw(0) }

func (g *GNOME) draw(id int32) string {
	var all []string
	for _, c := range g.kids[id] {
		all = append(all, draw(g.props[c], func() string { return g.draw(c) }, AsGNOME))
	}
	return join(all)
}

// Redrawn are the lines that were drawn anew or moved while they were known.
func (g *GNOME) Redrawn() []string { return slices.Clone(g.redrawn) }
