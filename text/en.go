package text

import (
	"fmt"
	"strings"
	"time"
)

// English gives the words in English.
func English() Words {
	return Words{
		Language: "en",
		Menu:     menuEN(),
		Dialog:   dialogEN(),
		Reminder: reminderEN(),
		Terminal: terminalEN(),
		Add:      addEN(),
		Center:   centerEN(),
		Update:   updateEN(),
		Role:     roleWordsEN(),
		Open:     openWordsEN(),
		Several:  severalEN(),
		Settings: settingsEN(),
		Lists:    listsEN(),
		Doctor:   doctorEN(),
		Buttons:  buttonsEN(),
		Page:     pageEN(),
		Duration: durationEN,
		Lasts: func(d time.Duration, why string) string {
			return fmt.Sprintf(or(lastsEN[why], "%s"), durationEN(d))
		},
		Problem: wrongEN.problem,
	}
}

func durationEN(d time.Duration) string {
	switch h, m := minutes(d); {
	case h == 0 && m == 0:
		return "less than a minute"
	case h == 0:
		return fmt.Sprintf("%d min", m)
	case m == 0:
		return fmt.Sprintf("%d h", h)
	default:
		return fmt.Sprintf("%d h %d min", h, m)
	}
}

// waitEN is a short time in seconds, a longer one as durationEN has it.
func waitEN(d time.Duration) string {
	if s := seconds(d); s < 60 {
		return fmt.Sprintf("%d s", s)
	}
	return durationEN(d)
}

func clockEN(t, now time.Time) string {
	switch daysApart(t, now) {
	case 0:
		return t.Format("15:04")
	case -1:
		return t.Format("15:04") + " yesterday"
	case 1:
		return t.Format("15:04") + " tomorrow"
	}
	return t.Format("15:04 on 2 January")
}

// listEN joins names as in "a, b and 3 more".
func listEN(names []string) string {
	shown, more := few(names)
	if more > 0 {
		return strings.Join(shown, ", ") + fmt.Sprintf(" and %d more", more)
	}
	if n := len(shown); n > 1 {
		return strings.Join(shown[:n-1], ", ") + " and " + shown[n-1]
	}
	return strings.Join(shown, "")
}

// lastsEN say how long a console will last, by why that is.
var lastsEN = map[string]string{
	"unknown":     "up to %s",
	"chained":     "%s: chained role",
	"one_code":    "%s: one code for several roles",
	"learned":     "%s: AWS takes no more",
	"credentials": "%s: as long as the role's credentials",
}

func reminderEN() ReminderWords {
	const again = "Sign in again to go on."
	return ReminderWords{
		Ending: func(names []string, left time.Duration) Message {
			in := "in " + unbroken(durationEN(left))
			if len(names) > 1 {
				return Message{fmt.Sprintf("%d console sessions end %s", len(names), in), fmt.Sprintf("The console sessions of %s end %s.", listEN(names), in), again}
			}
			return Message{fmt.Sprintf("%s ends %s", listEN(names), in), fmt.Sprintf("The console session of %s ends %s.", listEN(names), in), again}
		},
		Ended: func(names []string, at, now time.Time) Message {
			if len(names) > 1 {
				return Message{fmt.Sprintf("%d console sessions have ended", len(names)),
					fmt.Sprintf("The console sessions of %s have ended, the last at %s.", listEN(names), clockEN(at, now)), again}
			}
			return Message{listEN(names) + " has ended", fmt.Sprintf("The console session of %s ended at %s.", listEN(names), clockEN(at, now)), again}
		},
		SignInAgain: "Sign in again",
		Later:       "Later",
		NoTray: func(install string) Message {
			return Message{"Halfday runs without an icon", "Click here, or start Halfday again, for the list of roles; halfday page shows it in the browser.",
				"This desktop has no place for the icon. " + trayInstallEN(install)}
		},
		FindRole: "Find a role…",
		Here:     Message{"Halfday is already running", "Its icon, a ring, is in the panel or menu bar.", "Click it to see your roles."},
		LoginMoved: func(from, to string) Message {
			return Message{"Start at login has moved", "At login Halfday now starts from " + value(to) + ": " + value(from) + " is gone.",
				"If you did not move it, look at where it came from."}
		},
		LoginStale: func(from, to string) Message {
			return Message{"Halfday does not start at login",
				"What should start at login, " + value(from) + ", is gone. " + value(to) + " was not put in its place: that folder is temporary, or others may write to it.",
				"Move Halfday to a folder of your own and start it from there."}
		},
		HereHidden: Message{"Halfday is already running",
			"Its icon, a ring, is in the menu bar. It may be hidden there: behind the camera of the display, or by System Settings › Menu Bar.",
			"Quit other programs of the menu bar, or allow Halfday in System Settings › Menu Bar."},
		Permission: Message{"May Halfday remind you?",
			"Before a console session ends, Halfday tells you in a notification, from which you can sign in again. macOS now asks whether it may.",
			"Choose Allow there. The question waits at the top right of the screen."},
		TwoConsoles: func(first, second string) Message {
			return Message{"Two roles in one browser",
				fmt.Sprintf("%s and %s are signed in, in the same browser. Where AWS's multi-session support is off, ", name(first), name(second)) +
					"AWS now says that you must first log out.",
				"What helps:\n" +
					"(1) Turn on multi-session support in the account menu of the AWS console, at the top right: once for each browser, for up to 5 roles.\n" +
					"(2) Give one of the roles a browser or a browser profile of its own: \"Settings of this role…\".\n" +
					"(3) Set sign_out_first = true in the settings: the browser then leaves the one role before it signs in to the other.\n\n" +
					"Halfday says this once."}
		},
		Shortened: func(role string, granted, wanted time.Duration) Message {
			return Message{name(role) + " lasts " + durationEN(granted),
				fmt.Sprintf("AWS opened the console of %s for %s instead of %s: the role's maximum session duration is lower.", name(role), durationEN(granted), durationEN(wanted)),
				fmt.Sprintf("For more: (1) raise the role's maximum session duration in IAM, or (2) set duration_seconds in the profile, "+
					"up to that maximum: the console then lasts that long. Halfday says this once for %s.", name(role))}
		},
	}
}
