package app

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"time"

	"halfday/assets"
	"halfday/home"
	"halfday/notify"
)

const (
	// loginTime is how long after the start a missing notification service is
	// no news: at login it may come after Halfday.
	loginTime = 10 * time.Second
	// serviceTry is how long until it is tried again then.
	serviceTry = time.Second
)

// notes shows notifications, and something else where no notification service
// answers. Its methods are for the loop; what they ask for one key happens
// beside it, in the order of the calls.
type notes struct {
	*loop
	start time.Time
	show  func(context.Context, notify.Notification) error
	take  func(key string)
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

func newNotes(l *loop, n *notify.Notifier) *notes {
	return &notes{loop: l, start: time.Now(), show: n.Show, take: n.Withdraw, under: map[string]*step{}}
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

// withdraw takes a notification, or the dialog in its place, off the screen.
func (n *notes) withdraw(key string) {
	n.next(key, func(context.Context, context.Context) { n.take(key) })
}

// next does something about a key once the last thing about it is over, which
// it brings to its end. own ends with the next thing, all with the tray.
func (n *notes) next(key string, do func(all, own context.Context)) {
	own, end := context.WithCancel(n.ctx)
	s := &step{end, make(chan struct{})}
	last := n.under[key]
	n.under[key] = s
	n.spawn(func(all context.Context) {
		defer end()
		if last != nil {
			last.end()
			<-last.over
		}
		do(all, own)
		close(s.over)
		n.post(func() {
			if n.under[key] == s {
				delete(n.under, key)
			}
		})
	})
}
