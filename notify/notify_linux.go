package notify

import (
	"context"
	"time"

	"github.com/godbus/dbus/v5"
)

const (
	notifyName  = "org.freedesktop.Notifications"
	notifyPath  = dbus.ObjectPath("/org/freedesktop/Notifications")
	lateLimit   = time.Minute // for a notification that came too late, to be taken off the screen
	actionClick = "default"   // a click on the notification itself
)

// notifyBackend speaks to org.freedesktop.Notifications. It has a connection
// only while something is shown: GNOME takes a notification away when its
// sender leaves the bus, and a connection without need costs memory.
//
// The connection is its own.
type notifyBackend struct {
	app        Identity
	image      *imageData
	post       func(func(*notifyBackend))
	press      func(Press)
	untilClose context.Context // of the Notifier

	conn  *dbus.Conn
	owner string // unique name of the service that knows the ids in shown
	shown map[string]bubble
	lost  map[string]Notification // shown by a service that has gone: the next one shows them again
	late  int                     // notifications sent on conn whose ids nobody waits for any more
}

// bubble is a notification on the screen.
type bubble struct {
	id      uint32
	note    Notification
	actions map[string]string // action → key of the button
	token   string            // for the press that comes next
}

func newNotifyBackend(untilClose context.Context, app Identity, post func(func(*notifyBackend)), press func(Press)) *notifyBackend {
	return &notifyBackend{untilClose: untilClose, app: app, post: post, press: press, shown: map[string]bubble{}, lost: map[string]Notification{}}
}

func (b *notifyBackend) show(ctx context.Context, note Notification) error {
	err := b.tryShow(ctx, note)
	if err != nil && b.conn != nil && !b.conn.Connected() {
		// The bus went away since the last notification; there may be
		// another by now.
		b.drop()
		err = b.tryShow(ctx, note)
	}
	b.dropIdle()
	return err
}

func (b *notifyBackend) tryShow(ctx context.Context, note Notification) error {
	if err := b.connect(ctx); err != nil {
		return err
	}
	service := b.conn.Object(notifyName, notifyPath)
	// The first call of each notification may start the service.
	var capabilities []string
	if err := service.CallWithContext(ctx, notifyName+".GetCapabilities", 0).Store(&capabilities); err != nil {
		return err
	}
	var owner string
	if err := b.conn.BusObject().CallWithContext(ctx, "org.freedesktop.DBus.GetNameOwner", 0, notifyName).Store(&owner); err != nil {
		return err
	}
	b.serve(owner)

	m := bubbleFor(note, capabilities)
	hints := map[string]dbus.Variant{"urgency": dbus.MakeVariant(m.urgency)}
	if b.app.ID != "" {
		hints["desktop-entry"] = dbus.MakeVariant(b.app.ID)
	}
	if image := b.icon(); image != nil {
		hints["image-data"] = dbus.MakeVariant(*image)
	}
	call := service.Go(notifyName+".Notify", 0, make(chan *dbus.Call, 1), b.app.Name, b.shown[note.Key].id, "",
		m.summary, m.body, m.actions, hints, m.expire)
	select {
	case <-call.Done:
	case <-ctx.Done():
		b.takeLate(call)
		return ctx.Err()
	}
	var id uint32
	if err := call.Store(&id); err != nil {
		return err
	}
	delete(b.lost, note.Key)
	b.shown[note.Key] = bubble{id: id, note: note, actions: m.buttons}
	return nil
}

// takeLate takes a notification off the screen as soon as the service says
// that it shows: a dialog has taken its place, or another notification.
func (b *notifyBackend) takeLate(call *dbus.Call) {
	conn := b.conn
	b.late++
	go func() {
		var id uint32
		var err error
		select {
		case <-call.Done: // with the end of the connection, too
			err = call.Store(&id)
		case <-time.After(lateLimit):
			err = context.DeadlineExceeded
		}
		b.post(func(b *notifyBackend) {
			if b.conn != conn {
				return
			}
			b.late--
			if err == nil {
				b.closeID(id)
			}
			b.dropIdle()
		})
	}()
}

// withdraw closes the notification with the key.
func (b *notifyBackend) withdraw(key string) {
	delete(b.lost, key)
	if shown, ok := b.shown[key]; ok {
		delete(b.shown, key)
		b.closeID(shown.id)
		b.dropIdle()
	}
}

// closeID makes the service close a notification. Its answer is of no use: an
// error means that it is gone already.
func (b *notifyBackend) closeID(id uint32) {
	if b.conn != nil {
		b.conn.Object(notifyName, notifyPath).Go(notifyName+".CloseNotification", dbus.FlagNoAutoStart|dbus.FlagNoReplyExpected, nil, id)
	}
}

func (b *notifyBackend) close() {
	for _, shown := range b.shown {
		if len(shown.actions) > 0 {
			b.closeID(shown.id)
		}
	}
	b.drop()
}
