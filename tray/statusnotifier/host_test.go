package statusnotifier

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/godbus/dbus/v5"
)

// host is a panel that draws the menu from what it asked for and heard. drawn
// is what a person would see now, without asking.
type host interface {
	hear(*dbus.Signal)
	drawn() string
}

// settled makes h hear all that the item says until it shows want; what it
// shows instead in the end is a failure.
func (s *session) settled(h host, want string) {
	s.t.Helper()
	late := time.After(patience)
	for h.drawn() != want {
		select {
		case sig := <-s.signals:
			h.hear(sig)
		case <-late:
			s.t.Fatalf("got %s, want %s", h.drawn(), want)
		}
	}
}

// plasma asks for one level at a time, as Plasma and LXQt do: it keeps what it
// was told of each submenu, and asks again for one that changed.
type plasma struct {
	t    *testing.T
	menu dbus.BusObject
	kids map[int32][]layout
	made map[int32]int // how often the lines of a submenu were drawn anew
}

func newPlasma(t *testing.T, menu dbus.BusObject) *plasma {
	p := &plasma{t: t, menu: menu, kids: map[int32][]layout{}, made: map[int32]int{}}
	p.ask(0)
	return p
}

func (p *plasma) ask(id int32) {
	p.t.Helper()
	var revision uint32
	var l layout
	if err := p.menu.Call(menuName+".GetLayout", 0, id, int32(1), []string{}).Store(&revision, &l); err != nil {
		p.t.Fatal(err)
	}
	p.made[id]++
	p.kids[id] = children(p.t, l)
	for _, c := range p.kids[id] {
		if len(c.Children) > 0 {
			p.t.Errorf("%d levels of %d", 2, id)
		}
	}
}

func children(t *testing.T, l layout) []layout {
	var all []layout
	for _, v := range l.Children {
		var c layout
		if err := dbus.Store([]any{v.Value()}, &c); err != nil {
			t.Fatal(err)
		}
		all = append(all, c)
	}
	return all
}

func (p *plasma) hear(s *dbus.Signal) {
	switch s.Name {
	case menuName + ".LayoutUpdated":
		p.ask(s.Body[1].(int32))
	case menuName + ".ItemsPropertiesUpdated":
		var updated []properties
		if err := dbus.Store(s.Body[:1], &updated); err != nil {
			p.t.Fatal(err)
		}
		for _, u := range updated {
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

func (p *plasma) drawn() string { return p.draw(0) }

func (p *plasma) draw(id int32) string {
	var all []string
	for _, c := range p.kids[id] {
		if c.Props["visible"].Value() == false {
			continue
		}
		s, _ := c.Props["label"].Value().(string)
		if c.Props["children-display"].Value() == "submenu" {
			s += "(" + p.draw(c.ID) + ")"
		}
		all = append(all, asDBus(s))
	}
	return strings.Join(all, " ")
}

// gnome redraws as GNOME's extension does: after each LayoutUpdated it asks for
// all, by type and children-display, and what it gets of these two for a line
// that it knows makes it draw that line anew, with its submenu, which closes if
// it was open. Lines out of place it moves, and then submenus lose their lines.
type gnome struct {
	t     *testing.T
	menu  dbus.BusObject
	props map[int32]map[string]dbus.Variant
	kids  map[int32][]int32
	anew  []int32 // lines drawn anew while they were known
	moved []int32
}

func newGNOME(t *testing.T, menu dbus.BusObject) *gnome {
	g := &gnome{t: t, menu: menu, props: map[int32]map[string]dbus.Variant{0: {}}, kids: map[int32][]int32{}}
	g.ask()
	return g
}

func (g *gnome) ask() {
	g.t.Helper()
	var revision uint32
	var l layout
	if err := g.menu.Call(menuName+".GetLayout", 0, int32(0), int32(-1), []string{"type", "children-display"}).Store(&revision, &l); err != nil {
		g.t.Fatal(err)
	}
	var lacking []int32
	g.take(l, &lacking)
	var all []properties
	if err := g.menu.Call(menuName+".GetGroupProperties", 0, lacking, []string{}).Store(&all); err != nil {
		g.t.Fatal(err)
	}
	for _, p := range all {
		if slices.Contains(lacking, p.ID) {
			g.props[p.ID] = p.Props
		}
	}
}

func (g *gnome) take(l layout, lacking *[]int32) {
	var now []int32
	for _, c := range children(g.t, l) {
		g.take(c, lacking)
		now = append(now, c.ID)
	}
	if _, known := g.props[l.ID]; !known {
		g.props[l.ID], g.kids[l.ID] = l.Props, now
		*lacking = append(*lacking, l.ID)
		return
	}
	if len(l.Props) > 0 && l.ID != 0 && l.Props["type"].Value() != "separator" {
		g.anew = append(g.anew, l.ID)
	}
	have := g.kids[l.ID]
	for i, id := range now {
		switch at := slices.Index(have, id); {
		case at < 0:
			have = slices.Insert(have, i, id)
		case at != i:
			g.moved = append(g.moved, id)
			have = slices.Insert(slices.Delete(have, at, at+1), i, id)
		}
	}
	g.kids[l.ID] = have[:len(now)]
}

func (g *gnome) hear(s *dbus.Signal) {
	switch s.Name {
	case menuName + ".LayoutUpdated":
		g.ask()
	case menuName + ".ItemsPropertiesUpdated":
		var updated []properties
		if err := dbus.Store(s.Body[:1], &updated); err != nil {
			g.t.Fatal(err)
		}
		for _, u := range updated {
			for name, v := range u.Props {
				if name == "children-display" || name == "type" {
					g.anew = append(g.anew, u.ID)
				}
				if p := g.props[u.ID]; p != nil {
					p[name] = v
				}
			}
		}
	}
}

func (g *gnome) drawn() string { return g.draw(0) }

func (g *gnome) draw(id int32) string {
	var all []string
	for _, c := range g.kids[id] {
		p := g.props[c]
		if p["visible"].Value() == false {
			continue
		}
		s, _ := p["label"].Value().(string)
		if p["children-display"].Value() == "submenu" {
			s += "(" + g.draw(c) + ")"
		}
		all = append(all, asDBus(s))
	}
	return strings.Join(all, " ")
}

// story is what a menu goes through while it is open.
var story = [][]string{
	{"dev", "groups(g(a b) h(c))", "Quit"},
	{"atlas=12h(again browser(x y))", "dev", "groups(g(a b) h(c))", "Quit"},
	{"atlas=11h(again browser(x y))", "dev", "groups(g(a b) h(c))", "Quit"},
	{"atlas=11h(again browser(x y))", "zoo=1h(again)", "dev", "groups(g(a n b) h(c))", "Quit"},
	{"zoo=1h(again)", "dev", "groups(g(a n b) h(c))", "Quit"},
	{"zoo=1h(again)", "groups(g(a n b) h(c) i(q))", "Quit"},
	{"zoo=1h(again)", "dev", "groups(g(a n b) h(c) i(q))", "Quit"},
}

// told is how a scene is drawn.
func told(words []string) string {
	var all []string
	for _, l := range nested(words) {
		all = append(all, l.tell())
	}
	return strings.Join(all, " ")
}

func (l Line) tell() string {
	if l.Kind != Submenu {
		return l.Label
	}
	var all []string
	for _, c := range l.Children {
		all = append(all, c.tell())
	}
	return l.Label + "(" + strings.Join(all, " ") + ")"
}

// nested is lines with submenus in submenus.
func nested(words []string) []Line {
	var all []Line
	for _, w := range words {
		head, inside, ok := strings.Cut(w, "(")
		if !ok {
			all = append(all, lines(w)...)
			continue
		}
		l := lines(head + "()")[0]
		l.Children = nested(fields(strings.TrimSuffix(inside, ")")))
		all = append(all, l)
	}
	return all
}

// fields are those of s, a submenu as one.
func fields(s string) []string {
	depth := 0
	return strings.FieldsFunc(s, func(r rune) bool {
		switch r {
		case '(':
			depth++
		case ')':
			depth--
		}
		return r == ' ' && depth == 0
	})
}

// A host that asks for one level at a time knows the lines of each submenu, to
// any depth, before a person opens it; and a minute costs it no question.
func TestOneLevelAtATime(t *testing.T) {
	s := newSession(t)
	s.comes()
	i := s.open("x")
	state := i.state
	state.Menu = nested(story[0])
	i.Show(state)
	_, menu := s.await()
	h := newPlasma(t, menu)
	for n, scene := range story {
		state.Menu = nested(scene)
		asked := fmt.Sprint(h.made)
		i.Show(state)
		s.settled(h, told(scene))
		if n == 2 && fmt.Sprint(h.made) != asked {
			t.Errorf("a minute: asked %v, before %v", h.made, asked)
		}
	}
	// A panel that comes later learns all, too.
	second, err := dbus.ConnectSessionBus()
	s.must(err)
	defer second.Close()
	s.settled(newPlasma(t, second.Object(menu.Destination(), menuPath)), told(story[len(story)-1]))
}

// A host that draws anew what it gets properties of, and moves what is out of
// place, has neither to do.
func TestNothingIsDrawnAnew(t *testing.T) {
	s := newSession(t)
	s.comes()
	i := s.open("x")
	state := i.state
	state.Menu = nested(story[0])
	i.Show(state)
	_, menu := s.await()
	h := newGNOME(t, menu)
	for n, scene := range story {
		state.Menu = nested(scene)
		i.Show(state)
		s.settled(h, told(scene))
		if len(h.anew)+len(h.moved) > 0 {
			t.Errorf("scene %d: drawn anew %v, moved %v", n, h.anew, h.moved)
		}
	}
	// A thousand edits of a file, that take a role away and bring it back.
	for n := range 1000 {
		state.Menu = nested(story[5+n%2])
		i.Show(state)
	}
	s.settled(h, told(story[6]))
	for len(s.signals) > 0 {
		h.hear(<-s.signals)
	}
	if len(h.anew)+len(h.moved) > 0 {
		t.Errorf("1000 edits: drawn anew %v, moved %v", h.anew, h.moved)
	}
}
