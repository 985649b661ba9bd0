package dialogs

import (
	"bytes"
	"context"
	"errors"
	"image"
	"image/color"
	"image/png"
	"maps"
	"os"
	"os/exec"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/godbus/dbus/v5"
)

// notifyBus starts a private bus and makes it the session bus of this
// process; end ends it.
func notifyBus(t *testing.T) (end func()) {
	t.Helper()
	daemon, err := exec.LookPath("dbus-daemon")
	if err != nil {
		if os.Getenv("HALFDAY_TEST_DESKTOP") == "1" {
			t.Fatal(err)
		}
		t.Skip("dbus-daemon is not installed")
	}
	return startNotifyBus(t, daemon, t.TempDir()+"/bus")
}

func startNotifyBus(t *testing.T, daemon, socket string) (end func()) {
	t.Helper()
	read, write, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer read.Close()
	os.Remove(socket)
	cmd := exec.Command(daemon, "--session", "--nofork", "--nopidfile", "--address=unix:path="+socket, "--print-address=3")
	cmd.ExtraFiles = []*os.File{write}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	write.Close()
	end = sync.OnceFunc(func() {
		cmd.Process.Kill()
		cmd.Wait()
	})
	t.Cleanup(end)
	if _, err := read.Read(make([]byte, 1000)); err != nil {
		t.Fatal(err)
	}
	t.Setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path="+socket)
	return end
}

// notified is a call of Notify.
type notified struct {
	Name          string
	Replaces      uint32
	Icon          string
	Summary, Body string
	Actions       []string
	Hints         map[string]dbus.Variant
	Expire        int32
	ID            uint32 // what was answered
	Sender        dbus.Sender
}

// notifyService plays org.freedesktop.Notifications.
type notifyService struct {
	t            *testing.T
	conn         *dbus.Conn
	capabilities []string
	hang         chan struct{} // GetCapabilities waits for its end; nil: it does not
	notified     chan notified
	closed       chan uint32

	mu   sync.Mutex
	last uint32
}

// The methods that D-Bus calls.
func (s *notifyService) GetCapabilities() ([]string, *dbus.Error) {
	if s.hang != nil {
		<-s.hang
	}
	return s.capabilities, nil
}

func (s *notifyService) Notify(sender dbus.Sender, name string, replaces uint32, icon, summary, body string, actions []string, hints map[string]dbus.Variant, expire int32) (uint32, *dbus.Error) {
	s.mu.Lock()
	id := replaces
	if id == 0 {
		s.last++
		id = s.last
	}
	s.mu.Unlock()
	s.notified <- notified{name, replaces, icon, summary, body, actions, hints, expire, id, sender}
	return id, nil
}

func (s *notifyService) CloseNotification(id uint32) *dbus.Error {
	s.closed <- id
	return nil
}

func serveNotify(t *testing.T, capabilities ...string) *notifyService {
	t.Helper()
	s := newNotifyService(t, capabilities...)
	s.start()
	return s
}

func newNotifyService(t *testing.T, capabilities ...string) *notifyService {
	return &notifyService{t: t, capabilities: capabilities, notified: make(chan notified, 100), closed: make(chan uint32, 100)}
}

// forget begins to count anew.
func (s *notifyService) forget() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.last = 0
}

func (s *notifyService) start() {
	s.t.Helper()
	conn, err := dialSessionBus(notifyTime(s.t))
	if err != nil {
		s.t.Fatal(err)
	}
	s.t.Cleanup(func() { conn.Close() })
	if err := conn.Export(s, notifyPath, notifyName); err != nil {
		s.t.Fatal(err)
	}
	if reply, err := conn.RequestName(notifyName, dbus.NameFlagDoNotQueue); err != nil || reply != dbus.RequestNameReplyPrimaryOwner {
		s.t.Fatal(reply, err)
	}
	s.conn = conn
}

// restart is another process under the same name: it begins to count anew.
func (s *notifyService) restart() {
	s.t.Helper()
	s.conn.Close()
	s.forget()
	for {
		conn, err := dialSessionBus(notifyTime(s.t))
		if err != nil {
			s.t.Fatal(err)
		}
		var owned bool
		err = conn.BusObject().Call("org.freedesktop.DBus.NameHasOwner", 0, notifyName).Store(&owned)
		conn.Close()
		if err != nil {
			s.t.Fatal(err)
		}
		if !owned {
			break
		}
	}
	s.start()
}

func (s *notifyService) emit(member string, args ...any) {
	s.t.Helper()
	if err := s.conn.Emit(notifyPath, notifyName+"."+member, args...); err != nil {
		s.t.Fatal(err)
	}
}

// gone waits until a connection has left the bus.
func (s *notifyService) gone(sender dbus.Sender) {
	s.t.Helper()
	for end := time.Now().Add(20 * time.Second); ; time.Sleep(time.Millisecond) {
		var owned bool
		if err := s.conn.BusObject().Call("org.freedesktop.DBus.NameHasOwner", 0, string(sender)).Store(&owned); err != nil {
			s.t.Fatal(err)
		}
		if !owned {
			return
		}
		if time.Now().After(end) {
			s.t.Fatal("the connection stays open")
		}
	}
}

// there fails when a connection has left the bus.
func (s *notifyService) there(sender dbus.Sender) {
	s.t.Helper()
	var owned bool
	if err := s.conn.BusObject().Call("org.freedesktop.DBus.NameHasOwner", 0, string(sender)).Store(&owned); err != nil || !owned {
		s.t.Fatalf("the connection is closed (%v)", err)
	}
}

func notifyTime(t *testing.T) context.Context {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
	t.Cleanup(cancel)
	return ctx
}

func next[T any](t *testing.T, c <-chan T) T {
	t.Helper()
	select {
	case v := <-c:
		return v
	case <-time.After(20 * time.Second):
		t.Fatal("nothing came within 20 s")
		panic("unreachable")
	}
}

// notifier returns a Notifier and what is pressed, as "key button".
func notifier(t *testing.T, app Identity) (*Notifier, <-chan string) {
	t.Helper()
	pressed := make(chan string, 100)
	n := NewNotifier(app, func(key, button string) { pressed <- key + " " + button })
	t.Cleanup(n.Close)
	return n, pressed
}

func show(t *testing.T, n *Notifier, note Notification) {
	t.Helper()
	if err := n.Show(t.Context(), note); err != nil {
		t.Fatal(err)
	}
}

var reminder = Notification{Key: "prod", Title: "prod_admin ends soon", Body: "R&D <b>", Urgent: true,
	Buttons: []Button{{"again", "Sign in again"}, {"later", "Later"}}}

func TestNotifyCapabilities(t *testing.T) {
	notifyBus(t)
	for _, tt := range []struct {
		name          string
		capabilities  []string
		urgent        bool
		summary, body string
		actions       []string
		expire        int32
		urgency       byte
	}{
		{"all", []string{"body", "body-markup", "actions", "persistence"}, true, reminder.Title, "R&amp;D &lt;b&gt;",
			[]string{"default", "", "again", "Sign in again", "later", "Later"}, 0, 2},
		{"no markup", []string{"body", "actions"}, false, reminder.Title, "R&D <b>",
			[]string{"default", "", "again", "Sign in again", "later", "Later"}, -1, 1},
		{"no actions", []string{"body"}, true, reminder.Title, "R&D <b>", []string{}, 0, 2},
		{"no body", nil, true, reminder.Title + ": R&D <b>", "", []string{}, 0, 2},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := serveNotify(t, tt.capabilities...)
			n, _ := notifier(t, Identity{Name: "Halfday", ID: "halfday", Icon: "/usr/share/half day.png"})
			note := reminder
			note.Urgent = tt.urgent
			show(t, n, note)
			got := next(t, s.notified)
			if got.Name != "Halfday" || got.Replaces != 0 || got.Icon != "file:///usr/share/half%20day.png" {
				t.Errorf("got %+v", got)
			}
			if got.Summary != tt.summary || got.Body != tt.body || !slices.Equal(got.Actions, tt.actions) || got.Expire != tt.expire {
				t.Errorf("got %+v", got)
			}
			if want := map[string]dbus.Variant{"urgency": dbus.MakeVariant(tt.urgency), "desktop-entry": dbus.MakeVariant("halfday")}; !maps.EqualFunc(got.Hints, want, func(a, b dbus.Variant) bool { return a.String() == b.String() }) {
				t.Errorf("hints %v, want %v", got.Hints, want)
			}
			s.conn.Close()
		})
	}
}

func TestNotifyPress(t *testing.T) {
	notifyBus(t)
	s := serveNotify(t, "body", "actions")
	n, pressed := notifier(t, Identity{Name: "Halfday"})
	for action, want := range map[string]string{"default": "prod again", "again": "prod again", "later": "prod later"} {
		show(t, n, reminder)
		sent := next(t, s.notified)
		// What is none of ours, or malformed, is passed over.
		s.emit("ActionInvoked", sent.ID+100, action)
		s.emit("ActionInvoked", sent.ID, "unknown")
		s.emit("ActionInvoked", sent.ID)
		s.emit("ActionInvoked", "x", 1)
		s.emit("NotificationClosed", sent.ID+100, uint32(1))
		s.emit("NotificationClosed")
		s.emit("ActionInvoked", sent.ID, action)
		if got := next(t, pressed); got != want {
			t.Errorf("%s: got %q, want %q", action, got, want)
		}
		if got := next(t, s.closed); got != sent.ID {
			t.Errorf("closed %d, want %d", got, sent.ID)
		}
		s.emit("NotificationClosed", sent.ID, uint32(2))
		s.gone(sent.Sender)
	}
	if len(pressed) != 0 {
		t.Errorf("pressed once more: %q", <-pressed)
	}
}

// Only the service itself can report a press.
func TestNotifyStranger(t *testing.T) {
	notifyBus(t)
	s := serveNotify(t, "body", "actions")
	n, pressed := notifier(t, Identity{Name: "Halfday"})
	show(t, n, reminder)
	sent := next(t, s.notified)
	stranger, err := dialSessionBus(notifyTime(t))
	if err != nil {
		t.Fatal(err)
	}
	defer stranger.Close()
	signal := &dbus.Message{Type: dbus.TypeSignal, Headers: map[dbus.HeaderField]dbus.Variant{
		dbus.FieldDestination: dbus.MakeVariant(string(sent.Sender)),
		dbus.FieldPath:        dbus.MakeVariant(notifyPath),
		dbus.FieldInterface:   dbus.MakeVariant(notifyName),
		dbus.FieldMember:      dbus.MakeVariant("ActionInvoked"),
		dbus.FieldSignature:   dbus.MakeVariant(dbus.SignatureOf(sent.ID, "later")),
	}, Body: []any{sent.ID, "later"}}
	if call := stranger.Send(signal, nil); call.Err != nil {
		t.Fatal(call.Err)
	}
	// The bus has taken the signal before it answers.
	if err := stranger.BusObject().Call("org.freedesktop.DBus.GetId", 0).Err; err != nil {
		t.Fatal(err)
	}
	s.emit("ActionInvoked", sent.ID, "again")
	if got := next(t, pressed); got != "prod again" {
		t.Errorf("got %q", got)
	}
}

func TestNotifyReplaceAndWithdraw(t *testing.T) {
	notifyBus(t)
	s := serveNotify(t, "body", "actions")
	n, pressed := notifier(t, Identity{Name: "Halfday"})
	show(t, n, reminder)
	first := next(t, s.notified)
	show(t, n, reminder)
	second := next(t, s.notified)
	if second.Replaces != first.ID || second.ID != first.ID || second.Sender != first.Sender {
		t.Errorf("got %+v after %+v", second, first)
	}
	other := reminder
	other.Key = "dev"
	show(t, n, other)
	third := next(t, s.notified)
	if third.Replaces != 0 {
		t.Errorf("another key replaced %d", third.Replaces)
	}
	n.Withdraw("unknown")
	n.Withdraw("prod")
	n.Withdraw("prod")
	if got := next(t, s.closed); got != first.ID {
		t.Errorf("closed %d, want %d", got, first.ID)
	}
	s.there(third.Sender)
	s.emit("ActionInvoked", third.ID, "later")
	if got := next(t, pressed); got != "dev later" {
		t.Errorf("got %q", got)
	}
	next(t, s.closed)
	s.gone(third.Sender)
}

// The connection lives while something is shown.
func TestNotifyDismissed(t *testing.T) {
	notifyBus(t)
	s := serveNotify(t, "body", "actions")
	n, _ := notifier(t, Identity{Name: "Halfday"})
	show(t, n, reminder)
	sent := next(t, s.notified)
	s.there(sent.Sender)
	s.emit("NotificationClosed", sent.ID, uint32(2))
	s.gone(sent.Sender)
	show(t, n, reminder)
	if got := next(t, s.notified); got.Replaces != 0 {
		t.Errorf("replaced %d, which is gone", got.Replaces)
	}
}

func TestNotifyServiceRestart(t *testing.T) {
	notifyBus(t)
	s := serveNotify(t, "body", "actions")
	n, pressed := notifier(t, Identity{Name: "Halfday"})
	other := reminder
	other.Key = "dev"
	show(t, n, other)
	show(t, n, reminder)
	next(t, s.notified)
	before := next(t, s.notified)
	s.restart()
	show(t, n, reminder)
	after := next(t, s.notified)
	if after.Replaces != 0 {
		t.Errorf("replaced %d of the service before", after.Replaces)
	}
	if after.ID != 1 || before.ID != 2 {
		t.Fatalf("ids %d, %d", before.ID, after.ID)
	}
	// 1 was dev's at the service before.
	s.emit("ActionInvoked", after.ID, "again")
	if got := next(t, pressed); got != "prod again" {
		t.Errorf("got %q", got)
	}
}

func TestNotifyBusRestart(t *testing.T) {
	end := notifyBus(t)
	s := serveNotify(t, "body", "actions")
	n, pressed := notifier(t, Identity{Name: "Halfday"})
	show(t, n, reminder)
	next(t, s.notified)
	end()
	if err := n.Show(t.Context(), reminder); !errors.Is(err, ErrNoNotifications) {
		t.Errorf("without a bus: %v", err)
	}
	daemon, err := exec.LookPath("dbus-daemon")
	if err != nil {
		t.Fatal(err)
	}
	startNotifyBus(t, daemon, t.TempDir()+"/bus")
	s.forget()
	s.start()
	show(t, n, reminder)
	sent := next(t, s.notified)
	s.emit("ActionInvoked", sent.ID, "later")
	if got := next(t, pressed); got != "prod later" {
		t.Errorf("got %q", got)
	}
}

// A new bus at the old address, in the midst of a connection, costs nothing.
func TestNotifyBusReplaced(t *testing.T) {
	end := notifyBus(t)
	s := serveNotify(t, "body", "actions")
	n, _ := notifier(t, Identity{Name: "Halfday"})
	show(t, n, reminder)
	next(t, s.notified)
	end()
	daemon, err := exec.LookPath("dbus-daemon")
	if err != nil {
		t.Fatal(err)
	}
	startNotifyBus(t, daemon, strings.TrimPrefix(os.Getenv("DBUS_SESSION_BUS_ADDRESS"), "unix:path="))
	s.start()
	show(t, n, reminder)
	if got := next(t, s.notified); got.Replaces != 0 {
		t.Errorf("replaced %d", got.Replaces)
	}
}

func TestNotifyNoService(t *testing.T) {
	notifyBus(t)
	n, _ := notifier(t, Identity{Name: "Halfday"})
	began := time.Now()
	err := n.Show(t.Context(), reminder)
	if !errors.Is(err, ErrNoNotifications) {
		t.Errorf("got %v", err)
	}
	if took := time.Since(began); took >= notifyLimit {
		t.Errorf("took %v though the bus knows at once", took)
	}
	n.Withdraw("prod")

	t.Setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent")
	if err := n.Show(t.Context(), reminder); !errors.Is(err, ErrNoNotifications) {
		t.Errorf("without a bus: %v", err)
	}
}

// A service that hangs costs the limit, and what it would show then does not
// come late.
func TestNotifyHangs(t *testing.T) {
	notifyBus(t)
	s := newNotifyService(t, "body", "actions")
	s.hang = make(chan struct{})
	s.start()
	n, _ := notifier(t, Identity{Name: "Halfday"})
	if n.limit != 3*time.Second {
		t.Errorf("the limit is %v", n.limit)
	}
	n.limit = 300 * time.Millisecond

	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Millisecond)
	defer cancel()
	if err := n.Show(ctx, reminder); !errors.Is(err, context.DeadlineExceeded) || errors.Is(err, ErrNoNotifications) {
		t.Errorf("got %v, want the caller's own limit", err)
	}
	began := time.Now()
	if err := n.Show(t.Context(), reminder); !errors.Is(err, ErrNoNotifications) {
		t.Errorf("got %v", err)
	}
	if took := time.Since(began); took < n.limit || took > n.limit+10*time.Second {
		t.Errorf("took %v, want %v", took, n.limit)
	}
	close(s.hang)
	n.limit = 20 * time.Second
	other := reminder
	other.Title = "the next one"
	show(t, n, other)
	if got := next(t, s.notified); got.Summary != "the next one" {
		t.Errorf("%q came late", got.Summary)
	}
}

func TestNotifyClose(t *testing.T) {
	notifyBus(t)
	s := serveNotify(t, "body", "actions")
	n, _ := notifier(t, Identity{Name: "Halfday"})
	show(t, n, Notification{Key: "error", Title: "stays to be read"})
	next(t, s.notified)
	show(t, n, reminder)
	sent := next(t, s.notified)
	n.Close()
	n.Close()
	if got := next(t, s.closed); got != sent.ID {
		t.Errorf("closed %d, want %d", got, sent.ID)
	}
	s.gone(sent.Sender)
	if len(s.closed) > 0 {
		t.Errorf("closed %d too, which has no buttons", <-s.closed)
	}
	n.Withdraw("prod")
	if err := n.Show(t.Context(), reminder); !errors.Is(err, ErrNoNotifications) {
		t.Errorf("got %v", err)
	}
}

// A press may show and withdraw.
func TestNotifyFromPress(t *testing.T) {
	notifyBus(t)
	s := serveNotify(t, "body", "actions")
	var n *Notifier
	shown := make(chan error, 1)
	n = NewNotifier(Identity{Name: "Halfday"}, func(key, _ string) {
		n.Withdraw(key)
		shown <- n.Show(context.Background(), Notification{Key: "second", Title: "second"})
	})
	defer n.Close()
	show(t, n, reminder)
	s.emit("ActionInvoked", next(t, s.notified).ID, "again")
	if err := next(t, shown); err != nil {
		t.Error(err)
	}
	if got := next(t, s.notified); got.Summary != "second" {
		t.Errorf("got %+v", got)
	}
}

func TestNotifyHostileText(t *testing.T) {
	notifyBus(t)
	s := serveNotify(t, "body", "body-markup", "actions")
	n, _ := notifier(t, Identity{Name: "Halfday"})
	for _, hard := range hardNotifyTexts {
		show(t, n, Notification{Key: "k", Title: hard, Body: hard, Buttons: []Button{{"b", hard}}})
		got := next(t, s.notified)
		if want := notifyText(hard); got.Summary != want || got.Body != escapeMarkup(want) || got.Actions[3] != want {
			t.Errorf("got %q, %q, %q, want %q", got.Summary, got.Body, got.Actions, want)
		}
	}
}

func TestNotifyImage(t *testing.T) {
	notifyBus(t)
	s := serveNotify(t, "body")
	icon := image.NewNRGBA(image.Rect(0, 0, 2, 1))
	icon.SetNRGBA(0, 0, color.NRGBA{R: 200, G: 100, B: 50, A: 128})
	var data bytes.Buffer
	if err := png.Encode(&data, icon); err != nil {
		t.Fatal(err)
	}
	n, _ := notifier(t, Identity{Name: "Halfday", PNG: data.Bytes()})
	for range 2 {
		show(t, n, Notification{Key: "k", Title: "t"})
		got := next(t, s.notified)
		var pixels imageData
		if err := got.Hints["image-data"].Store(&pixels); err != nil {
			t.Fatal(err)
		}
		if pixels.Width != 2 || pixels.Height != 1 || pixels.Stride != 8 || !bytes.Equal(pixels.Pixels, icon.Pix) {
			t.Errorf("got %+v", pixels)
		}
	}
	broken, _ := notifier(t, Identity{Name: "Halfday", PNG: []byte("no image")})
	show(t, broken, Notification{Key: "k", Title: "t"})
	if got := next(t, s.notified); len(got.Hints) != 1 {
		t.Errorf("got %v", got.Hints)
	}
}
