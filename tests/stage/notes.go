//go:build linux

package stage

import (
	"slices"
	"sync"

	"github.com/godbus/dbus/v5"
)

const (
	notesName = "org.freedesktop.Notifications"
	notesPath = "/org/freedesktop/Notifications"
)

// noteService is the desktop's notification service.
type noteService struct {
	s     *Stage
	hangs chan struct{} // closed at the end; nil where it does not hang

	mu  sync.Mutex
	all []*note
}

// note is a notification that was shown.
type note struct {
	id       uint32
	replaced uint32 // the id that it took the place of, 0 for none
	Title    string
	Body     string
	Actions  []string // key, label, key, label, …
	open     bool
}

func newNoteService(s *Stage, hang bool) *noteService {
	n := &noteService{s: s}
	if hang {
		n.hangs = make(chan struct{})
		s.T.Cleanup(func() { close(n.hangs) })
	}
	return n
}

func (n *noteService) export() {
	n.s.T.Helper()
	n.s.Must(n.s.conn.Export(n, notesPath, notesName))
}

func (n *noteService) start() {
	n.s.T.Helper()
	n.s.own(notesName)
}

// GetCapabilities is part of the service.
func (n *noteService) GetCapabilities() ([]string, *dbus.Error) {
	if n.hangs != nil {
		<-n.hangs
	}
	return []string{"actions", "body", "body-markup", "persistence"}, nil
}

// Notify is part of the service.
func (n *noteService) Notify(_ string, replaces uint32, _, summary, body string, actions []string, _ map[string]dbus.Variant, _ int32) (uint32, *dbus.Error) {
	n.mu.Lock()
	defer n.mu.Unlock()
	id := uint32(len(n.all) + 1)
	for _, old := range n.all {
		if old.id == replaces && old.open {
			id, old.open = replaces, false
		}
	}
	n.all = append(n.all, &note{id, replaces, summary, body, actions, true})
	return id, nil
}

// CloseNotification is part of the service.
func (n *noteService) CloseNotification(id uint32) *dbus.Error {
	n.close(id, 3)
	return nil
}

func (n *noteService) close(id, reason uint32) {
	n.mu.Lock()
	found := false
	for _, old := range n.all {
		if old.id == id && old.open {
			old.open, found = false, true
		}
	}
	n.mu.Unlock()
	if found {
		n.s.conn.Emit(notesPath, notesName+".NotificationClosed", id, reason)
	}
}

// Shown are the notifications so far, oldest first.
func (n *noteService) Shown() []note {
	n.mu.Lock()
	defer n.mu.Unlock()
	var all []note
	for _, one := range n.all {
		all = append(all, *one)
	}
	return all
}

// Open are the notifications on the screen.
func (n *noteService) Open() []note {
	return slices.DeleteFunc(n.Shown(), func(one note) bool { return !one.open })
}

// Await waits for a notification on the screen with the title.
func (n *noteService) Await(title string) note {
	n.s.T.Helper()
	var found note
	n.s.Await("a notification "+title, func() bool {
		for _, one := range n.Open() {
			if one.Title == title {
				found = one
				return true
			}
		}
		return false
	})
	return found
}

// AwaitNone waits until no notification is on the screen.
func (n *noteService) AwaitNone() {
	n.s.T.Helper()
	n.s.Await("the notification to go away", func() bool { return len(n.Open()) == 0 })
}

// Expire takes a notification off the screen by itself.
func (n *noteService) Expire(one note) { n.close(one.id, 1) }

// Press presses a button by its label. The notification closes, as is usual.
func (n *noteService) Press(one note, label string) {
	n.s.T.Helper()
	for i := 0; i+1 < len(one.Actions); i += 2 {
		if one.Actions[i+1] == label {
			n.s.Must(n.s.conn.Emit(notesPath, notesName+".ActionInvoked", one.id, one.Actions[i]))
			n.close(one.id, 2)
			return
		}
	}
	n.s.T.Fatalf("no button %q in %q", label, one.Actions)
}
