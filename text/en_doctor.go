package text

import (
	"fmt"
	"time"
)

func doctorEN() DoctorWords {
	return DoctorWords{
		Title: "Halfday: the set-up",
		Heading: func(version, system, desktop string) string {
			return "Halfday " + name(version) + " on " + name(system) + inBrackets(name(desktop))
		},
		Fine:     "ok",
		Doubtful: "note",
		Bad:      "PROBLEM",
		Summary: func(bad, doubtful int) string {
			notes := ""
			if doubtful > 0 {
				notes = counted(doubtful, " 1 note is above.", " %d notes are above.")
			}
			if bad == 0 {
				return "Everything that Halfday needs is there." + notes
			}
			return counted(bad, "1 problem was found.", "%d problems were found.") + notes
		},
		Hint:            "In a terminal, halfday doctor shows all checks, and halfday doctor ROLE those of one role.",
		NothingWrong:    "The check found nothing to mend.",
		DoctorUsage:     doctorUsageEN,
		CompletionUsage: completionUsageEN,
		NoRoleMatches:   "No role matches.",
		CompletionUnknown: func(shell string) Message {
			return Message{"Unknown shell", `There is no completion for "` + value(shell) + `".`, "Halfday has one for bash, zsh and fish."}
		},

		Files:         "AWS files",
		Roles:         "Roles",
		Settings:      "Settings",
		Tray:          "Tray",
		Dialogs:       "Dialogs",
		Notifications: "Notifications",
		Browser:       "Browser",
		Connection:    "Connection",
		Clock:         "Clock",
		Credentials:   "Credentials",
		Device:        "MFA device",
		Length:        "Session",

		FilesRead: func(config, credentials string) string {
			return value(config) + " and " + value(credentials) + " are as they should be."
		},
		RolesFound: func(n, broken int) string {
			found := counted(n, "1 role was found", "%d roles were found")
			if broken == 0 {
				return found + "."
			}
			return fmt.Sprintf("%s; %d cannot work.", found, broken)
		},
		SettingsRead: "The settings file is as it should be.",
		ProxyBy: func(host, origin string) string {
			by := "the system's settings name it"
			switch origin {
			case "environment":
				by = "HTTPS_PROXY names it"
			case "settings":
				by = "proxy in the settings names it"
			}
			if host == "" {
				return "AWS is reached without a proxy: the settings say so."
			}
			return "AWS is reached through the proxy " + value(host) + ": " + by + "."
		},
		ProxyScript: Message{"Proxy", "The system's settings name a script for the proxy (PAC), which Halfday does not read.",
			"If AWS cannot be reached, set proxy in the settings to the proxy that the script gives."},
		SettingsLine: func(line int) Message {
			return Message{"Settings", fmt.Sprintf("Line %d of the settings file has a value that cannot be used.", line),
				"Correct it, or take it out: the default holds until then."}
		},
		NoTray: func(install string) Message {
			return Message{"No tray icons", "This desktop shows no tray icons.",
				trayInstallEN(install) + " Until then, starting Halfday again opens the list of roles."}
		},
		TrayPresent: "The desktop shows tray icons.",
		DialogsShow: "Dialogs can be shown.",
		NotificationsBy: func(service string) string {
			if service == "" {
				return "The system shows notifications."
			}
			return value(service) + " shows notifications."
		},
		NoNotifications: Message{"No notifications", "Nothing on this desktop shows notifications.",
			"Halfday reminds you in a dialog instead. To have notifications, install a notification service such as dunst or xfce4-notifyd."},
		NotificationsOff: Message{"Notifications are off", "Halfday's notifications are switched off in the system's settings.",
			"Halfday reminds you in a dialog instead. To have notifications: System Settings › Notifications › Halfday (macOS), or Settings › System › Notifications (Windows)."},
		NotificationsUnasked: "macOS asks for your permission after the first sign-in.",
		LoginShell:           "PATH has the folders of /etc/paths and of Homebrew. Variables that your shell's profile sets, such as AWS_CONFIG_FILE, are not seen when Halfday is started from Finder or at login.",
		OpensIn: func(browser string) string {
			if browser == "" {
				return "The console opens in the system's default browser."
			}
			return "The console opens in the default browser: " + value(browser) + "."
		},
		AnotherAnswers: "Nothing has to be done: another of AWS's sign-in hosts answers, and Halfday uses that one.",
		Answered: func(host string, took time.Duration) string {
			return fmt.Sprintf("%s answered in %d ms.", value(host), max(1, took.Milliseconds()))
		},
		ClockRight: "The clock agrees with that of AWS.",
		Owner: func(who string) string {
			return "AWS knows the source credentials: they belong to " + value(who) + "."
		},
		DeviceOfUser: func(device, user string) string {
			return fmt.Sprintf("The MFA device %s belongs to %s.", name(device), name(user))
		},
		DeviceOfNobody: func(device, user string) Message {
			return Message{"Another MFA device", fmt.Sprintf("The MFA device %s is not one of those of %s.", name(device), name(user)),
				"Look at your user in the IAM console and copy the identifier of an assigned authenticator app into mfa_serial."}
		},
		DeviceElsewhere: func(device, acct string) Message {
			return Message{"Another account", fmt.Sprintf("The MFA device %s belongs to the account %s, and the source credentials to another.", name(device), name(acct)),
				"Set mfa_serial to the device of the user whose credentials are used."}
		},
		DeviceUntold: func(device string) Message {
			return Message{"Not told", fmt.Sprintf("AWS did not say whose the MFA device %s is.", name(device)),
				"Few users may ask that, so it is no fault. If codes are refused, compare mfa_serial with the device in the IAM console."}
		},
		NoDevice: "No MFA code is asked for.",
		Lasts: func(d time.Duration) string {
			return "The console session will last up to " + durationEN(d) + ". What AWS takes for this role shows at the next sign-in."
		},
		LastsLearned: func(d time.Duration, at time.Time) string {
			return "The console session will last " + durationEN(d) + ": AWS took that on " + at.Format("2 January 2006 at 15:04") + ". Halfday asks for more again after 7 days, or when duration_seconds has changed."
		},
		LastsLittle: func(d time.Duration) string {
			return "The console session will last " + durationEN(d) + ": AWS allows no more for a role that is reached through another role or with temporary credentials."
		},
	}
}

const doctorUsageEN = `Usage:
  halfday doctor [--problems] [ROLE]

Checks what Halfday needs: the AWS files, the desktop, the browser, the clock
and the connection to AWS. With ROLE it also asks AWS whose the role's source
credentials are and whether the MFA device is that user's; it sends no code.

What it prints is fit for a bug report: no secret, account numbers shortened.

Flags:
  --problems    only what is not as it should be

Exit codes:
  0  no problem
  1  at least one problem
  2  wrong usage
`

const completionUsageEN = `Usage:
  halfday completion bash|zsh|fish

Prints a script that lets the shell complete commands and names of roles. Write
  ~/.bashrc                   eval "$(halfday completion bash)"
  ~/.zshrc                    eval "$(halfday completion zsh)"
  ~/.config/fish/config.fish  halfday completion fish | source

In zsh it goes behind compinit.
`
