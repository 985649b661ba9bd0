package hosts

import (
	"fmt"
	"slices"
	"testing"

	"github.com/godbus/dbus/v5"
)

// Plasma asks for one level at a time, as Plasma and LXQt do: it keeps what it
// was told of each submenu, and asks again for one that changed.
type Plasma struct {
	t     testing.TB
	menu  dbus.BusObject
	kids  map[int32][]layout
	asked []string // for the lines of which line, in order
}

// NewPlasma asks for the first level.
func NewPlasma(t testing.TB, menu dbus.BusObject) *Plasma {
	t.Helper()
	p := &Plasma{t: t, menu: menu, kids: map[int32][]layout{}}
	p.ask(0)
	return p
}

func (p *Plasma) ask(id int32) {
	p.t.Helper()
	var revision uint32
	var l layout
	ask(p.t, p.menu, "GetLayout", []any{id, int32(1), []string{}}, &revision, &l)
	p.asked = append(p.asked, fmt.Sprint("lines of ", id))
	p.kids[id] = l.children(p.t)
	for _, c := range p.kids[id] {
		if len(c.Children) > 0 {
			p.t.Errorf("asked for one level of %d, got two", id)
		}
	}
}

// Hover opens the submenu of a line, by its label, and gives what it shows at
// that moment, when its place on the screen is chosen; "" where there is no
// such line. It tells the menu first, and asks again where that says so.
func (p *Plasma) Hover(label string) string {
	p.t.Helper()
	for _, kids := range p.kids {
		for _, k := range kids {
			if s, _ := k.Props["label"].Value().(string); AsDBus(s) != label || k.Props["children-display"].Value() != "submenu" {
				continue
			}
			var changed bool
			ask(p.t, p.menu, "AboutToShow", []any{k.ID}, &changed)
			if changed {
				p.ask(k.ID)
			}
			return p.draw(k.ID)
		}
	}
	return ""
}

// Hear takes a signal of the menu.
func (p *Plasma) Hear(s *dbus.Signal) {
	p.t.Helper()
	switch s.Name {
	case menuName + ".LayoutUpdated":
		p.ask(s.Body[1].(int32))
	case menuName + ".ItemsPropertiesUpdated":
		for _, u := range updated(p.t, s) {
			for _, kids := range p.kids {
				for _, k := range kids {
					if k.ID == u.ID {
						for name, v := range u.Props {
							k.Props[name] = v
						}
					}
				}
			}
		}
	}
}

// Drawn is what a person would see now.
func (p *Plasma) Drawn() string { return p.draw(0) }

func (p *Plasma) draw(id int32) string {
	var all []string
	for _, c := range p.kids[id] {
		all = append(all, draw(c.Props, func() string { return p.draw(c.ID) }, AsDBus))
	}
	return join(all)
}

// Redrawn are the submenus whose lines it had to ask for, in order.
func (p *Plasma) Redrawn() []string { return slices.Clone(p.asked) }
