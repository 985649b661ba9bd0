package text

import (
	"fmt"
	"time"
)

func terminalEN() TerminalWords {
	return TerminalWords{
		Usage:       usageEN,
		SignInUsage: signInUsageEN,
		OpenUsage:   openUsageEN,
		PageUsage:   pageUsageEN,
		RolesUsage:  rolesUsageEN,
		SignedIn: func(role string, until, now time.Time) string {
			return fmt.Sprintf("Signed in to %s until %s.", name(role), clockEN(until, now))
		},
		Watching: "For 10 s halfday sees to it that nobody else uses the link. Ctrl-C ends that.",
		PrintedURL: func(until, now time.Time) string {
			return fmt.Sprintf("Open this URL within 15 minutes. It signs in whoever has it: share it with nobody.\n"+
				"The console session lasts until %s.", clockEN(until, now))
		},
		NoRole:      noRoleEN,
		RoleColumns: []string{"PROFILE", "ACCOUNT", "REGION", "SOURCE", "MFA", "CONSOLE", "PROBLEM"},
		NoDisplay: Message{"No graphical session", "The icon needs a graphical session, and there is none here.",
			"In a terminal, halfday sign-in PROFILE does the same."},
		NoSessionBus: Message{"No session bus", "The icon needs the D-Bus session bus of a desktop, and it does not answer.",
			"Log in to a desktop, or use halfday sign-in PROFILE."},
		Running:      "Halfday is already running.",
		DemoHint:     "This is the demo: no AWS, invented roles. Any six digits are a good code, except 000000.",
		DemoTerminal: "The demo runs in this terminal instead.",
		DemoCode:     func(code string) string { return "Nobody is here to type a code: taking " + value(code) + "." },
		DemoPage:     func(title string) string { return "The browser would show: " + value(title) },
		ChooseRole:   "Number of the role: ",
		LoginItemOn:  "Halfday starts at login.",
		LoginItemOff: "Halfday does not start at login.",
		NoSuchArgument: func(arg string) Message {
			return Message{"Unknown argument", `Halfday does not know "` + value(arg) + `".`, "halfday -h shows what it knows."}
		},
		NotTogether: func(a, b string) Message {
			return Message{"Arguments that exclude each other", value(a) + " and " + value(b) + " do not go together.", "Leave one of them out."}
		},
		NeedsAlso: func(a, b string) Message {
			return Message{"An argument is missing", value(a) + " needs one more argument.", "Add " + value(b) + "."}
		},
		ForPrograms: func(a string) Message {
			return Message{"Not for a terminal", "What " + value(a) + " writes may hold credentials, and is for the program in the menu bar alone.",
				"Leave it out."}
		},
		ForHalfday: func(a string) Message {
			return Message{"Not for a terminal", value("halfday "+a) + " is a part of Halfday that only Halfday itself can use.",
				value("halfday help") + " lists what you can type."}
		},
	}
}

const usageEN = `Halfday opens the AWS console from the menu bar: one click, one MFA code,
signed in for half a day.

Usage:
  halfday                        show the icon with the menu of roles
  halfday -demo                  the same with invented roles, without AWS
  halfday sign-in [PROFILE]      sign in to the console from a terminal
  halfday sign-in --sso-session NAME
                                 sign in to a session of Identity Center
  halfday sign-out [NAME]        sign out of it
  halfday open URL               open a page of the console in the role of its account
  halfday page                   open Halfday in the browser: all roles, with search
  halfday roles [TEXT]           list the roles of the AWS files
  halfday roles add              add roles that Identity Center lists
  halfday doctor [ROLE]          check the set-up, or that of one role
  halfday login-item on|off|status
                                 start at login, or no longer, or say which
  halfday completion bash|zsh|fish
                                 let the shell complete names of roles
  halfday version                print the version

Flags:
  -remind 15m    remind this long before a session ends
  -v             write the log to standard error too
  -h             show this help; halfday sign-in -h, roles -h and doctor -h show more

Roles are the profiles with a role_arn in ~/.aws/config and ~/.aws/credentials,
or in the files that AWS_CONFIG_FILE and AWS_SHARED_CREDENTIALS_FILE name.

` + exitCodesEN

const signInUsageEN = `Usage:
  halfday sign-in [FLAGS] [PROFILE]
  halfday sign-in --role-arn ARN --mfa-serial ARN [--source-profile NAME] [--region R]
  halfday sign-in --sso-session NAME

Asks for the MFA code, assumes the role and opens the AWS console in the default
browser. With neither PROFILE nor --role-arn it asks for the role.

Flags:
  --print-url             print the sign-in URL instead of opening it
  --code-stdin            read the MFA code from standard input
  --role-arn ARN          the role, without a profile for it
  --mfa-serial ARN        the MFA device of the user whose keys are used
  --source-profile NAME   the profile with these keys (default: default)
  --region R              the region that the console shows
  --page PAGE             what it shows this once: a service (cloudwatch), a path
                          or a page's address
  --browser NAME          where it opens this once: firefox, chrome:profile:Work,
                          firefox:container:Work, edge:private
  --sso-session NAME      sign in to a session of Identity Center, and open nothing
  -v                      write the log to standard error too

` + exitCodesEN

const openUsageEN = `Usage:
  halfday open URL

Opens a page of the AWS console, given its address, with the role that your AWS
files have in its account. With several it asks which; where the address names
no account, it lists the roles of that part of AWS. Put the address in quotation
marks.

` + exitCodesEN

const pageUsageEN = `Usage:
  halfday page

Opens Halfday in the browser: all roles with search, the sessions with the time
that is left, and what to open a role with. Starts the tray where none runs. The
MFA code is asked for in a dialog, never in the page.

` + exitCodesEN

const rolesUsageEN = `Usage:
  halfday roles [FLAGS] [TEXT]

Lists the roles of the AWS files, with the reason where one cannot work. With
TEXT, those that have it in their name, ARN, source profile or label. It runs no
program and connects to nothing. The exit code is 0 also when some roles have
problems.

Flags:
  --account N    only those of this account
  --problems     only those that cannot work
  --all          the other profiles, too, and why they are no roles
  --json         an array of objects, for other programs
`

var noRoleEN = oneOf(map[string]string{
	"keys":      "access keys of an IAM user. Give a role a profile with role_arn, and this one as its source_profile.",
	"temporary": "temporary credentials. A profile with role_arn can have it as its source_profile, for an hour of console.",
	"login":     "written by aws login, which opens the console of this profile itself. A profile with role_arn can have it as its source_profile.",
	"process":   "credentials of a program. Give a role a profile with role_arn, and this one as its source_profile.",
	"sso":       "Identity Center without sso_account_id and sso_role_name. Add both, or run aws configure sso.",
}, "settings without credentials or a role_arn.")

const exitCodesEN = `Exit codes:
  0  done
  1  something else went wrong
  2  wrong usage, or a profile that cannot work
  3  cancelled
  4  MFA code refused
  5  denied by AWS
  6  no connection to AWS
`
