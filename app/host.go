package app

import (
	"context"
	"time"

	"halfday/desktop"
	"halfday/dialogs"
	"halfday/notify"
)

const (
	// hostPatience is how long a missing tray host is no news, hostLate how long
	// it may still come.
	hostPatience = 2 * time.Second
	hostLate     = time.Minute
)

// keyNoTray is the notification that there is no place for the icon.
const keyNoTray = "no-tray"

// awaitHost says that there is no tray to show the icon in, with a way on, and
// takes it back where the tray comes late, as it may at login. Beside the loop.
func (a *app) awaitHost(ctx context.Context) {
	if !hostMissing(ctx, desktop.TrayHost) {
		return
	}
	a.log.Warn("no tray host")
	now := a.now()
	words := now.Words.Reminder
	note := notify.Notification{Key: keyNoTray, Buttons: []notify.Button{{Key: buttonFind, Label: words.FindRole}}}
	a.notify(note, words.NoTray(desktop.TrayInstall()), dialogs.AskInfo)
	for range hostLate / hostPatience {
		if !sleep(ctx, hostPatience) {
			return
		}
		if present, _ := desktop.TrayHost(ctx); present {
			a.post(func() { a.notes.withdraw(keyNoTray) })
			return
		}
	}
}

// hostMissing tells whether there is no tray host, and none comes soon. Where
// there is one it leaves no timer behind: the end of a long one costs some
// fifty wake-ups, since the kernel ends long waits in epoll late (by a
// thousandth) and the Go runtime looks for the timer until then.
func hostMissing(ctx context.Context, host func(context.Context) (present bool, err error)) bool {
	if present, _ := host(ctx); present || !sleep(ctx, hostPatience) {
		return false
	}
	present, err := host(ctx)
	return !present && err == nil
}

// here shows a sign of life at a second start. Any goroutine.
func (a *app) here() {
	a.post(func() {
		m := a.words().Reminder.Here
		if iconHides {
			m = a.words().Reminder.HereHidden
		}
		a.say("here", m)
	})
}

// comeForward answers a person who starts Halfday once more: it says where the
// icon is; where there is none, it shows the roles. Beside the loop.
func (a *app) comeForward(ctx context.Context) {
	ctx, stop := context.WithTimeout(ctx, hostPatience)
	defer stop()
	if present, err := desktop.TrayHost(ctx); err == nil && !present {
		a.post(a.findRole)
		return
	}
	a.here()
}
