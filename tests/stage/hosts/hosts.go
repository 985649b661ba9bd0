// Package hosts plays the trays of desktops: what each asks a menu on the
// session bus (com.canonical.dbusmenu) for, what it does at each signal, and so
// what a person sees of the menu and what moves under their pointer. Only tests
// import it. It must not know what a menu is about.
package hosts

import (
	"fmt"
	"strings"
	"testing"

	"github.com/godbus/dbus/v5"
)

const menuName = "com.canonical.dbusmenu"

// Host is a tray that draws a menu from what it asked for and heard.
type Host interface {
	// Hear takes a signal of the menu.
	Hear(*dbus.Signal)
	// Drawn is what a person would see now, without asking: the labels of the
	// lines, each submenu's in parentheses behind it.
	Drawn() string
	// Redrawn are what was drawn anew, or moved, while it was known.
	Redrawn() []string
}

// layout is a line with those under it: (ia{sv}av).
type layout struct {
	ID       int32
	Props    map[string]dbus.Variant
	Children []dbus.Variant
}

// properties are those of a line: (ia{sv}).
type properties struct {
	ID    int32
	Props map[string]dbus.Variant
}

func (l layout) children(t testing.TB) []layout {
	t.Helper()
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

// updated are the properties of a signal ItemsPropertiesUpdated.
func updated(t testing.TB, s *dbus.Signal) []properties {
	t.Helper()
	var all []properties
	if err := dbus.Store(s.Body[:1], &all); err != nil {
		t.Fatal(err)
	}
	return all
}

// ask calls a method of the menu.
func ask(t testing.TB, menu dbus.BusObject, method string, args []any, answer ...any) {
	t.Helper()
	if err := menu.Call(menuName+"."+method, 0, args...).Store(answer...); err != nil {
		t.Fatal(fmt.Errorf("asking the menu for %s%v: %w", method, args, err))
	}
}

// draw is a line of the menu; inside draws those of a submenu.
func draw(p map[string]dbus.Variant, inside func() string, read func(label string) string) string {
	if visible, ok := p["visible"].Value().(bool); ok && !visible {
		return ""
	}
	if p["type"].Value() == "separator" {
		return "-"
	}
	label, _ := p["label"].Value().(string)
	label = read(label)
	if p["children-display"].Value() == "submenu" {
		label += "(" + inside() + ")"
	}
	return label
}

// join is a level of the menu; what is not to be seen is "".
func join(lines []string) string {
	var seen []string
	for _, l := range lines {
		if l != "" {
			seen = append(seen, l)
		}
	}
	return strings.Join(seen, " ")
}

// AsDBus is how a tray shows a label that reads it as dbusmenu says: an
// underscore marks a key, two are one.
func AsDBus(label string) string { return strings.NewReplacer("__", "_", "_", "").Replace(label) }

// AsGNOME is how GNOME's extension shows a label: it takes away the first
// underscore that another character follows.
func AsGNOME(label string) string {
	for i := range len(label) - 1 {
		if label[i] == '_' && label[i+1] != '_' {
			return label[:i] + label[i+1:]
		}
	}
	return label
}
