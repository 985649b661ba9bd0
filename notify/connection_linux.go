package notify

import (
	"context"
	"errors"
	"maps"
	"slices"

	"halfday/internal/bus"

	"github.com/godbus/dbus/v5"
)

// connect makes the connection where there is none that works.
func (b *notifyBackend) connect(ctx context.Context) error {
	if b.conn != nil && b.conn.Connected() {
		return nil
	}
	b.drop()
	conn, err := bus.Session(ctx)
	if err != nil {
		return err
	}
	err = errors.Join(
		conn.AddMatchSignalContext(ctx, dbus.WithMatchSender(notifyName), dbus.WithMatchInterface(notifyName), dbus.WithMatchObjectPath(notifyPath)),
		conn.AddMatchSignalContext(ctx, dbus.WithMatchSender("org.freedesktop.DBus"), dbus.WithMatchMember("NameOwnerChanged"), dbus.WithMatchArg(0, notifyName)))
	if err != nil {
		conn.Close()
		return err
	}
	signals := make(chan *dbus.Signal, 16)
	conn.Signal(signals)
	// Ends when the connection does: that closes the channel.
	go func() {
		for signal := range signals {
			b.post(func(b *notifyBackend) { b.signal(conn, signal) })
		}
		b.post(func(b *notifyBackend) {
			if b.conn == conn {
				b.drop()
			}
		})
	}()
	b.conn = conn
	return nil
}

// serve notes which service answers now: another one knows no earlier
// notification. What had buttons, and waited for a person, is kept for it.
func (b *notifyBackend) serve(owner string) {
	if owner == b.owner {
		return
	}
	for key, was := range b.shown {
		if len(was.actions) > 0 {
			b.lost[key] = was.note
		}
	}
	clear(b.shown)
	b.owner = owner
}

// showLost shows again what a service showed that has gone.
func (b *notifyBackend) showLost() {
	ctx, cancel := context.WithTimeout(context.Background(), lateLimit)
	defer cancel()
	for _, key := range slices.Sorted(maps.Keys(b.lost)) {
		// Where it fails it stays lost, and the next service is tried.
		_ = b.tryShow(ctx, b.lost[key])
	}
}

// signal takes a signal of the connection. Any program on the bus can send
// one to us, so the sender and every argument are looked at.
func (b *notifyBackend) signal(conn *dbus.Conn, s *dbus.Signal) {
	if conn != b.conn {
		return
	}
	switch {
	case s.Sender == "org.freedesktop.DBus" && s.Name == "org.freedesktop.DBus.NameOwnerChanged":
		var name, from, to string
		if dbus.Store(s.Body, &name, &from, &to) == nil && name == notifyName {
			b.serve(to)
			if to != "" {
				b.showLost()
			}
		}
	case s.Sender != b.owner:
	case s.Name == notifyName+".ActivationToken": // comes before the press that it is for
		var id uint32
		var token string
		if dbus.Store(s.Body, &id, &token) != nil {
			return
		}
		if key, ok := b.find(id); ok {
			shown := b.shown[key]
			shown.token = token
			b.shown[key] = shown
		}
	case s.Name == notifyName+".ActionInvoked":
		var id uint32
		var action string
		if dbus.Store(s.Body, &id, &action) != nil {
			return
		}
		key, ok := b.find(id)
		if !ok {
			return
		}
		button, ok := b.shown[key].actions[action]
		if !ok {
			return
		}
		b.press(Press{key, button, b.shown[key].token})
		b.withdraw(key)
	case s.Name == notifyName+".NotificationClosed":
		var id, reason uint32
		if dbus.Store(s.Body, &id, &reason) != nil {
			return
		}
		if key, ok := b.find(id); ok {
			delete(b.shown, key)
		}
	}
	b.rest()
}

func (b *notifyBackend) find(id uint32) (key string, ok bool) {
	for key, shown := range b.shown {
		if shown.id == id {
			return key, true
		}
	}
	return "", false
}

// rest gives the connection up when nothing is shown.
func (b *notifyBackend) rest() {
	if len(b.shown) == 0 && len(b.lost) == 0 && b.late == 0 {
		b.drop()
	}
}

func (b *notifyBackend) drop() {
	if b.conn != nil {
		b.conn.Close()
	}
	b.conn, b.owner, b.late = nil, "", 0
	clear(b.shown)
	clear(b.lost)
}
