//go:build linux

package tests

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
	s     *login
	hangs chan struct{} // closed at the end; nil where it does not hang

	mu  sync.Mutex
	all []*note
}

// note is a notification that was shown.
type note struct {
	id       uint32
	replaced uint32 // the id that it took the place of, 0 for none
	title    string
	body     string
	actions  []string // key, label, key, label, …
	open     bool
}

func newNoteService(s *login, hang bool) *noteService {
	n := &noteService{s: s}
	if hang {
		n.hangs = make(chan struct{})
		s.t.Cleanup(func() { close(n.hangs) })
	}
	return n
}

func (n *noteService) export() {
	n.s.t.Helper()
	n.s.must(n.s.conn.Export(n, notesPath, notesName))
}

func (n *noteService) start() {
	n.s.t.Helper()
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

// shown are the notifications so far, oldest first.
func (n *noteService) shown() []note {
	n.mu.Lock()
	defer n.mu.Unlock()
	var all []note
	for _, one := range n.all {
		all = append(all, *one)
	}
	return all
}

// open are the notifications on the screen.
func (n *noteService) open() []note {
	return slices.DeleteFunc(n.shown(), func(one note) bool { return !one.open })
}

// await waits for a notification on the screen with the title.
func (n *noteService) await(title string) note {
	n.s.t.Helper()
	var found note
	n.s.await("a notification "+title, func() bool {
		for _, one := range n.open() {
			if one.title == title {
				found = one
				return true
			}
		}
		return false
	})
	return found
}

// awaitNone waits until no notification is on the screen.
func (n *noteService) awaitNone() {
	n.s.t.Helper()
	n.s.await("the notification to go away", func() bool { return len(n.open()) == 0 })
}

// press presses a button by its label. The notification closes, as is usual.
func (n *noteService) press(one note, label string) {
	n.s.t.Helper()
	for i := 0; i+1 < len(one.actions); i += 2 {
		if one.actions[i+1] == label {
			n.s.must(n.s.conn.Emit(notesPath, notesName+".ActionInvoked", one.id, one.actions[i]))
			n.close(one.id, 2)
			return
		}
	}
	n.s.t.Fatalf("no button %q in %q", label, one.actions)
}
