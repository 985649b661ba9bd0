// Package notify shows messages beside the work of a person, with buttons, and
// takes them away again.
//
// It must not hold words or policy: it gets finished strings, and escapes them
// for the service that shows them. It must not start a bus or a service.
package notify

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"
	"unicode"
)

// ErrNoNotifications says that no notification service took a notification:
// there is none, it did not answer in time, or the person has switched
// Halfday's notifications off. The caller shows a dialog instead.
var ErrNoNotifications = errors.New("no notification service")

// notifyLimit is how long a notification service may take to answer.
const notifyLimit = 3 * time.Second

// Notification is a message beside the work of a person. Its texts are plain:
// whatever a system's notification service would read into them is escaped.
type Notification struct {
	// Key names the notification: showing another one with the same key
	// replaces it, and a press reports it.
	Key   string
	Title string
	Body  string
	// Buttons, in order. A click on the notification itself counts as the
	// first, where the service reports such a click (xfce4-notifyd does not).
	// Where the service knows no buttons they are left out.
	Buttons []Button
	// Urgent asks for a notification that stays until it is answered.
	Urgent bool
}

// Button is a button of a notification.
type Button struct {
	Key   string // reported when it is pressed; never shown
	Label string
}

// Press is a press on a button of a notification.
type Press struct {
	Key    string // of the notification
	Button string // its key
	Token  string // what a window that it opens comes to the front with (XDG_ACTIVATION_TOKEN); "" for none
}

// Identity is what a notification says about its sender.
type Identity struct {
	Name string // "Halfday"
	ID   string // name of the desktop entry, or the AppUserModelID of Windows
	Icon string // for Windows: absolute path of an image file; "" for none
	PNG  []byte // for Linux: the icon itself
}

// Notifier shows notifications and reports what is pressed on them. Its
// methods may be called from any goroutine; one goroutine of its own does the
// work, in the order of the calls.
type Notifier struct {
	limit      time.Duration // notifyLimit, but in tests
	jobs       chan func(*notifyBackend)
	untilClose context.Context // ends with Close
	end        context.CancelFunc
	gone       chan struct{} // closed when the goroutine has ended
}

// NewNotifier returns a Notifier that connects to nothing before the first
// Show, but on macOS, where it has to be made before the tray runs: there presses
// on what a former process has left count as well. It calls pressed on a goroutine of its own for each press; pressed
// may call the Notifier. Close ends it.
func NewNotifier(app Identity, pressed func(Press)) *Notifier {
	n := &Notifier{
		limit: notifyLimit,
		jobs:  make(chan func(*notifyBackend), 64),
		gone:  make(chan struct{}),
	}
	n.untilClose, n.end = context.WithCancel(context.Background())
	go n.run(newNotifyBackend(n.untilClose, app, n.post, func(p Press) { go pressed(p) }))
	return n
}

// run owns the backend: nothing else touches it.
func (n *Notifier) run(b *notifyBackend) {
	defer close(n.gone)
	defer b.close()
	for {
		select {
		case job := <-n.jobs:
			job(b)
		case <-n.untilClose.Done():
			return
		}
	}
}

// post queues a job for the goroutine, or drops it once that has ended.
func (n *Notifier) post(job func(*notifyBackend)) {
	select {
	case n.jobs <- job:
	case <-n.untilClose.Done():
	}
}

// Show shows a notification. It returns nil when a service took it, an error
// that is ErrNoNotifications when none did within 3 s, and ctx's error when
// ctx ended first. What a service shows after all is taken away again; Windows
// keeps it while other notifications of ours are there.
func (n *Notifier) Show(ctx context.Context, note Notification) error {
	limited, cancel := context.WithTimeout(ctx, n.limit)
	defer cancel()
	defer context.AfterFunc(n.untilClose, cancel)() // Close waits for nobody's answer
	note.Title, note.Body = notifyText(note.Title), notifyText(note.Body)
	buttons := make([]Button, len(note.Buttons))
	for i, b := range note.Buttons {
		buttons[i] = Button{b.Key, notifyText(b.Label)}
	}
	note.Buttons = buttons

	// A caller who waits no longer shows a dialog instead: a notification that
	// comes in that instant must not stand beside it. So the result goes from hand
	// to hand, or the notification goes.
	result := make(chan error)
	n.post(func(b *notifyBackend) {
		err := limited.Err()
		if err == nil {
			err = b.show(limited, note)
		}
		select {
		case result <- err:
		case <-limited.Done():
			if err == nil {
				b.withdraw(note.Key)
			}
		}
	})
	var err error
	select {
	case err = <-result:
	case <-limited.Done():
		err = limited.Err()
	case <-n.gone:
		err = errors.New("notifier is closed")
	}
	switch {
	case err == nil:
		return nil
	case ctx.Err() != nil:
		return fmt.Errorf("showing a notification: %w", ctx.Err())
	}
	return fmt.Errorf("showing a notification: %w: %w", ErrNoNotifications, err)
}

// Unasked tells whether the person has still to be asked for the permission to
// notify, which only macOS wants. Show never asks, and fails until they were.
func (n *Notifier) Unasked(ctx context.Context) bool {
	ctx, cancel := context.WithTimeout(ctx, n.limit)
	defer cancel()
	defer context.AfterFunc(n.untilClose, cancel)()
	unasked := make(chan bool, 1)
	n.post(func(b *notifyBackend) { unasked <- b.unasked(ctx) })
	select {
	case u := <-unasked:
		return u
	case <-ctx.Done():
	case <-n.gone:
	}
	return false
}

// AskLeave lets the system ask for the permission to notify. It does not wait
// for the answer. The person should know before why they are asked.
func (n *Notifier) AskLeave() {
	n.post(func(b *notifyBackend) { b.askLeave() })
}

// Withdraw takes the notification off the screen. It does not wait for that,
// and does nothing where no notification with the key is shown.
func (n *Notifier) Withdraw(key string) {
	n.post(func(b *notifyBackend) { b.withdraw(key) })
}

// Close withdraws what is still shown with buttons, since they would lead
// nowhere, and ends the Notifier. It returns within 1 s. A pressed that has
// begun goes on. A notification without buttons stays until it has been read;
// GNOME takes it away all the same where the Identity has an ID.
func (n *Notifier) Close() {
	n.end()
	<-n.gone
}

// notifyRunes is more than any notification service shows.
const notifyRunes = 1000

// notifyText makes a text safe to hand to any notification service: valid
// UTF-8 (a D-Bus daemon ends the connection of whoever sends other), without
// control characters but newline, without marks that turn the reading
// direction, and of limited length.
func notifyText(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case r == '\n':
			return r
		case r == '\t' || r == '\u2028' || r == '\u2029':
			return ' '
		case unicode.IsControl(r), unicode.Is(unicode.Bidi_Control, r), unicode.Is(unicode.Noncharacter_Code_Point, r):
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, "\uFFFD"))
	if runes := []rune(s); len(runes) > notifyRunes {
		return string(runes[:notifyRunes]) + "…"
	}
	return s
}

// markupEscaper escapes for services that read markup in the body.
var markupEscaper = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;")

// osascriptNotification is the script, for the standard input of osascript,
// and the arguments after the program's name, that show a plain notification.
// The texts are arguments: nothing in them can become script. The dash that
// stands for the standard input also keeps a text that begins with one from
// being read as an option.
func osascriptNotification(note Notification) (script string, args []string) {
	return "on run argv\n\tdisplay notification (item 2 of argv) with title (item 1 of argv)\nend run\n",
		[]string{"-", note.Title, note.Body}
}
