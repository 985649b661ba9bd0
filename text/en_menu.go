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
