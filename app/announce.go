package app

import (
	"cmp"
	"fmt"
	"halfday/desktop"
	"halfday/session"
	"halfday/text"
	"os"
	"time"
)

// noDialogs says, in a notification and in the terminal that may be there, what
// it takes to have dialogs.
func (a *app) noDialogs() {
	m := a.words().Problem(text.Problem{Kind: "dialog_missing", Detail: desktop.DialogInstall()})
	fmt.Fprintln(os.Stderr, "halfday: "+m.String())
	a.notes.say("no-dialog", m)
}

// remind announces the end of sessions.
func (a *app) remind(r session.Reminder) {
	words, now := a.words(), a.zone.In(time.Now())
	names := make([]string, len(r.Profiles))
	for i, name := range r.Profiles {
		names[i] = text.Clean(cmp.Or(a.place.Load().Settings.Roles[name].Label, name), 60)
	}
	m := words.Reminder.Ending(names, r.Left)
	if r.Lead == 0 {
		m = words.Reminder.Ended(names, a.zone.In(r.Expires), now)
	}
	a.notes.remind(r, m, words.Reminder)
}

// pressed carries out what a button of a reminder stands for.
func (a *app) pressed(key, button string) {
	switch button {
	case buttonAgain:
		a.broker.SignInReminded(key)
	case buttonLater:
		a.broker.RemindLater(key)
	case buttonFind:
		a.findRole()
	}
}

// alarm notifies of a session that may be in other hands; its sign-in shows a
// dialog. A notification holds no address.
func (a *app) alarm(profile string) {
	m := a.words().Problem(text.Problem{Kind: "session_alarm", Role: text.Clean(profile, 60)})
	a.notes.say("alarm "+profile, m)
}

// died says that a sign-in process ended without a word.
func (a *app) died(profile, detail string) {
	a.surfaces.error(a.words().Problem(text.Problem{
		Kind: "crashed", Role: text.Clean(profile, 60), Detail: text.Clean(detail, 200),
	}))
}

// askLeave asks for the permission to notify after a sign-in, when a person
// knows what there is to be reminded of; once.
func (a *app) askLeave(before *session.State, now session.State) {
	if before != nil && len(now.Sessions) > len(before.Sessions) && a.leaveAsked.CompareAndSwap(false, true) {
		a.notes.askLeave(a.words().Reminder.Permission)
	}
}
