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
		Lasts:    lastsEN,
		Problem:  problemEN,
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

func lastsEN(d time.Duration, why string) string {
	length := durationEN(d)
	switch why {
	case "unknown":
		return "up to " + length
	case "chained":
		return length + ": chained role"
	case "one_code":
		return length + ": one code for several roles"
	case "learned":
		return length + ": AWS takes no more"
	case "credentials":
		return length + ": as long as the role's credentials"
	}
	return length
}

func reminderEN() ReminderWords {
	return ReminderWords{
		Ending: func(names []string, left time.Duration) Message {
			in := "in " + unbroken(durationEN(left))
			if len(names) > 1 {
				return Message{
					Title: fmt.Sprintf("%d console sessions end %s", len(names), in),
					What:  fmt.Sprintf("The console sessions of %s end %s.", listEN(names), in),
					Do:    "Sign in again to go on.",
				}
			}
			return Message{
				Title: fmt.Sprintf("%s ends %s", listEN(names), in),
				What:  fmt.Sprintf("The console session of %s ends %s.", listEN(names), in),
				Do:    "Sign in again to go on.",
			}
		},
		Ended: func(names []string, at, now time.Time) Message {
			if len(names) > 1 {
				return Message{
					Title: fmt.Sprintf("%d console sessions have ended", len(names)),
					What:  fmt.Sprintf("The console sessions of %s have ended, the last at %s.", listEN(names), clockEN(at, now)),
					Do:    "Sign in again to go on.",
				}
			}
			return Message{
				Title: listEN(names) + " has ended",
				What:  fmt.Sprintf("The console session of %s ended at %s.", listEN(names), clockEN(at, now)),
				Do:    "Sign in again to go on.",
			}
		},
		SignInAgain: "Sign in again",
		Later:       "Later",
		NoTray: func(install string) Message {
			return Message{
				Title: "Halfday runs without an icon",
				What:  "Click here, or start Halfday again, for the list of roles; halfday page shows it in the browser.",
				Do:    "This desktop has no place for the icon. " + trayInstallEN(install),
			}
		},
		FindRole: "Find a role…",
		Here: Message{
			Title: "Halfday is already running",
			What:  "Its icon, a ring, is in the panel or menu bar.",
			Do:    "Click it to see your roles.",
		},
		LoginMoved: func(from, to string) Message {
			return Message{
				Title: "Start at login has moved",
				What:  "At login Halfday now starts from " + value(to) + ": " + value(from) + " is gone.",
				Do:    "If you did not move it, look at where it came from.",
			}
		},
		LoginStale: func(from, to string) Message {
			return Message{
				Title: "Halfday does not start at login",
				What:  "What should start at login, " + value(from) + ", is gone. " + value(to) + " was not put in its place: that folder is temporary, or others may write to it.",
				Do:    "Move Halfday to a folder of your own and start it from there.",
			}
		},
		HereHidden: Message{
			Title: "Halfday is already running",
			What:  "Its icon, a ring, is in the menu bar. It may be hidden there: behind the camera of the display, or by System Settings › Menu Bar.",
			Do:    "Quit other programs of the menu bar, or allow Halfday in System Settings › Menu Bar.",
		},
		Permission: Message{
			Title: "May Halfday remind you?",
			What:  "Before a console session ends, Halfday tells you in a notification, from which you can sign in again. macOS now asks whether it may.",
			Do:    "Choose Allow there. The question waits at the top right of the screen.",
		},
		TwoConsoles: func(first, second string) Message {
			return Message{
				Title: "Two roles in one browser",
				What: fmt.Sprintf("%s and %s are signed in, in the same browser. Where AWS's multi-session support is off, ", name(first), name(second)) +
					"AWS now says that you must first log out.",
				Do: "What helps:\n" +
					"(1) Turn on multi-session support in the account menu of the AWS console, at the top right: once for each browser, for up to 5 roles.\n" +
					"(2) Give one of the roles a browser or a browser profile of its own: \"Settings of this role…\".\n" +
					"(3) Set sign_out_first = true in the settings: the browser then leaves the one role before it signs in to the other.\n\n" +
					"Halfday says this once.",
			}
		},
		Shortened: func(role string, granted, wanted time.Duration) Message {
			return Message{
				Title: name(role) + " lasts " + durationEN(granted),
				What:  fmt.Sprintf("AWS opened the console of %s for %s instead of %s: the role's maximum session duration is lower.", name(role), durationEN(granted), durationEN(wanted)),
				Do: fmt.Sprintf("For more: (1) raise the role's maximum session duration in IAM, or (2) set duration_seconds in the profile, "+
					"up to that maximum: the console then lasts that long. Halfday says this once for %s.", name(role)),
			}
		},
	}
}
