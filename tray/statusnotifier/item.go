// Package statusnotifier shows an icon with a menu in the tray of a Linux
// desktop. It speaks StatusNotifierItem and com.canonical.dbusmenu on a
// connection to the session bus of its own.
//
// The whole of what is to be seen is a value, [State]; [Item.Show] tells the
// desktop what has changed, line by line, so that an open menu stays as it is
// but for what is new. Which hosts need what of it is said where it is done.
//
// The package must not know what the menu is about, and draws nothing itself.
package statusnotifier

import (
	"context"
	"errors"
	"fmt"
	"os"
	"sync"
	"time"

	"halfday/internal/bus"

	"github.com/godbus/dbus/v5"
	"github.com/godbus/dbus/v5/introspect"
)

const (
	itemPath    dbus.ObjectPath = "/StatusNotifierItem"
	menuPath    dbus.ObjectPath = "/StatusNotifierItem/menu"
	itemName                    = "org.kde.StatusNotifierItem"
	menuName                    = "com.canonical.dbusmenu"
	watcherName                 = "org.kde.StatusNotifierWatcher"
)

// settle is how long a line that has just come takes no click: the person
// aimed at what was there before.
const settle = 300 * time.Millisecond

// Options are what stays the same for the life of an Item.
type Options struct {
	ID     string                    // by which the desktop remembers the icon's place
	Title  string                    // what a person calls the program
	Escape func(label string) string // as Escape gives it
	// Clicked is called for a click on a line. token is what a window that the
	// click opens comes to the front with (XDG_ACTIVATION_TOKEN); "" where the
	// desktop gave none.
	Clicked func(line Line, token string)
	// Activated is called where the desktop shows no menu for a click on the
	// icon, and for a click with the middle button.
	Activated func(token string)
}

// State is what is to be seen. It is a value: nobody writes to it after it was
// shown.
type State struct {
	Icon    *Icon
	Tooltip string // few hosts show it
	Label   string // beside the icon, where hosts have a place for it; "" for none
	Menu    []Line
}

// Item is an icon in the tray. Its methods may be called from any goroutine,
// Show from one at a time; Clicked and Activated are called on goroutines of
// their own, one for each call of the desktop.
type Item struct {
	opts Options
	conn *dbus.Conn

	mu      sync.Mutex
	state   State
	tree    tree
	token   string         // for the next click
	levels  dbus.Sender    // the host that asks for one level at a time
	fetched map[int32]bool // the submenus whose lines it knows
}

// Open connects to the session bus, which must be there: it is never started.
// ctx limits the connecting, not the life of the item. Nothing is shown before
// the first Show.
func Open(ctx context.Context, opts Options) (*Item, error) {
	i := &Item{opts: opts}
	_, err := bus.Session(ctx,
		func(c *dbus.Conn) error { i.conn = c; return nil }, // before the first message comes in
		dbus.WithIncomingInterceptor(func(m *dbus.Message) { i.takeToken(m); i.answerInOrder(m) }))
	if err == nil {
		if err = i.export(ctx); err != nil {
			i.conn.Close()
		}
	}
	if err != nil {
		return nil, fmt.Errorf("connecting to the session bus: %w", err)
	}
	return i, nil
}

// Close takes the icon away.
func (i *Item) Close() error { return i.conn.Close() }

// Done is closed when the item was, or the session bus is gone.
func (i *Item) Done() <-chan struct{} { return i.conn.Context().Done() }

// Show makes the desktop show s. It may wait for the session bus.
func (i *Item) Show(s State) {
	i.mu.Lock()
	before, first := i.state, i.tree.root == nil
	next, c := i.tree.to(s.Menu, i.opts.Escape, time.Now())
	i.state, i.tree = s, next
	for _, id := range c.layouts {
		delete(i.fetched, id)
	}
	i.mu.Unlock()
	if first {
		go i.stayRegistered()
		return
	}
	if s.Icon != before.Icon {
		i.conn.Emit(itemPath, itemName+".NewIcon")
	}
	if s.Tooltip != before.Tooltip {
		i.conn.Emit(itemPath, itemName+".NewToolTip")
	}
	if s.Label != before.Label {
		i.conn.Emit(itemPath, itemName+".XAyatanaNewLabel", s.Label, s.Label)
	}
	if len(c.updated) > 0 {
		i.conn.Emit(menuPath, menuName+".ItemsPropertiesUpdated", c.updated, []struct {
			ID    int32
			Names []string
		}{})
	}
	for _, id := range c.layouts {
		i.conn.Emit(menuPath, menuName+".LayoutUpdated", next.revision, id)
	}
}

// export makes the item's objects answer.
func (i *Item) export(ctx context.Context) error {
	item, menu := itemObject{i}, menuObject{i}
	name := fmt.Sprintf("%s-%d-1", itemName, os.Getpid())
	if err := i.conn.BusObject().CallWithContext(ctx, "org.freedesktop.DBus.RequestName", 0, name, dbus.NameFlagDoNotQueue).Err; err != nil {
		return err
	}
	about := func(path dbus.ObjectPath, name string, object any, values func() map[string]dbus.Variant) error {
		facts := introspect.Interface{Name: name, Methods: introspect.Methods(object)}
		for key, v := range values() {
			facts.Properties = append(facts.Properties, introspect.Property{Name: key, Type: v.Signature().String(), Access: "read"})
		}
		node := &introspect.Node{Name: string(path), Interfaces: []introspect.Interface{introspect.IntrospectData, facts}}
		return errors.Join(
			i.conn.Export(object, path, name),
			i.conn.Export(propertiesObject{name, values}, path, "org.freedesktop.DBus.Properties"),
			i.conn.Export(introspect.NewIntrospectable(node), path, "org.freedesktop.DBus.Introspectable"))
	}
	return errors.Join(
		about(itemPath, itemName, item, item.values),
		about(menuPath, menuName, menu, menu.values))
}

// stayRegistered registers the item with the host that is there and with each
// that comes, until the connection ends. It listens before it looks: no host
// comes in between.
func (i *Item) stayRegistered() {
	signals := make(chan *dbus.Signal, 64)
	i.conn.Signal(signals)
	// Without it, the host of now still gets the icon.
	i.conn.AddMatchSignal(dbus.WithMatchSender("org.freedesktop.DBus"),
		dbus.WithMatchMember("NameOwnerChanged"), dbus.WithMatchArg(0, watcherName))
	i.register()
	for s := range signals { // closed with the connection
		var name, from, to string
		if s.Name == "org.freedesktop.DBus.NameOwnerChanged" && dbus.Store(s.Body, &name, &from, &to) == nil &&
			name == watcherName && to != "" {
			i.register()
		}
	}
}

// register tells the host of the item; the session bus may start one for it. A
// host that has its name already and does not answer yet is asked again.
func (i *Item) register() {
	for range 5 {
		ctx, stop := context.WithTimeout(i.conn.Context(), 5*time.Second)
		err := i.conn.Object(watcherName, "/StatusNotifierWatcher").
			CallWithContext(ctx, watcherName+".RegisterStatusNotifierItem", 0, string(itemPath)).Err
		stop()
		if known, ok := errors.AsType[dbus.Error](err); err == nil || ok && known.Name == "org.freedesktop.DBus.Error.ServiceUnknown" {
			return // if it comes, it is heard of
		}
		select {
		case <-i.Done():
			return
		case <-time.After(time.Second):
		}
	}
}
