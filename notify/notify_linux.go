package notify

import (
	"context"
	"errors"
	"maps"
	"slices"
	"time"

	"halfday/internal/bus"

	"github.com/godbus/dbus/v5"
)

const (
	notifyName  = "org.freedesktop.Notifications"
	notifyPath  = dbus.ObjectPath("/org/freedesktop/Notifications")
	closeLimit  = time.Second // for CloseNotification, whose answer is of no use
	lateLimit   = time.Minute // for a notification that came too late, to be taken off the screen
	actionClick = "default"   // a click on the notification itself
)

// notifyBackend speaks to org.freedesktop.Notifications. It has a connection
// only while something is shown: GNOME takes a notification away when its
// sender leaves the bus, and a connection without need costs memory.
//
// The connection is its own.
type notifyBackend struct {
	app   Identity
	image *imageData
	post  func(func(*notifyBackend))
	press func(Press)

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

func newNotifyBackend(app Identity, post func(func(*notifyBackend)), press func(Press)) *notifyBackend {
	return &notifyBackend{app: app, post: post, press: press, shown: map[string]bubble{}, lost: map[string]Notification{}}
}

func (b *notifyBackend) show(ctx context.Context, note Notification) error {
	err := b.tryShow(ctx, note)
	if err != nil && b.conn != nil && !b.conn.Connected() {
		// The bus went away since the last notification; there may be
		// another by now.
		b.drop()
		err = b.tryShow(ctx, note)
	}
	b.rest()
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
				ctx, cancel := context.WithTimeout(context.Background(), closeLimit)
				defer cancel()
				b.closeID(ctx, id)
			}
			b.rest()
		})
	}()
}

// bubbleText is a notification as a service with certain capabilities wants it.
type bubbleText struct {
	summary, body string
	actions       []string          // action, label, action, label, …
	buttons       map[string]string // action → key of the button
	urgency       byte
	expire        int32 // ms; 0 never, -1 as the service likes
}

func bubbleFor(note Notification, capabilities []string) bubbleText {
	can := func(capability string) bool { return slices.Contains(capabilities, capability) }
	m := bubbleText{summary: note.Title, body: note.Body, actions: []string{}, buttons: map[string]string{}, urgency: 1, expire: -1}
	if note.Urgent {
		m.urgency, m.expire = 2, 0
	}
	switch {
	case !can("body"):
		if note.Body != "" {
			m.summary, m.body = note.Title+": "+note.Body, ""
		}
	case can("body-markup"):
		m.body = escapeMarkup(note.Body)
	}
	if !can("actions") {
		return m
	}
	for i, button := range note.Buttons {
		if i == 0 {
			// Without a label: xfce4-notifyd shows a labelled one as a
			// button more.
			m.actions = append(m.actions, actionClick, "")
			m.buttons[actionClick] = button.Key
		}
		m.actions = append(m.actions, button.Key, button.Label)
		m.buttons[button.Key] = button.Key
	}
	return m
}

// withdraw closes the notification with the key.
func (b *notifyBackend) withdraw(key string) {
	delete(b.lost, key)
	shown, ok := b.shown[key]
	if !ok {
		return
	}
	ctx, cancel := context.WithTimeout(context.Background(), closeLimit)
	defer cancel()
	b.take(ctx, key, shown.id)
	b.rest()
}

func (b *notifyBackend) take(ctx context.Context, key string, id uint32) {
	delete(b.shown, key)
	if b.conn != nil {
		b.closeID(ctx, id)
	}
}

// closeID makes the service close a notification. An error means that it is
// gone already.
func (b *notifyBackend) closeID(ctx context.Context, id uint32) {
	_ = b.conn.Object(notifyName, notifyPath).CallWithContext(ctx, notifyName+".CloseNotification", dbus.FlagNoAutoStart, id).Err
}

func (b *notifyBackend) close() {
	ctx, cancel := context.WithTimeout(context.Background(), closeLimit)
	defer cancel()
	for key, shown := range b.shown {
		if len(shown.actions) > 0 {
			b.take(ctx, key, shown.id)
		}
	}
	b.drop()
}

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

// Nobody needs a permission here.
func (b *notifyBackend) unasked(context.Context) bool { return false }

func (b *notifyBackend) askLeave() {}
