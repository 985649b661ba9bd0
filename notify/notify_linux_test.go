package notify

import (
	"bytes"
	"context"
	"image"
	"image/color"
	"image/png"
	"maps"
	"slices"
	"strings"
	"testing"

	"halfday/internal/bus"

	"github.com/godbus/dbus/v5"
)

// notifier returns a Notifier and what is pressed, as "key button".
func notifier(t *testing.T, app Identity) (*Notifier, <-chan string) {
	t.Helper()
	pressed := make(chan string, 100)
	n := NewNotifier(app, func(p Press) { pressed <- strings.TrimSpace(p.Key + " " + p.Button + " " + p.Token) })
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
		{"Xfce", []string{"body", "actions", "x-canonical-private-icon-only"}, false, reminder.Title, "R&D <b>",
			[]string{"default", "Sign in again", "later", "Later"}, -1, 1},
		{"no actions", []string{"body"}, true, reminder.Title, "R&D <b>", []string{}, 0, 2},
		{"no body", nil, true, reminder.Title + ": R&D <b>", "", []string{}, 0, 2},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := serveNotify(t, tt.capabilities...)
			n, _ := notifier(t, Identity{Name: "Halfday", ID: "halfday"})
			note := reminder
			note.Urgent = tt.urgent
			show(t, n, note)
			got := await(t, s.notified)
			if got.Name != "Halfday" || got.Replaces != 0 || got.Icon != "" {
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
		sent := await(t, s.notified)
		// What is none of ours, or malformed, is passed over.
		s.emit("ActionInvoked", sent.ID+100, action)
		s.emit("ActionInvoked", sent.ID, "unknown")
		s.emit("ActionInvoked", sent.ID)
		s.emit("ActionInvoked", "x", 1)
		s.emit("NotificationClosed", sent.ID+100, uint32(1))
		s.emit("NotificationClosed")
		s.emit("ActionInvoked", sent.ID, action)
		if got := await(t, pressed); got != want {
			t.Errorf("%s: got %q, want %q", action, got, want)
		}
		if got := await(t, s.closed); got != sent.ID {
			t.Errorf("closed %d, want %d", got, sent.ID)
		}
		s.emit("NotificationClosed", sent.ID, uint32(2))
		s.gone(sent.Sender)
	}
	if len(pressed) != 0 {
		t.Errorf("pressed once more: %q", <-pressed)
	}
}

// What a window comes to the front with goes with the press that it came before.
func TestNotifyActivationToken(t *testing.T) {
	notifyBus(t)
	s := serveNotify(t, "body", "actions")
	n, pressed := notifier(t, Identity{Name: "Halfday"})
	for _, want := range []string{"prod again token-1", "prod again"} {
		show(t, n, reminder)
		sent := await(t, s.notified)
		if want != "prod again" {
			s.emit("ActivationToken", sent.ID+100, "of another one")
			s.emit("ActivationToken", sent.ID)
			s.emit("ActivationToken", sent.ID, "token-1")
		}
		s.emit("ActionInvoked", sent.ID, "again")
		if got := await(t, pressed); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
		s.emit("NotificationClosed", sent.ID, uint32(2))
		s.gone(sent.Sender)
	}
}

// Only the service itself can report a press.
func TestNotifyStranger(t *testing.T) {
	notifyBus(t)
	s := serveNotify(t, "body", "actions")
	n, pressed := notifier(t, Identity{Name: "Halfday"})
	show(t, n, reminder)
	sent := await(t, s.notified)
	stranger, err := bus.Session(notifyTime(t))
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
	if got := await(t, pressed); got != "prod again" {
		t.Errorf("got %q", got)
	}
}

// A press may show and withdraw.
func TestNotifyFromPress(t *testing.T) {
	notifyBus(t)
	s := serveNotify(t, "body", "actions")
	var n *Notifier
	shown := make(chan error, 1)
	n = NewNotifier(Identity{Name: "Halfday"}, func(p Press) {
		n.Withdraw(p.Key)
		shown <- n.Show(context.Background(), Notification{Key: "second", Title: "second"})
	})
	defer n.Close()
	show(t, n, reminder)
	s.emit("ActionInvoked", await(t, s.notified).ID, "again")
	if err := await(t, shown); err != nil {
		t.Error(err)
	}
	if got := await(t, s.notified); got.Summary != "second" {
		t.Errorf("got %+v", got)
	}
}

func TestNotifyHostileText(t *testing.T) {
	notifyBus(t)
	s := serveNotify(t, "body", "body-markup", "actions")
	n, _ := notifier(t, Identity{Name: "Halfday"})
	for _, hard := range hardNotifyTexts {
		show(t, n, Notification{Key: "k", Title: hard, Body: hard, Buttons: []Button{{"b", hard}}})
		got := await(t, s.notified)
		if want := notifyText(hard); got.Summary != want || got.Body != markupEscaper.Replace(want) || got.Actions[3] != want {
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
		got := await(t, s.notified)
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
	if got := await(t, s.notified); len(got.Hints) != 1 {
		t.Errorf("got %v", got.Hints)
	}
}
