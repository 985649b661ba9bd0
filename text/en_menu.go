package text

import (
	"cmp"
	"fmt"
	"time"
)

func menuEN() MenuWords {
	return MenuWords{
		Title:   "Halfday",
		NoRoles: "No roles in ~/.aws/config",
		NoRolesWhy: func(n int) string {
			return counted(n, "No roles: why the 1 profile is none…", "No roles: why the %d profiles are none…")
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
			return counted(n, "Cancel the one that waits", "Cancel the %d that wait")
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
			return name(role) + inBrackets(wrongEN.reason(p))
		},
		Problems: func(n int) string { return fmt.Sprintf("%d problems with the files", n) },
		Warnings: func(n int) string {
			return counted(n, "1 line of the AWS files was passed over", "%d lines of the AWS files were passed over")
		},
		Warning:  wrongEN.warning,
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

var phaseEN = oneOf(map[string]string{
	"queued":   "waits for another sign-in",
	"consent":  "asks whether to open it",
	"code":     "waits for the MFA code",
	"assume":   "asking AWS for the role…",
	"center":   "sign in to Identity Center in the browser",
	"exchange": "asking AWS for the console…",
	"open":     "opening the browser…",
}, "starting…")
