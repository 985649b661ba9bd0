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
	ctx, cancel := context.WithTimeout(b.untilClose, lateLimit)
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
	switch s.Sender {
	case "org.freedesktop.DBus":
		var name, from, to string
		if s.Name == "org.freedesktop.DBus.NameOwnerChanged" && dbus.Store(s.Body, &name, &from, &to) == nil && name == notifyName {
			b.serve(to)
			if to != "" {
				b.showLost()
			}
		}
	case b.owner:
		b.told(s)
	}
	b.dropIdle()
}

// told takes a signal of the service.
func (b *notifyBackend) told(s *dbus.Signal) {
	var id, reason uint32
	var word string
	second := any(&word)
	if s.Name == notifyName+".NotificationClosed" {
		second = &reason
	}
	if dbus.Store(s.Body, &id, second) != nil {
		return
	}
	for key, shown := range b.shown {
		if shown.id != id {
			continue
		}
		switch s.Name {
		case notifyName + ".ActivationToken": // comes before the press that it is for
			shown.token = word
			b.shown[key] = shown
		case notifyName + ".ActionInvoked":
			if button, ok := shown.actions[word]; ok {
				b.press(Press{key, button, shown.token})
				b.withdraw(key)
			}
		case notifyName + ".NotificationClosed":
			delete(b.shown, key)
		}
		return
	}
}

// dropIdle gives the connection up when nothing is shown.
func (b *notifyBackend) dropIdle() {
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
