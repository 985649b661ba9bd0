package command

import (
	"context"
	"errors"
	"log/slog"
	"sync"

	"halfday/assets"
	"halfday/dialogs"
	"halfday/session"
	"halfday/text"
)

// The buttons of a reminder.
const (
	buttonAgain = "again"
	buttonLater = "later"
)

// notes shows notifications, and dialogs where no notification service
// answers. Its methods may be called from any goroutine and return at once.
type notes struct {
	log      *slog.Logger
	notifier *dialogs.Notifier
	surfaces *surfaces
	pressed  func(profiles []string, button string)

	mu       sync.Mutex
	profiles map[string][]string // by key of the notification
}

func newNotes(s *surfaces, log *slog.Logger, pressed func([]string, string)) *notes {
	n := &notes{log: log, surfaces: s, pressed: pressed, profiles: map[string][]string{}}
	n.notifier = dialogs.NewNotifier(dialogs.Identity{Name: "Halfday", ID: appID, PNG: assets.App}, n.press)
	return n
}

// press finds the roles that a button was pressed for.
func (n *notes) press(key, button string) {
	n.mu.Lock()
	profiles := n.profiles[key]
	n.mu.Unlock()
	n.pressed(profiles, button)
}

// remind shows a reminder with its buttons; as a dialog it is a question.
func (n *notes) remind(r session.Reminder, m text.Message, words text.ReminderWords) {
	n.mu.Lock()
	n.profiles[r.Key] = r.Profiles
	n.mu.Unlock()
	buttons := []dialogs.Button{{Key: buttonAgain, Label: words.SignInAgain}}
	if r.Lead > 0 {
		buttons = append(buttons, dialogs.Button{Key: buttonLater, Label: words.Later})
	}
	note := dialogs.Notification{Key: r.Key, Title: m.Title, Body: m.String(), Buttons: buttons, Urgent: true}
	n.show(note, func() {
		n.surfaces.question(m, func(yes bool) {
			if yes {
				n.pressed(r.Profiles, buttonAgain)
			}
		})
	})
}

// say shows a notification without buttons.
func (n *notes) say(key string, m text.Message) {
	n.show(dialogs.Notification{Key: key, Title: m.Title, Body: m.String()}, func() { n.surfaces.info(m) })
}

func (n *notes) show(note dialogs.Notification, otherwise func()) {
	n.surfaces.spawn(func(ctx context.Context) {
		err := n.notifier.Show(ctx, note)
		if err == nil || ctx.Err() != nil {
			return
		}
		if !errors.Is(err, dialogs.ErrNoNotifications) {
			n.log.Warn("showing a notification", "error", err)
		}
		otherwise()
	})
}

func (n *notes) withdraw(keys []string) {
	n.surfaces.spawn(func(context.Context) {
		for _, key := range keys {
			n.notifier.Withdraw(key)
		}
	})
	n.mu.Lock()
	defer n.mu.Unlock()
	for _, key := range keys {
		delete(n.profiles, key)
	}
}

func (n *notes) close() { n.notifier.Close() }
