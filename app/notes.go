package app

import (
	"context"
	"errors"
	"log/slog"
	"os"
	"path/filepath"
	"sync"
	"time"

	"halfday/assets"
	"halfday/dialogs"
	"halfday/home"
	"halfday/notify"
	"halfday/session"
	"halfday/text"
)

// The buttons of a reminder.
const (
	buttonAgain = "again"
	buttonLater = "later"
)

// buttonFind opens the list of roles.
const buttonFind = "find"

const (
	// loginTime is how long after the start a missing notification service is
	// no news: at login it may come after Halfday.
	loginTime = 10 * time.Second
	// serviceTry is how long until it is tried again then.
	serviceTry = time.Second
)

// notes shows notifications, and dialogs where no notification service
// answers. Its methods may be called from any goroutine and return at once;
// what they ask for one key happens in the order of the calls.
type notes struct {
	log      *slog.Logger
	surfaces *surfaces
	start    time.Time
	show     func(context.Context, notify.Notification) error
	take     func(key string)
	end      func()
	unasked  func(context.Context) bool // for the permission to notify
	ask      func()                     // for it
	pressed  func(key, button string)

	mu    sync.Mutex
	under map[string]*step // what is under way, by key, the latest
}

// step is something that is being done about a key.
type step struct {
	end  context.CancelFunc
	over chan struct{} // closed when it has ended
}

// Sender is who notifications are from. The file of the icon lies where the
// Windows installer puts it, beside the program.
func Sender() notify.Identity {
	program, _ := home.Command()
	return notify.Identity{Name: "Halfday", ID: home.ID, Icon: iconBeside(program), PNG: assets.App}
}

// iconBeside is the file of the icon beside program, "" for none.
func iconBeside(program string) string {
	icon := filepath.Join(filepath.Dir(program), "halfday.ico")
	if _, err := os.Stat(icon); err != nil || !filepath.IsAbs(icon) {
		return ""
	}
	return icon
}

func newNotes(s *surfaces, log *slog.Logger, pressed func(key, button string)) *notes {
	n := &notes{log: log, surfaces: s, start: time.Now(), pressed: pressed, under: map[string]*step{}}
	notifier := notify.NewNotifier(Sender(), func(p notify.Press) {
		s.clicked(p.Token)
		pressed(p.Key, p.Button)
	})
	n.show, n.take, n.end = notifier.Show, notifier.Withdraw, notifier.Close
	n.unasked, n.ask = notifier.Unasked, notifier.AskLeave
	return n
}

// remind shows a reminder with its buttons; as a dialog it is a question.
func (n *notes) remind(r session.Reminder, m text.Message, words text.ReminderWords) {
	buttons := []notify.Button{{Key: buttonAgain, Label: words.SignInAgain}}
	if r.Lead > 0 {
		buttons = append(buttons, notify.Button{Key: buttonLater, Label: words.Later})
	}
	note := notify.Notification{Key: r.Key, Title: m.Title, Body: m.String(), Buttons: buttons, Urgent: true}
	n.put(note, func(ctx context.Context) {
		if a, ok := n.surfaces.askNow(ctx, dialogs.Ask{Kind: dialogs.AskQuestion, Title: m.Title, Text: m.String()}); ok && a.Yes {
			n.pressed(r.Key, buttonAgain)
		}
	})
}

// say shows a notification without buttons.
func (n *notes) say(key string, m text.Message) {
	n.put(notify.Notification{Key: key, Title: m.Title, Body: m.String()}, func(ctx context.Context) {
		n.surfaces.askNow(ctx, dialogs.Ask{Kind: dialogs.AskInfo, Title: m.Title, Text: m.String()})
	})
}

// offer shows a notification with one button; a click on the notification is
// one on the button, and so is OK of the dialog in its place.
func (n *notes) offer(key string, m text.Message, button notify.Button) {
	note := notify.Notification{Key: key, Title: m.Title, Body: m.String(), Buttons: []notify.Button{button}}
	n.put(note, func(ctx context.Context) {
		if _, ok := n.surfaces.askNow(ctx, dialogs.Ask{Kind: dialogs.AskInfo, Title: m.Title, Text: m.String()}); ok {
			n.pressed(key, button.Key)
		}
	})
}

// askLeave lets the system ask for the permission to notify, where it wants to
// and has not, after m has said what for.
func (n *notes) askLeave(m text.Message) {
	n.surfaces.spawn(func(ctx context.Context) {
		if !n.unasked(ctx) {
			return
		}
		n.surfaces.talk("permission to notify", func(ask asker) {
			if _, told := ask(dialogs.Ask{Kind: dialogs.AskInfo, Title: m.Title, Text: m.String()}); told {
				n.ask()
			}
		})
	})
}

// put shows a notification in the place of the last one with its key.
func (n *notes) put(note notify.Notification, otherwise func(context.Context)) {
	n.next(note.Key, func(all, own context.Context) {
		// Not own: a notification that is cut off may show all the same.
		err := n.show(all, note)
		for errors.Is(err, notify.ErrNoNotifications) && time.Since(n.start) < loginTime && sleep(own, serviceTry) {
			err = n.show(all, note)
		}
		if err == nil || own.Err() != nil {
			return
		}
		if !errors.Is(err, notify.ErrNoNotifications) {
			n.log.Warn("showing a notification", "error", err)
		}
		otherwise(own)
	})
}

// withdraw takes notifications, and the dialogs in their place, off the screen.
func (n *notes) withdraw(keys []string) {
	for _, key := range keys {
		n.next(key, func(context.Context, context.Context) { n.take(key) })
	}
}

// next does something about a key once the last thing about it is over, which
// it brings to its end. own ends with the next thing, all with the tray.
func (n *notes) next(key string, do func(all, own context.Context)) {
	own, end := context.WithCancel(n.surfaces.ctx)
	s := &step{end, make(chan struct{})}
	n.mu.Lock()
	last := n.under[key]
	n.under[key] = s
	n.mu.Unlock()
	n.surfaces.spawn(func(all context.Context) {
		defer func() {
			end()
			close(s.over)
			n.mu.Lock()
			defer n.mu.Unlock()
			if n.under[key] == s {
				delete(n.under, key)
			}
		}()
		if last != nil {
			last.end()
			<-last.over
		}
		do(all, own)
	})
}

// close takes everything off the screen. The surfaces are closed before.
func (n *notes) close() { n.end() }
