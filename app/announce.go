package app

import (
	"cmp"
	"context"
	"fmt"
	"os"
	"time"

	"halfday/desktop"
	"halfday/dialogs"
	"halfday/notify"
	"halfday/session"
	"halfday/text"
)

// The buttons of notifications.
const (
	buttonAgain = "again"
	buttonLater = "later"
	buttonFind  = "find" // opens the list of roles
)

// pressed carries out what a button of a notification stands for.
func (a *app) pressed(key, button string) {
	switch button {
	case buttonAgain:
		a.broker.SignInReminded(key, a.front.Take())
	case buttonLater:
		a.broker.RemindLater(key)
	case buttonFind:
		a.findRole()
	}
}

// say shows a notification without buttons. Any goroutine.
func (a *app) say(key string, m text.Message) {
	a.notify(notify.Notification{Key: key}, m, dialogs.AskInfo)
}

// notify shows a notification, or, where no notification service answers, a
// dialog, whose OK or yes is a press on the first button. Any goroutine; it
// returns at once.
func (a *app) notify(note notify.Notification, m text.Message, kind dialogs.AskKind) {
	note.Title, note.Body = m.Title, m.String()
	a.post(func() {
		show := a.dialog("")
		a.notes.put(note, func(ctx context.Context) {
			answer, ok := show(ctx).say(kind, m)
			if ok && (kind == dialogs.AskInfo || answer.Yes) && len(note.Buttons) > 0 {
				a.post(func() { a.pressed(note.Key, note.Buttons[0].Key) })
			}
		})
	})
}

// noDialogs says, in a notification and in the terminal that may be there, what
// it takes to have dialogs. Any goroutine.
func (a *app) noDialogs(words text.Words) {
	m := words.Problem(text.Problem{Kind: "dialog_missing", Detail: desktop.DialogInstall()})
	fmt.Fprintln(os.Stderr, "halfday: "+m.String())
	a.say("no-dialog", m)
}

// remind announces the end of sessions; as a dialog it is a question.
func (a *app) remind(r session.Reminder) {
	words, now := a.words().Reminder, a.zone.In(time.Now())
	names := make([]string, len(r.Profiles))
	for i, name := range r.Profiles {
		names[i] = text.Clean(cmp.Or(a.home.Settings.Roles[name].Label, name), 60)
	}
	note := notify.Notification{Key: r.Key, Urgent: true, Buttons: []notify.Button{{Key: buttonAgain, Label: words.SignInAgain}}}
	m := words.Ended(names, a.zone.In(r.Expires), now)
	if r.Lead > 0 {
		m = words.Ending(names, r.Left)
		note.Buttons = append(note.Buttons, notify.Button{Key: buttonLater, Label: words.Later})
	}
	a.notify(note, m, dialogs.AskQuestion)
}

// alarm notifies of a session that may be in other hands; its sign-in shows a
// dialog. A notification holds no address. Any goroutine.
func (a *app) alarm(profile string) {
	a.post(func() {
		a.say("alarm "+profile, a.words().Problem(text.Problem{Kind: "session_alarm", Role: text.Clean(profile, 60)}))
	})
}

// died says that a sign-in process ended without a word. Any goroutine.
func (a *app) died(profile, detail string) {
	a.problem(text.Problem{Kind: "crashed", Role: text.Clean(profile, 60), Detail: text.Clean(detail, 200)})
}

// askLeave lets the system ask for the permission to notify, where it wants to
// and has not, after a sign-in, when a person knows what there is to be reminded
// of, and after a dialog has said what for; once.
func (a *app) askLeave(before *session.State, now session.State) {
	if a.leaveAsked || before == nil || len(begun(before.Sessions, now.Sessions)) == 0 {
		return
	}
	a.leaveAsked = true
	a.spawn(func(ctx context.Context) {
		if !a.notifier.Unasked(ctx) {
			return
		}
		a.post(func() {
			a.talk("permission to notify", func(t talk) {
				if _, told := t.ask.say(dialogs.AskInfo, t.home.Words.Reminder.Permission); told {
					a.notifier.AskLeave()
				}
			})
		})
	})
}
