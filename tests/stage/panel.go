//go:build linux

package tests

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/godbus/dbus/v5"
)

const (
	panelName = "org.kde.StatusNotifierWatcher"
	panelPath = "/StatusNotifierWatcher"
)

// panel is the desktop's part of the tray.
type panel struct {
	s          *login
	registered chan dbus.Sender
}

func newPanel(s *login) *panel {
	return &panel{s, make(chan dbus.Sender, 1000)}
}

// RegisterStatusNotifierItem is called by a program that has an icon.
func (p *panel) RegisterStatusNotifierItem(_ string, from dbus.Sender) *dbus.Error {
	p.registered <- from
	return nil
}

// panelProperties are those of the panel that programs look at.
type panelProperties struct{}

// Get is called by whoever wants to know whether there is a tray.
func (panelProperties) Get(_, name string) (dbus.Variant, *dbus.Error) {
	return dbus.MakeVariant(name == "IsStatusNotifierHostRegistered"), nil
}

func (p *panel) export() {
	p.s.t.Helper()
	p.s.must(p.s.conn.Export(p, panelPath, panelName))
	p.s.must(p.s.conn.Export(panelProperties{}, panelPath, "org.freedesktop.DBus.Properties"))
}

func (p *panel) start() {
	p.s.t.Helper()
	p.s.own(panelName)
}

func (p *panel) stop() {
	p.s.t.Helper()
	_, err := p.s.conn.ReleaseName(panelName)
	p.s.must(err)
}

// own takes a name on the bus.
func (s *login) own(name string) {
	s.t.Helper()
	reply, err := s.conn.RequestName(name, dbus.NameFlagDoNotQueue)
	if err != nil || reply != dbus.RequestNameReplyPrimaryOwner {
		s.t.Fatalf("taking the name %s: %v %v", name, reply, err)
	}
}

// entry is a visible line of the menu as a person reads it.
type entry struct {
	id       int32
	label    string
	submenu  bool
	checked  bool
	enabled  bool
	children []entry
}

type layout struct {
	ID       int32
	Props    map[string]dbus.Variant
	Children []dbus.Variant
}

// lines reads the menu; nil where the tray does not answer, since it may be
// starting anew. The first answer has no submenus: a panel asks again, too.
func (a *app) lines() []entry {
	var root layout
	for range 2 {
		var revision uint32
		call := a.menu.Call("com.canonical.dbusmenu.GetLayout", dbus.FlagNoAutoStart, int32(0), int32(-1), []string{})
		if call.Store(&revision, &root) != nil {
			return nil
		}
	}
	return entries(root)
}

func entries(l layout) []entry {
	var out []entry
	for _, v := range l.Children {
		var c layout
		if dbus.Store([]any{v.Value()}, &c) != nil {
			continue
		}
		text := func(name string) string { s, _ := c.Props[name].Value().(string); return s }
		flag := func(name string) bool { b, ok := c.Props[name].Value().(bool); return b || !ok }
		if !flag("visible") || text("type") == "separator" {
			continue
		}
		state, _ := c.Props["toggle-state"].Value().(int32)
		out = append(out, entry{
			id: c.ID, label: asRead(text("label")), submenu: text("children-display") == "submenu",
			checked: state == 1, enabled: flag("enabled"), children: entries(c),
		})
	}
	return out
}

// asRead takes a label as dbusmenu shows it: one underscore marks a key, two
// are one.
func asRead(label string) string {
	return strings.NewReplacer("__", "_", "_", "").Replace(label)
}

// labels are the lines of the menu's first level.
func labels(lines []entry) []string {
	var all []string
	for _, e := range lines {
		all = append(all, e.label)
	}
	return all
}

// walk calls f for every line with those above it.
func walk(lines []entry, f func(path []string, e entry)) {
	var down func(above []string, lines []entry)
	down = func(above []string, lines []entry) {
		for _, e := range lines {
			f(above, e)
			down(append(slices.Clone(above), e.label), e.children)
		}
	}
	down(nil, lines)
}

// follow finds the first line whose label, with those above it, ends in path:
// a story need not know in which submenu a line is.
func follow(lines []entry, path ...string) (found entry, ok bool) {
	walk(lines, func(above []string, e entry) {
		way := append(slices.Clone(above), e.label)
		if !ok && len(way) >= len(path) && slices.Equal(way[len(way)-len(path):], path) {
			found, ok = e, true
		}
	})
	return found, ok
}

// seen waits for the line at a path and gives it.
func (a *app) seen(path ...string) entry {
	a.t.Helper()
	var found entry
	a.awaitMenu("the line "+strings.Join(path, " → "), func(lines []entry) bool {
		var ok bool
		found, ok = follow(lines, path...)
		return ok
	})
	return found
}

func (a *app) awaitMenu(what string, ok func([]entry) bool) {
	a.t.Helper()
	var last []entry
	came := false
	defer func() {
		if !came {
			a.t.Logf("the menu: %q", labels(last))
		}
	}()
	a.await(what, func() bool { last = a.lines(); came = ok(last); return came })
}

// look is how long a person looks at a line before they click on it. The tray
// takes no click on a line that has just changed its meaning.
const look = 350 * time.Millisecond

// click clicks on the line at a path.
func (a *app) click(path ...string) {
	a.t.Helper()
	a.clickOn(strings.Join(path, " → "), func(lines []entry) (entry, bool) { return follow(lines, path...) })
}

// clickIn clicks on a line in the submenu of a session, whose own line changes
// with the minutes.
func (a *app) clickIn(profile string, below ...string) {
	a.t.Helper()
	a.clickOn(profile+" → "+strings.Join(below, " → "), func(lines []entry) (entry, bool) {
		path, ok := running(lines, profile)
		if !ok {
			return entry{}, false
		}
		return follow(lines, append(path, below...)...)
	})
}

// clickOn clicks on a line, once it is there and the menu is at rest: what a
// person clicks on in the instant of a change is not taken.
func (a *app) clickOn(what string, find func([]entry) (entry, bool)) {
	a.t.Helper()
	seen := func() (found entry, menu string) {
		a.t.Helper()
		a.awaitMenu("the line "+what, func(lines []entry) (ok bool) {
			found, ok = find(lines)
			menu = fmt.Sprint(lines)
			return ok
		})
		return found, menu
	}
	e, menu := seen()
	for last := ""; menu != last; {
		last = menu
		time.Sleep(look)
		e, menu = seen()
	}
	if !e.enabled || e.submenu {
		a.t.Fatalf("nobody can click on %s", what)
	}
	a.clickID(e.id)
}

func (a *app) clickID(id int32) {
	a.t.Helper()
	err := a.menu.Call("com.canonical.dbusmenu.Event", 0, id, "clicked", dbus.MakeVariant(""), uint32(0)).Err
	// A click on Quit may end the tray before it has answered.
	if gone, ok := errors.AsType[dbus.Error](err); ok && gone.Name == "org.freedesktop.DBus.Error.NoReply" {
		return
	}
	a.must(err)
}

// attempt is the line of a sign-in under way.
func (s *login) attempt(profile, phase string) string { return s.words.Menu.Attempt(profile, phase) }

// running finds the line of a session that runs, and the lines above it.
func running(lines []entry, profile string) (path []string, ok bool) {
	walk(lines, func(above []string, e entry) {
		if e.submenu && strings.HasPrefix(e.label, profile+"   ") {
			path, ok = append(above[:len(above):len(above)], e.label), true
		}
	})
	return path, ok
}

// awaitSession waits until the menu shows that the role's session runs, and
// gives the path to its line.
func (a *app) awaitSession(profile string) []string {
	a.t.Helper()
	var found []string
	a.awaitMenu("the session of "+profile, func(lines []entry) bool {
		var ok bool
		found, ok = running(lines, profile)
		return ok
	})
	return found
}
