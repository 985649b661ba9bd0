//go:build linux

package stage

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
	s          *Stage
	Registered chan dbus.Sender
}

func newPanel(s *Stage) *panel {
	return &panel{s, make(chan dbus.Sender, 1000)}
}

// RegisterStatusNotifierItem is called by a program that has an icon.
func (p *panel) RegisterStatusNotifierItem(_ string, from dbus.Sender) *dbus.Error {
	p.Registered <- from
	return nil
}

// panelProperties are those of the panel that programs look at.
type panelProperties struct{}

// Get is called by whoever wants to know whether there is a tray.
func (panelProperties) Get(_, name string) (dbus.Variant, *dbus.Error) {
	return dbus.MakeVariant(name == "IsStatusNotifierHostRegistered"), nil
}

func (p *panel) export() {
	p.s.T.Helper()
	p.s.Must(p.s.conn.Export(p, panelPath, panelName))
	p.s.Must(p.s.conn.Export(panelProperties{}, panelPath, "org.freedesktop.DBus.Properties"))
}

func (p *panel) Start() {
	p.s.T.Helper()
	p.s.own(panelName)
}

func (p *panel) Stop() {
	p.s.T.Helper()
	_, err := p.s.conn.ReleaseName(panelName)
	p.s.Must(err)
}

// own takes a name on the bus.
func (s *Stage) own(name string) {
	s.T.Helper()
	reply, err := s.conn.RequestName(name, dbus.NameFlagDoNotQueue)
	if err != nil || reply != dbus.RequestNameReplyPrimaryOwner {
		s.T.Fatalf("taking the name %s: %v %v", name, reply, err)
	}
}

// Entry is a visible line of the menu as a person reads it.
type Entry struct {
	ID       int32
	Label    string
	Submenu  bool
	Checked  bool
	Enabled  bool
	Children []Entry
}

type layout struct {
	ID       int32
	Props    map[string]dbus.Variant
	Children []dbus.Variant
}

// Lines reads the menu; nil where the tray does not answer, since it may be
// starting anew.
func (a *App) Lines() []Entry { return ReadMenu(a.Menu) }

// ReadMenu reads a menu whole; nil where nobody answers.
func ReadMenu(menu dbus.BusObject) []Entry {
	var root layout
	var revision uint32
	call := menu.Call("com.canonical.dbusmenu.GetLayout", dbus.FlagNoAutoStart, int32(0), int32(-1), []string{})
	if call.Store(&revision, &root) != nil {
		return nil
	}
	return entries(root)
}

func entries(l layout) []Entry {
	var out []Entry
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
		out = append(out, Entry{
			ID: c.ID, Label: asRead(text("label")), Submenu: text("children-display") == "submenu",
			Checked: state == 1, Enabled: flag("enabled"), Children: entries(c),
		})
	}
	return out
}

// asRead takes a label as dbusmenu shows it: one underscore marks a key, two
// are one.
func asRead(label string) string {
	return strings.NewReplacer("__", "_", "_", "").Replace(label)
}

// Labels are the lines of the menu's first level.
func Labels(lines []Entry) []string {
	var all []string
	for _, e := range lines {
		all = append(all, e.Label)
	}
	return all
}

// Walk calls f for every line with those above it.
func Walk(lines []Entry, f func(path []string, e Entry)) {
	var down func(above []string, lines []Entry)
	down = func(above []string, lines []Entry) {
		for _, e := range lines {
			f(above, e)
			down(append(slices.Clone(above), e.Label), e.Children)
		}
	}
	down(nil, lines)
}

// Follow finds the first line whose label, with those above it, ends in path:
// a story need not know in which submenu a line is.
func Follow(lines []Entry, path ...string) (found Entry, ok bool) {
	Walk(lines, func(above []string, e Entry) {
		way := append(slices.Clone(above), e.Label)
		if !ok && len(way) >= len(path) && slices.Equal(way[len(way)-len(path):], path) {
			found, ok = e, true
		}
	})
	return found, ok
}

// Seen waits for the line at a path and gives it.
func (a *App) Seen(path ...string) Entry {
	a.T.Helper()
	var found Entry
	a.AwaitMenu("the line "+strings.Join(path, " → "), func(lines []Entry) bool {
		var ok bool
		found, ok = Follow(lines, path...)
		return ok
	})
	return found
}

func (a *App) AwaitMenu(what string, ok func([]Entry) bool) {
	a.T.Helper()
	var last []Entry
	came := false
	defer func() {
		if !came {
			a.T.Logf("the menu: %q", Labels(last))
		}
	}()
	a.Await(what, func() bool { last = a.Lines(); came = ok(last); return came })
}

// Look is how long a person looks at a line before they click on it. The tray
// takes no click on a line that has just changed its meaning.
const Look = 350 * time.Millisecond

// Click clicks on the line at a path.
func (a *App) Click(path ...string) {
	a.T.Helper()
	a.ClickOn(strings.Join(path, " → "), func(lines []Entry) (Entry, bool) { return Follow(lines, path...) })
}

// ClickIn clicks on a line in the submenu of a session, whose own line changes
// with the minutes.
func (a *App) ClickIn(profile string, below ...string) {
	a.T.Helper()
	a.ClickOn(profile+" → "+strings.Join(below, " → "), func(lines []Entry) (Entry, bool) {
		path, ok := Running(lines, profile)
		if !ok {
			return Entry{}, false
		}
		return Follow(lines, append(path, below...)...)
	})
}

// ClickOpen clicks below the role of a session in the list of roles: its line says
// that it is open.
func (a *App) ClickOpen(profile string, below ...string) {
	a.T.Helper()
	a.ClickOn(profile+" ● → "+strings.Join(below, " → "), func(lines []Entry) (Entry, bool) {
		for _, e := range lines {
			if e.Submenu && strings.HasPrefix(e.Label, profile+" ● ") {
				return Follow(e.Children, below...)
			}
		}
		return Entry{}, false
	})
}

// ClickOn clicks on a line, once it is there and the menu is at rest: what a
// person clicks on in the instant of a change is not taken.
func (a *App) ClickOn(what string, find func([]Entry) (Entry, bool)) {
	a.T.Helper()
	seen := func() (found Entry, menu string) {
		a.T.Helper()
		a.AwaitMenu("the line "+what, func(lines []Entry) (ok bool) {
			found, ok = find(lines)
			menu = fmt.Sprint(lines)
			return ok
		})
		return found, menu
	}
	e, menu := seen()
	for last := ""; menu != last; {
		last = menu
		time.Sleep(Look)
		e, menu = seen()
	}
	if !e.Enabled || e.Submenu {
		a.T.Fatalf("nobody can click on %s", what)
	}
	a.ClickID(e.ID)
}

func (a *App) ClickID(id int32) {
	a.T.Helper()
	if a.Token != "" {
		item := a.conn.Object(a.Menu.Destination(), "/StatusNotifierItem")
		a.Must(item.Call("org.kde.StatusNotifierItem.ProvideXdgActivationToken", 0, a.Token).Err)
	}
	err := a.Menu.Call("com.canonical.dbusmenu.Event", 0, id, "clicked", dbus.MakeVariant(""), uint32(0)).Err
	// A click on Quit may end the tray before it has answered.
	if gone, ok := errors.AsType[dbus.Error](err); ok && gone.Name == "org.freedesktop.DBus.Error.NoReply" {
		return
	}
	a.Must(err)
}

// Attempt is the line of a sign-in under way.
func (s *Stage) Attempt(profile, phase string) string { return s.Words.Menu.Attempt(profile, phase) }

// Running finds the line of a session that runs, and the lines above it.
func Running(lines []Entry, profile string) (path []string, ok bool) {
	Walk(lines, func(above []string, e Entry) {
		if e.Submenu && strings.HasPrefix(e.Label, profile+"   ") {
			path, ok = append(above[:len(above):len(above)], e.Label), true
		}
	})
	return path, ok
}

// AwaitSession waits until the menu shows that the role's session runs, and
// gives the path to its line.
func (a *App) AwaitSession(profile string) []string {
	a.T.Helper()
	var found []string
	a.AwaitMenu("the session of "+profile, func(lines []Entry) bool {
		var ok bool
		found, ok = Running(lines, profile)
		return ok
	})
	return found
}

// AwaitWaiting waits until the menu says of so many roles that they wait.
func (a *App) AwaitWaiting(n int) {
	a.T.Helper()
	a.AwaitMenu(fmt.Sprint(n, " roles that wait"), func(l []Entry) bool {
		found := make(map[string]bool)
		Walk(l, func(_ []string, e Entry) {
			if strings.HasSuffix(e.Label, a.Waits()) {
				found[e.Label] = true
			}
		})
		return len(l) > 0 && len(found) == n
	})
}

// Waits is how the line of a role ends that waits for another sign-in.
func (s *Stage) Waits() string { return strings.TrimPrefix(s.Attempt("x", "queued"), "x") }

// Clickable are all lines but the one that ends the story.
func (a *App) Clickable() []int32 {
	var ids []int32
	Walk(a.Lines(), func(_ []string, e Entry) {
		if e.Enabled && !e.Submenu && e.Label != a.Words.Menu.Quit {
			ids = append(ids, e.ID)
		}
	})
	return ids
}
