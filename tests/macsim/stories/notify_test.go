//go:build macsim

package stories

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	"halfday/notify"
	"halfday/tests/macsim/apple"
)

var reminder = notify.Notification{Key: "end-1", Title: "prod ends in 15 min", Body: "Sign in again?", Buttons: []notify.Button{{Key: "again", Label: "Sign in again"}, {Key: "later", Label: "Later"}}}

type press struct{ key, button string }

// notifier makes a Notifier; pressed gets what is pressed.
func notifier(t *testing.T) (n *notify.Notifier, pressed chan press) {
	t.Helper()
	pressed = make(chan press, 10)
	n = notify.NewNotifier(notify.Identity{Name: "Halfday"}, func(p notify.Press) { pressed <- press{p.Key, p.Button} })
	t.Cleanup(n.Close)
	return n, pressed
}

// script lets osascript be written down, and gives what it was told.
func script(t *testing.T) func() string {
	t.Helper()
	log := filepath.Join(t.TempDir(), "osascript")
	t.Setenv("OSASCRIPT_LOG", log)
	return func() string {
		text, _ := os.ReadFile(log)
		return string(text)
	}
}

func TestPermissionGiven(t *testing.T) {
	m := apple.New()
	m.Notes.Answer = apple.Allow
	n, pressed := notifier(t)
	if err := n.Show(t.Context(), reminder); !errors.Is(err, notify.ErrNoNotifications) || m.Notes.Asked != 0 {
		t.Errorf("a reminder before the request: %v, asked %d times", err, m.Notes.Asked)
	}
	if !n.Unasked(t.Context()) {
		t.Error("the person was asked")
	}
	n.AskLeave()
	for n.Unasked(t.Context()) {
	}
	for _, button := range reminder.Buttons {
		if err := n.Show(t.Context(), reminder); err != nil {
			t.Fatal(err)
		}
		got := m.Shown()["end-1"]
		if got.Title != reminder.Title || got.Body != reminder.Body || len(got.Buttons) != 2 || got.Buttons[0] != "Sign in again" || got.Sound {
			t.Errorf("shown: %+v", got)
		}
		if options := m.InFront("end-1"); options != 8|16 {
			t.Errorf("in front: %d", options)
		}
		if !m.Press("end-1", button.Label) {
			t.Errorf("%s: nobody heard", button.Label)
		}
		if got := <-pressed; got != (press{"end-1", button.Key}) {
			t.Errorf("pressed: %v", got)
		}
	}
	if err := n.Show(t.Context(), reminder); err != nil {
		t.Fatal(err)
	}
	if !m.Press("end-1", "") {
		t.Error("a click on it: nobody heard")
	}
	if got := <-pressed; got.button != "again" {
		t.Errorf("a click on it: %v", got)
	}
	if m.Notes.Asked != 1 {
		t.Errorf("asked %d times", m.Notes.Asked)
	}
}

// A request that nobody answers, and one that is refused: dialogs from then on,
// never a notification in another program's name.
func TestPermissionIgnoredOrRefused(t *testing.T) {
	for _, answer := range []string{apple.Ignore, apple.Refuse} {
		t.Run(answer, func(t *testing.T) {
			told := script(t)
			m := apple.New()
			m.Notes.Answer = answer
			n, _ := notifier(t)
			n.AskLeave()
			if answer == apple.Ignore {
				if err := n.Show(t.Context(), reminder); !errors.Is(err, notify.ErrNoNotifications) {
					t.Errorf("while it is on the screen: %v", err)
				}
				m.GiveUp()
			}
			for n.Unasked(t.Context()) {
			}
			for range 2 {
				if err := n.Show(t.Context(), reminder); !errors.Is(err, notify.ErrNoNotifications) {
					t.Errorf("%s: %v", answer, err)
				}
			}
			if told() != "" || len(m.Shown()) != 0 {
				t.Errorf("%s: shown all the same: %q, %v", answer, told(), m.Shown())
			}
			m.SetPermission(apple.Authorized) // in System Settings
			if err := n.Show(t.Context(), reminder); err != nil {
				t.Errorf("%s, then allowed: %v", answer, err)
			}
		})
	}
}

// macOS takes none for the signature: nobody has refused, and osascript shows
// them.
func TestBadSignature(t *testing.T) {
	told := script(t)
	m := apple.New()
	m.Notes.Unsigned = true
	n, _ := notifier(t)
	n.AskLeave()
	for range 1000 {
		if n.Show(t.Context(), reminder) == nil {
			break
		}
	}
	if told() == "" {
		t.Error("nothing was shown")
	}
}

// Without a bundle asking for the centre would end the process.
func TestOutsideABundle(t *testing.T) {
	told := script(t)
	m := apple.New()
	m.BundleID, m.BundlePath = "", "/opt/homebrew/bin"
	n, _ := notifier(t)
	if n.Unasked(t.Context()) {
		t.Error("there is nobody to ask")
	}
	if err := n.Show(t.Context(), reminder); err != nil || told() == "" {
		t.Errorf("got %v, %q", err, told())
	}
}

// A notification of a process before this one: its buttons work, and so does a
// click on itself.
func TestPressOnFormerProcess(t *testing.T) {
	for label, want := range map[string]string{"Later": "later", "Sign in again": "again", "": "again"} {
		t.Run(want, func(t *testing.T) {
			m := apple.New()
			m.SetPermission(apple.Authorized)
			m.Former("end-9", "again/0123", apple.Note{Title: "of before"}, map[string]string{"button:again": "Sign in again", "button:later": "Later"})
			_, pressed := notifier(t)
			if !m.Press("end-9", label) { // at once, before anything was shown
				t.Fatalf("%q: nobody heard", label)
			}
			if got := <-pressed; got != (press{"end-9", want}) {
				t.Errorf("%q: got %v", label, got)
			}
		})
	}
}

// Quit, and the end of the login session: no reminder stays that leads nowhere.
func TestQuitTakesRemindersAway(t *testing.T) {
	m := apple.New()
	m.SetPermission(apple.Authorized)
	n, _ := notifier(t)
	plain := notify.Notification{Key: "here", Title: "Halfday is already running"}
	for _, note := range []notify.Notification{reminder, plain} {
		if err := n.Show(t.Context(), note); err != nil {
			t.Fatal(err)
		}
	}
	n.Close()
	if left := m.Shown(); len(left) != 1 || left["here"].Title == "" {
		t.Errorf("left: %v", left)
	}
	if m.Press("here", "") {
		t.Error("somebody still hears")
	}
	nothingLeft(t, "HalfdayNotificationDelegate")
}

// A sign-in process may have to tell twice.
func TestTwoNotifiers(t *testing.T) {
	m := apple.New()
	m.SetPermission(apple.Authorized)
	for range 3 {
		n, _ := notifier(t)
		if err := n.Show(t.Context(), notify.Notification{Key: "error", Title: "t"}); err != nil {
			t.Fatal(err)
		}
		n.Close()
	}
}
