package app

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"time"

	"halfday/dialogs"
	"halfday/home"
	"halfday/internal/files"
	"halfday/roles"
	"halfday/session"
	"halfday/text"
)

// welcome leads a person without roles to their first one, once: the next
// start without roles says so in the menu alone.
func (a *app) welcome() {
	h := a.home
	a.spawn(func(context.Context) {
		list := roles.ReadRoles(h.Files, os.Getenv)
		if h.Demo || len(list.Roles) > 0 || slices.ContainsFunc(list.Warnings, roles.Warning.Fatal) || !firstTime(h, "welcomed") {
			return
		}
		a.post(func() {
			a.talk("welcome", func(t talk) {
				answer, ok := t.ask.say(dialogs.AskQuestion, t.home.Words.Add.Welcome(home.Short(h.Files.Config)))
				if ok && answer.Yes {
					a.addRoleIn(t)
				}
			})
		})
	})
}

// explainTwo says once for all what AWS does when a second role is opened in
// the same browser, right after that has happened for the first time.
func (a *app) explainTwo(before *session.State, now session.State) {
	h := a.home
	if before == nil || h.Demo || h.Settings.SignOutFirst {
		return // a console of the demo holds them all
	}
	first, second, ok := secondConsole(before.Sessions, now.Sessions, time.Now())
	if !ok {
		return
	}
	a.spawn(func(context.Context) {
		if firstTime(h, "said-two-consoles") {
			a.tell(dialogs.AskInfo, h.Words.Reminder.TwoConsoles(text.Clean(first, 60), text.Clean(second, 60)))
		}
	})
}

// secondConsole finds a session that has just begun, in a browser where the
// session of another role runs.
func secondConsole(before, now []session.Session, at time.Time) (first, second string, ok bool) {
	for _, s := range begun(before, now) {
		if s.Ended(at) || s.Browser == session.Elsewhere {
			continue
		}
		for _, other := range now {
			if other.RoleARN != s.RoleARN && !other.Ended(at) && other.Browser == s.Browser {
				return other.Profile, s.Profile, true
			}
		}
	}
	return "", "", false
}

// begun are the sessions of now that began since before, also in the place of
// an earlier one of their role.
func begun(before, now []session.Session) []session.Session {
	return slices.DeleteFunc(slices.Clone(now), func(s session.Session) bool {
		return slices.ContainsFunc(before, func(b session.Session) bool { return b.Profile == s.Profile && b.SignedInAt.Equal(s.SignedInAt) })
	})
}

// firstTime is true for the first call with a name. It is false, too, where
// that cannot be remembered: better no welcome than one at each login.
func firstTime(h home.Home, name string) bool {
	if err := files.PrivateDir(h.Dirs.State); err != nil {
		return false
	}
	file, err := os.OpenFile(filepath.Join(h.Dirs.State, name), os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600) // #nosec G304 -- our own mark
	if err != nil {
		return false
	}
	return file.Close() == nil
}
