package text

import (
	"cmp"
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

func menuEN() MenuWords {
	return MenuWords{
		Title:   "Halfday",
		NoRoles: "No roles in ~/.aws/config",
		NoRolesWhy: func(n int) string {
			if n == 1 {
				return "No roles: why the 1 profile is none…"
			}
			return fmt.Sprintf("No roles: why the %d profiles are none…", n)
		},
		MoreProfiles:  func(n int) string { return fmt.Sprintf("%d more: halfday roles --all says why.", n) },
		OpenHalfday:   "Open Halfday…",
		Reload:        "Reload",
		OpenConfig:    "Open ~/.aws/config",
		OpenSettings:  "Open the settings file",
		OpenLog:       "Open log",
		CheckSetup:    "Check the set-up…",
		StartAtLogin:  "Start at login",
		About:         "About Halfday",
		Quit:          "Quit",
		Idle:          "Not signed in",
		OpenAgain:     "Open again",
		SignInNewCode: "Sign in with a new code",
		GoToConsole:   "Go to the console",
		Forget:        "Forget",
		CancelSignIn:  "Cancel",
		CancelWaiting: func(n int) string {
			if n == 1 {
				return "Cancel the one that waits"
			}
			return fmt.Sprintf("Cancel the %d that wait", n)
		},
		Demo: "Demo: these roles are invented",

		Session: func(role string, left time.Duration) string {
			return name(role) + "   " + durationEN(left)
		},
		Open: func(role string, until, now time.Time) string {
			return name(role) + " ● until " + clockEN(until, now)
		},
		Full: func(browser string, n int) string {
			return fmt.Sprintf("%d consoles are open in %s: AWS takes no more", n, cmp.Or(name(browser), "the default browser"))
		},
		Ended: func(role string, at, now time.Time) string {
			return fmt.Sprintf("%s: ended %s, sign in again", name(role), clockEN(at, now))
		},
		Attempt: func(role, phase string) string {
			return name(role) + ": " + phaseEN(phase)
		},
		BrokenRole: func(role string, p Problem) string {
			return name(role) + inBrackets(reasonEN(p))
		},
		Problems: func(n int) string { return fmt.Sprintf("%d problems with the files", n) },
		Warnings: func(n int) string {
			if n == 1 {
				return "1 line of the AWS files was passed over"
			}
			return fmt.Sprintf("%d lines of the AWS files were passed over", n)
		},
		Warning:  warningEN,
		Override: func(host string) string { return value(host) + " answers in AWS's place" },
		Settings: func(line int) string { return fmt.Sprintf("Settings, line %d: not a usable value", line) },
		Alarm:    "Who else may hold this session…",
		Alarmed:  func(line string) string { return "! " + value(line) + " (may be in other hands)" },
		Unseen:   func(line string) string { return "! " + value(line) },
		Unsaved:  func(line string) string { return value(line) + " (will be forgotten on restart)" },
		Tooltip: func(role string, left time.Duration, more int) string {
			if role == "" {
				return "Halfday"
			}
			line := "Halfday: " + name(role) + ", " + durationEN(left)
			if more > 0 {
				line += fmt.Sprintf(" (and %d more)", more)
			}
			return line
		},
	}
}

func phaseEN(phase string) string {
	switch phase {
	case "queued":
		return "waits for another sign-in"
	case "consent":
		return "asks whether to open it"
	case "code":
		return "waits for the MFA code"
	case "assume":
		return "asking AWS for the role…"
	case "center":
		return "sign in to Identity Center in the browser"
	case "exchange":
		return "asking AWS for the console…"
	case "open":
		return "opening the browser…"
	}
	return "starting…"
}

func dialogEN() DialogWords {
	return DialogWords{
		CodeTitle: func(role, acct string) string {
			return "MFA code: " + name(role) + inBrackets(account(acct))
		},
		Production: func(title string) string { return "PRODUCTION: " + value(title) },
		CodeText: func(role, acct, device, lasts string) string {
			text := "Enter the six-digit MFA code.\nRole: " + name(role)
			if acct != "" {
				text += "\nAccount: " + account(acct)
			}
			if device != "" {
				text += "\nMFA device: " + name(device)
			}
			return text + "\nConsole: " + value(lasts)
		},
		CodeAgain: func(why string, wait time.Duration) string {
			next := "wait for the next one."
			if wait > 0 {
				next = "the next one comes in " + waitEN(wait) + "."
			}
			switch why {
			case "code_format":
				return "That was not six digits."
			case "code_reused":
				return "This code was sent before.\nEach code works once: " + next
			}
			return "AWS did not accept this code.\nEach code works once: " + next
		},
		Program: func(program, line string) string {
			if line == "" {
				return "Waiting for " + name(program) + ", which gives the code. You may type it instead."
			}
			return name(program) + ": " + value(line) + "\nIt gives the code; you may type it instead."
		},
		ProgramFailed: func(program, why, detail string) string {
			said := "failed" + inBrackets(value(detail))
			switch why {
			case "missing":
				said = "was not found"
			case "timeout":
				said = "gave no code in a minute"
			case "answer":
				said = "printed no line of six digits"
			}
			return name(program) + ", which should give the code, " + said + ". Please type it."
		},
		Several: func(names []string) string {
			return "One code for " + listEN(names) + ". AWS gives roles that share a code an hour each."
		},
		Full: func(n int) string {
			return fmt.Sprintf("%d consoles are open in this browser, and AWS allows no more at once: it will ask you to sign out of one.", n)
		},
		OpenTitle: func(role, acct string) string {
			return "Open: " + name(role) + inBrackets(account(acct))
		},
		OpenText: func(role, acct string, production bool) string {
			text := "Open the console?\nRole: " + name(role)
			if production {
				text = "Open the console of a role in production?\nRole: " + name(role)
			}
			if acct != "" {
				text += "\nAccount: " + account(acct)
			}
			return text
		},
		FromPage: "This was asked for in Halfday's page in the browser.",
		ConsentTitle: func(role, acct string) string {
			return "Open again: " + name(role) + inBrackets(account(acct))
		},
		ConsentText: func(role, acct string, until, now time.Time) string {
			text := "Open the console again, without a new code?\nRole: " + name(role)
			if acct != "" {
				text += "\nAccount: " + account(acct)
			}
			return text + "\nThe session ends at " + clockEN(until, now.In(until.Location())) + ", in " + durationEN(until.Sub(now)) + "." +
				"\n\nDid you not ask for this? Then say no: another program did."
		},
		CenterPage: func(session string, signedIn bool) (title, text string) {
			if signedIn {
				return "Signed in to " + name(session), "Halfday opens the console now. You can close this tab."
			}
			return "Not signed in to " + name(session), "Access was denied on AWS's page. Halfday has said what to do. You can close this tab."
		},
		Device: func(session, address, complete, code string) Message {
			return Message{"Sign in to " + name(session), "Open " + value(address) + " on any device and enter the code " + value(code) + ".",
				"Or open " + value(complete) + ", and check that it shows the same code."}
		},
		HostsTitle: func(role, acct string) string {
			return "Not AWS: " + name(role) + inBrackets(account(acct))
		},
		HostsText: func(role string, hosts []string) string {
			return "Send codes and credentials of " + name(role) + " to a host that is not AWS's?\n" + hostLines(hosts) +
				"\n\nYour AWS files or the environment (endpoint_url, services, AWS_ENDPOINT_URL…, HALFDAY_SIGNIN_ENDPOINT) name it in AWS's place. If you do not know it, say no.\nHalfday remembers a yes."
		},
		AboutTitle: "About Halfday",
		AboutText: func(version string) string {
			return "Halfday " + name(version) + "\n\n" +
				"One click and one MFA code, and the AWS console is open for half a day.\n\n" +
				"Halfday writes no keys and no codes to disk. It is not a product of AWS. MIT licence."
		},
		UpdatesAsk: "Look now whether there is a newer version?",
		TryAgain:   func(m Message) string { return m.String() + "\n\nTry again?" },

		PageTitle: "The console did not open",
		PageText:  "Halfday has said why. You can close this tab.",
	}
}

// trayInstallEN says how to get a place for the icon.
func trayInstallEN(install string) string {
	if install == "" {
		return "It needs a panel that shows StatusNotifierItem icons."
	}
	return "To get one: " + value(install) + ", then log in again."
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
