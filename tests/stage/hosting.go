//go:build linux

package stage

import (
	"strings"
	"time"

	"github.com/godbus/dbus/v5"

	"halfday/tests/stage/hosts"
)

// Hosting is a tray that shows the icon, with a connection of its own: its
// screen is what it asked for and was told.
type Hosting struct {
	a       *App
	conn    *dbus.Conn
	signals chan *dbus.Signal
	Menu    dbus.BusObject
	host    hosts.Host
	heard   []string // the names of the signals, in order
}

// Host brings a tray that is made by start, beside the panel.
func (a *App) Host(start func(menu dbus.BusObject) hosts.Host) *Hosting {
	a.T.Helper()
	conn, err := dbus.Connect(a.Address)
	a.Must(err)
	a.T.Cleanup(func() { conn.Close() })
	h := &Hosting{a: a, conn: conn, signals: make(chan *dbus.Signal, 100_000)}
	a.Must(conn.AddMatchSignal(dbus.WithMatchInterface("com.canonical.dbusmenu")))
	conn.Signal(h.signals)
	h.Menu = conn.Object(a.Menu.Destination(), a.Menu.Path())
	h.host = start(h.Menu)
	return h
}

// Await makes the tray take what the menu says until its screen is right.
func (h *Hosting) Await(what string, right func(drawn string) bool) {
	h.a.T.Helper()
	late := time.After(Longest)
	for !right(h.host.Drawn()) {
		select {
		case s := <-h.signals:
			h.heard = append(h.heard, s.Name[strings.LastIndex(s.Name, ".")+1:])
			h.host.Hear(s)
		case <-late:
			h.a.T.Fatalf("%s: after %v the screen is\n%s", what, Longest, h.host.Drawn())
		}
	}
}

// Heard counts the signals of that name so far.
func (h *Hosting) Heard(name string) int {
	n := 0
	for _, s := range h.heard {
		if s == name {
			n++
		}
	}
	return n
}

// Poke does to the icon what a person does: Activate is a left click where
// that opens no menu, SecondaryActivate one with the middle button, ContextMenu
// one with the right button where the tray draws no menus.
func (a *App) Poke(how string) {
	a.T.Helper()
	a.Must(a.item.Call("org.kde.StatusNotifierItem."+how, 0, int32(10), int32(10)).Err)
}
