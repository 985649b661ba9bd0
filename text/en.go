package text

import (
	"cmp"
	"fmt"
	"time"
)

// English gives the words in English.
func English() Words { return english }

// english are the words that a field names; what is looked up by a key, such as a
// problem, stands in en below.
var english = Words{
	Language: "en",

	Menu: MenuWords{
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

		Session: en.session,
		Open: func(role string, until, now time.Time) string {
			return name(role) + " ● until " + en.clock(until, now)
		},
		Full: func(browser string, n int) string {
			return fmt.Sprintf("%d consoles are open in %s: AWS takes no more", n, cmp.Or(name(browser), "the default browser"))
		},
		Ended: func(role string, at, now time.Time) string {
			return fmt.Sprintf("%s: ended %s, sign in again", name(role), en.clock(at, now))
		},
		Attempt:    en.attempt,
		BrokenRole: en.brokenRole,
		Problems:   func(n int) string { return fmt.Sprintf("%d problems with the files", n) },
		Warnings: func(n int) string {
			return counted(n, "1 line of the AWS files was passed over", "%d lines of the AWS files were passed over")
		},
		Warning:  en.warning,
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
			line := "Halfday: " + name(role) + ", " + en.duration(left)
			if more > 0 {
				line += fmt.Sprintf(" (and %d more)", more)
			}
			return line
		},
	},

	Dialog: DialogWords{
		CodeTitle:  titled("MFA code"),
		Production: func(title string) string { return "PRODUCTION: " + value(title) },
		CodeText: func(role, acct, device, lasts string) string {
			return "Enter the six-digit MFA code.\nRole: " + name(role) + onLine("Account: ", account(acct)) + onLine("MFA device: ", name(device)) +
				"\nConsole: " + value(lasts)
		},
		CodeAgain: func(why string, wait time.Duration) string {
			next := "wait for the next one."
			if wait > 0 {
				next = "the next one comes in " + en.wait(wait) + "."
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
			return "One code for " + en.list(names) + ". AWS gives roles that share a code an hour each."
		},
		Full: func(n int) string {
			return fmt.Sprintf("%d consoles are open in this browser, and AWS allows no more at once: it will ask you to sign out of one.", n)
		},
		OpenTitle: titled("Open"),
		OpenText: func(role, acct string, production bool) string {
			question := "Open the console?"
			if production {
				question = "Open the console of a role in production?"
			}
			return question + "\nRole: " + name(role) + onLine("Account: ", account(acct))
		},
		FromPage:     "This was asked for in Halfday's page in the browser.",
		ConsentTitle: titled("Open again"),
		ConsentText: func(role, acct string, until, now time.Time) string {
			return "Open the console again, without a new code?\nRole: " + name(role) + onLine("Account: ", account(acct)) +
				"\nThe session ends at " + en.clock(until, now.In(until.Location())) + ", in " + en.duration(until.Sub(now)) + "." +
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
		HostsTitle: titled("Not AWS"),
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
	},

	Reminder: ReminderWords{
		Ending: func(names []string, left time.Duration) Message {
			in := "in " + unbroken(en.duration(left))
			if len(names) > 1 {
				return Message{fmt.Sprintf("%d console sessions end %s", len(names), in), fmt.Sprintf("The console sessions of %s end %s.", en.list(names), in), againEN}
			}
			return Message{fmt.Sprintf("%s ends %s", en.list(names), in), fmt.Sprintf("The console session of %s ends %s.", en.list(names), in), againEN}
		},
		Ended: func(names []string, at, now time.Time) Message {
			if len(names) > 1 {
				return Message{fmt.Sprintf("%d console sessions have ended", len(names)),
					fmt.Sprintf("The console sessions of %s have ended, the last at %s.", en.list(names), en.clock(at, now)), againEN}
			}
			return Message{en.list(names) + " has ended", fmt.Sprintf("The console session of %s ended at %s.", en.list(names), en.clock(at, now)), againEN}
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
			return Message{name(role) + " lasts " + en.duration(granted),
				fmt.Sprintf("AWS opened the console of %s for %s instead of %s: the role's maximum session duration is lower.", name(role), en.duration(granted), en.duration(wanted)),
				fmt.Sprintf("For more: (1) raise the role's maximum session duration in IAM, or (2) set duration_seconds in the profile, "+
					"up to that maximum: the console then lasts that long. Halfday says this once for %s.", name(role))}
		},
	},

	Terminal: TerminalWords{
		Usage: `Halfday opens the AWS console from the menu bar: one click, one MFA code,
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

` + exitCodesEN,
		SignInUsage: `Usage:
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

` + exitCodesEN,
		OpenUsage: `Usage:
  halfday open URL

Opens a page of the AWS console, given its address, with the role that your AWS
files have in its account. With several it asks which; where the address names
no account, it lists the roles of that part of AWS. Put the address in quotation
marks.

` + exitCodesEN,
		PageUsage: `Usage:
  halfday page

Opens Halfday in the browser: all roles with search, the sessions with the time
that is left, and what to open a role with. Starts the tray where none runs. The
MFA code is asked for in a dialog, never in the page.

` + exitCodesEN,
		RolesUsage: `Usage:
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
`,
		DoctorUsage: `Usage:
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
`,
		CompletionUsage: `Usage:
  halfday completion bash|zsh|fish

Prints a script that lets the shell complete commands and names of roles. Write
  ~/.bashrc                   eval "$(halfday completion bash)"
  ~/.zshrc                    eval "$(halfday completion zsh)"
  ~/.config/fish/config.fish  halfday completion fish | source

In zsh it goes behind compinit.
`,
		NoRoleMatches: "No role matches.",
		CompletionUnknown: func(shell string) Message {
			return Message{"Unknown shell", `There is no completion for "` + value(shell) + `".`, "Halfday has one for bash, zsh and fish."}
		},
		SignedIn: func(role string, until, now time.Time) string {
			return fmt.Sprintf("Signed in to %s until %s.", name(role), en.clock(until, now))
		},
		Watching: "For 10 s halfday sees to it that nobody else uses the link. Ctrl-C ends that.",
		PrintedURL: func(until, now time.Time) string {
			return fmt.Sprintf("Open this URL within 15 minutes. It signs in whoever has it: share it with nobody.\n"+
				"The console session lasts until %s.", en.clock(until, now))
		},
		NoRole: oneOf(map[string]string{
			"keys":      "access keys of an IAM user. Give a role a profile with role_arn, and this one as its source_profile.",
			"temporary": "temporary credentials. A profile with role_arn can have it as its source_profile, for an hour of console.",
			"login":     "written by aws login, which opens the console of this profile itself. A profile with role_arn can have it as its source_profile.",
			"process":   "credentials of a program. Give a role a profile with role_arn, and this one as its source_profile.",
			"sso":       "Identity Center without sso_account_id and sso_role_name. Add both, or run aws configure sso.",
		}, "settings without credentials or a role_arn."),
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
	},

	Add: AddWords{
		Menu:    "Add a role…",
		TryDemo: "Try the demo",
		Welcome: func(file string) Message {
			return Message{"Welcome to Halfday", "Halfday found no roles in " + value(file) + ". A role looks like this there:" + exampleRole,
				"Add a role now? You need its ARN, the ARN of your MFA device, and a profile with your access keys. Without them, \"Try the demo\" in the menu shows how it works."}
		},
		Title: "Add a role",
		ARN:   "ARN of the role, as in\narn:aws:iam::111122223333:role/ReadOnly",
		Name: func(suggested string) string {
			return "A name for the role in the menu.\nEmpty: " + name(suggested)
		},
		Source: "Which profile has your access keys?",
		NoSource: func(file string) Message {
			return Message{"No access keys yet", "No profile of the AWS files has access keys.",
				"In a terminal, run: aws configure --profile me. Or write the keys to " + value(file) + ", then add the role again."}
		},
		MFASerial: "ARN of your MFA device, as in\narn:aws:iam::444455556666:mfa/your-name\n(AWS console: your name, Security credentials.) Empty: the role needs none.",
		Confirm: func(file string) Message {
			return Message{"Add a role", "Halfday will write this at the end of " + value(file) + ":", "Write it?"}
		},
		Production: func(role string) Message {
			return Message{"Production?", name(role) + " sounds like a role in production.",
				"Mark it, so that it never opens without a question that names it?"}
		},
		Added: func(role, backup string, keys bool) Message {
			return Message{"Role added", name(role) + " is in the menu.", kept(backup, beforeEN, keys, holdsKeysEN)}
		},
		Failed: func(file, detail string) Message {
			return Message{"Role not added", value(file) + " cannot be written" + inBrackets(value(detail)) + ".",
				"Check who may write it, and whether the disk is full."}
		},
	},

	Center: CenterWords{
		Standing: func(session string, until, now time.Time) string {
			if until.IsZero() {
				return name(session) + ": signed in"
			}
			return name(session) + ": signed in until " + en.clock(until, now)
		},
		NotIn: func(session string) string { return name(session) + ": not signed in" },
		Several: func(signedIn, all int) string {
			return fmt.Sprintf("Identity Center: %d of %d signed in", signedIn, all)
		},
		SignIn:    func(session string) string { return "Sign in to " + name(session) },
		Again:     func(session string) string { return "Sign in to " + name(session) + " again" },
		SignOut:   func(session string) string { return "Sign out of " + name(session) },
		SignedIn:  func(session string) string { return "Signed in to " + name(session) + "." },
		SignedOut: func(session string) string { return "Signed out of " + name(session) + "." },
		NotTold: func(session string, why Message) Message {
			return Message{"AWS does not know", "The sign-in to " + name(session) + " is gone from this computer, but AWS could not be told. " + why.What,
				"It ends by itself. If somebody else may have it, sign out in the AWS access portal of your organisation."}
		},
		Unknown: func(session string, names []string) Message {
			return Message{"No such session", "The AWS files have no Identity Center session " + name(session) + ".", "They have: " + cmp.Or(en.list(names), "none") + "."}
		},
		Which: func(names []string) Message {
			return Message{"Which session?", "The AWS files have these Identity Center sessions: " + cmp.Or(en.list(names), "none") + ".", "Name one of them."}
		},
		SignOutUsage: `Usage:
  halfday sign-out [SESSION]

Signs out of a session of Identity Center: the AWS CLI's token is removed, and
AWS is told. SESSION is the name of its section in the AWS config file, or its
start URL; it may be left out where there is one. Consoles that are open stay so.

` + exitCodesEN,

		AddMenu:  "Add roles from Identity Center…",
		AddTitle: "Add roles",
		AddWhich: "Roles of which Identity Center session?",
		Another:  "Another one…",
		StartURL: "Start URL of your AWS access portal, as in\nhttps://d-1234567890.awsapps.com/start",
		Region:   "Region of Identity Center, as in eu-central-1.\nThe page of the AWS access portal, or whoever manages your accounts, says which.",
		Name: func(suggested string) string {
			return "A name for this sign-in, as the AWS CLI knows it, too.\nEmpty: " + name(suggested)
		},
		Reading: func(read, all int) string { return fmt.Sprintf("Reading your roles: %d of %d accounts", read, all) },
		NoneThere: func(session string) Message {
			return Message{"No roles there", "Identity Center lists no roles for the person who is signed in to " + name(session) + ".",
				"Sign in as somebody else, or ask whoever manages your accounts."}
		},
		AllStand: func(n int) Message {
			return Message{"Nothing to add", fmt.Sprintf("All %d roles that Identity Center lists for you are in the AWS files.", n), "You find them in the menu."}
		},
		Choose: func(n, stand int, how string) string {
			text := fmt.Sprintf("%d roles can be added", n)
			if stand > 0 {
				text += fmt.Sprintf(", %d more are in the AWS files", stand)
			}
			return text + ".\n" + value(how)
		},
		HoldKey: func(key string) string { return "Hold " + name(key) + " to choose several." },
		Numbers: "Type their numbers, as in 1,3-5, or all.",
		Confirm: func(file string, n int) Message {
			return Message{"Add roles", fmt.Sprintf("Halfday will write %d profiles at the end of %s:", n, value(file)), "Write it?"}
		},
		MoreToWrite: func(n int) string { return fmt.Sprintf("… and %d more profiles", n) },
		Added: func(n int, backup string, keys bool) Message {
			return Message{"Roles added", fmt.Sprintf("%d roles are in the menu.", n), kept(backup, beforeEN, keys, holdsKeysEN)}
		},
		Production: func(names []string) Message {
			return Message{"Production?", en.list(names) + ": this sounds like production.", "Mark it, so that it never opens without a question that names it?"}
		},
		AddUsage: `Usage:
  halfday roles add [--sso-session NAME]

Lists the accounts and roles that Identity Center has for you, after a sign-in
where one is needed, and adds those that you choose to the AWS config file: each
becomes a profile ACCOUNTNAME-ROLE. You see what will be written before it is;
the file as it was is kept beside it. Where the AWS files have no session yet,
it asks for the start URL and the region.

Flags:
  --sso-session NAME   the session, by the name of its section

` + exitCodesEN,
	},

	Update: UpdateWords{
		Newer: func(version, page, command string) Message {
			m := Message{updatesEN, "Halfday " + name(version) + " is there.", "Download it from " + value(page) + " and install it as you did this one."}
			if command != "" {
				m.Do = "To install it: " + value(command)
			}
			return m
		},
		None: func(version string) string { return "Halfday " + name(version) + " is the newest version." },
		Own:  Message{updatesEN, "This build of Halfday does not know where to ask for newer ones.", "Look where you got it from."},
		Forged: Message{updatesEN, "The answer is not signed by the makers of Halfday, so it was not read.",
			"A proxy may have answered. Try on another network; if it stays so, report it."},
		Failed: Message{updatesEN, "Nobody could be asked for a newer version.", "Check the network and the proxy, then try again."},
		Weekly: Message{updatesEN, "Look for a newer version once a week?",
			"That is one request for one small file. It says nothing about you, and nothing is installed."},
	},

	Role: RoleWords{
		Menu:      roleSettingsEN,
		MenuOne:   "Settings of this role…",
		Choose:    "Which role?",
		Title:     func(role string) string { return "Settings of " + name(role) },
		Ask:       "What should be different for this role?",
		Usual:     "as usual",
		Yes:       "yes",
		No:        "no",
		NotUsable: "That value cannot be used here.",

		Label:       "Name in the menu",
		Production:  "Production",
		Browser:     "Browser",
		Destination: "Page",
		Region:      "Region",
		Length:      "Length of the session",
		Reopen:      "Open again",

		AskLabel:       "Name in the menu. Empty: the name of the profile.",
		AskBrowser:     "In which browser should this role open?",
		AskDestination: "Page to open: a service such as cloudwatch, a path that begins with /, or a page's address.\nEmpty: the home of the console.",
		AskRegion:      "Region that the console shows, as in ap-northeast-1.\nEmpty: the profile's.",
		AskLength:      "How long should its console sessions last?",
		AskReopen:      "What should it take to open this role again while its session lasts?\nA role in production is asked about each time at least.",

		ReopenAsk:  "a yes, when the last one is 10 minutes old",
		ReopenCode: "a new MFA code each time",
		ReopenFree: "nothing",

		BrowserUsual:     "Default browser",
		BrowserOthers:    "Other browsers…",
		BrowserProfile:   func(browser, profile string) string { return name(browser) + ", profile " + name(profile) },
		BrowserContainer: func(browser, container string) string { return name(browser) + ", container " + name(container) },
		BrowserPrivate:   func(browser string) string { return name(browser) + ", private window" },
	},

	Open: OpenWords{
		Menu:    "Open…",
		Title:   func(role string) string { return "Open: " + name(role) },
		Choose:  "Which page of the console?",
		Another: "Another page…",
		Ask: "Which page of the console? A service such as cloudwatch, a path, or an address from the browser.\n" +
			"A region may follow: cloudwatch us-east-1",
		NotUsable: "That is not a page of this role's console.",
		OtherAccount: func(acct string) string {
			return "That page is of account " + account(acct) + ", not of this role's."
		},
	},

	Several: SeveralWords{
		Menu:  "Sign in to several…",
		Title: "Sign in to several",
		Choose: func(key string) string {
			return "Choose the roles to sign in to.\nHold " + name(key) + " to choose several."
		},
		How: func(n int, device string) string {
			return fmt.Sprintf("%d of these roles want a code of the MFA device %s. AWS takes each code once. ", n, name(device)) +
				"Several roles can share one, and AWS then gives each an hour. For more, up to 12 h, each role needs a code of its own, and the device shows a new one every half minute."
		},
		One:  "One code, 1 h each",
		Each: "A code for each, up to 12 h each",
	},

	Settings: SettingsWords{
		Menu:  "Settings…",
		Title: "Settings",
		Ask:   "What do you want to change? It holds for all roles that say nothing else.",
		File:  "All settings: open the file…",

		Length:   "Length of the sessions",
		Remind:   "Reminders",
		Reopen:   "Open again",
		Language: "Language",
		Group:    "Grouping of many roles",

		AskLength:   "How long should console sessions last?\nAWS may allow a role less.",
		AskRemind:   "When should Halfday remind you of the end of a session?",
		AskReopen:   "What should it take to open a role again while its session lasts?\nA role in production is asked about each time at least.",
		AskLanguage: "Which language should Halfday speak?",
		AskGroup:    "How should a long list of roles be grouped in the menu?",

		Never:          "never",
		Before:         func(lengths []string) string { return en.list(lengths) + " before the end" },
		LanguageSystem: "as the system",

		GroupAuto:    "what fits best",
		GroupPrefix:  "by the beginning of the name",
		GroupAccount: "by account",
		GroupSource:  "by source profile",
		GroupNone:    "not at all",
	},

	Lists: ListWords{
		Find:      "Find a role…",
		Pin:       "Pin roles…",
		Pinned:    "Pinned",
		All:       func(n int) string { return fmt.Sprintf("All %d roles", n) },
		Group:     func(group string, n int) string { return fmt.Sprintf("%s (%d)", account(group), n) },
		NoAccount: "no account",
		NoSource:  "no source profile",
		More:      func(n int) string { return fmt.Sprintf("%d more: find a role…", n) },
		Others:    func(n int) string { return fmt.Sprintf("%d more", n) },

		FindTitle: "Find a role",
		FindText:  "Choose a role to sign in. Type the beginning of its name to find it.",
		PinTitle:  "Pin roles",
		PinText: func(key string) string {
			return "Choose the roles to pin to the top of the menu. Choosing a pinned role takes it off.\n" +
				"Hold " + name(key) + " to choose several."
		},
		Filter: func(n int) string {
			return fmt.Sprintf("There are %d roles. Enter a part of the name or of the account number.", n)
		},
		NoMatch: func(part string) Message {
			return Message{"No such role", fmt.Sprintf("No role has %s in its name or account number.", name(part)), "Try a shorter part."}
		},

		Running:  func(until, now time.Time) string { return "open until " + en.clock(until, now) },
		Ended:    func(at, now time.Time) string { return "ended " + en.clock(at, now) },
		Phase:    en.phase,
		Broken:   en.reason,
		IsPinned: "pinned",
	},

	Doctor: DoctorWords{
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
		Hint:         "In a terminal, halfday doctor shows all checks, and halfday doctor ROLE those of one role.",
		NothingWrong: "The check found nothing to mend.",

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
			return "The console session will last up to " + en.duration(d) + ". What AWS takes for this role shows at the next sign-in."
		},
		LastsLearned: func(d time.Duration, at time.Time) string {
			return "The console session will last " + en.duration(d) + ": AWS took that on " + at.Format("2 January 2006 at 15:04") + ". Halfday asks for more again after 7 days, or when duration_seconds has changed."
		},
		LastsLittle: func(d time.Duration) string {
			return "The console session will last " + en.duration(d) + ": AWS allows no more for a role that is reached through another role or with temporary credentials."
		},
	},

	Buttons: ButtonWords{
		OK: "OK", Cancel: "Cancel",
		Yes: "Yes", No: "No",
		Edit: "Edit",
		Undo: "Undo", Cut: "Cut", Copy: "Copy",
		Paste: "Paste", SelectAll: "Select All",
	},

	Page: PageWords{
		Search:   "Find a role",
		Hint:     "A part of a name, label, account number or region, or a copied address of the AWS console. Arrow keys choose, Enter opens.",
		Sessions: "Sessions", Roles: "Roles", Chosen: "The chosen role", Day: "Today, with the sessions in it",
		PageField: "Page of the console (nothing: the usual one)", Region: "Region", Browser: "Browser", Usual: "The usual one",
		Open: "Open the console", Again: "Ask for a new code", Cancel: "Cancel the sign-in",
		Production: "production", Alarm: "may be in other hands: Halfday's menu says more",
		None: "No role matches.", More: "{0} roles match. Type more to see fewer.",
		Left: "{0} h {1} min left", Ended: "ended at {0}",
		BackEnded: "The console session of {0} has ended.", BackEndedAt: "The console session of {0} ended at {1}.", BackHere: "Sign in and go on in this tab", Raise: "Show Halfday",
		Closed:   "This tab is not connected with Halfday. Open the page from Halfday's menu, or show it here.",
		Lost:     "Halfday does not answer. As soon as it runs again, this page goes on.",
		Late:     "Halfday did not take that. Reload the page, or try again in a moment.",
		NoPage:   "That address leads to none of the roles.",
		NoOpen:   "This role's console has no such page or region, or the browser is not there any more.",
		BackRuns: "The console session of {0} still runs: {1}.",
	},

	Duration: en.duration,
	Lasts:    en.lasting,
	Problem:  en.problem,
}

// What several texts share.
const (
	againEN        = "Sign in again to go on."
	beforeEN       = "The file as it was before: "
	holdsKeysEN    = ". It holds secret keys, as the file does: delete it when you need it no more."
	updatesEN      = "Updates"
	roleSettingsEN = "Role settings…"
	doLogEN        = "Try again. If it happens again, look at the log: it says more."
	browserEN      = "If it happens again, choose another default browser in the system's settings."
)

// trayInstallEN says how to get a place for the icon.
func trayInstallEN(install string) string {
	if install == "" {
		return "It needs a panel that shows StatusNotifierItem icons."
	}
	return "To get one: " + value(install) + ", then log in again."
}

const exitCodesEN = `Exit codes:
  0  done
  1  something else went wrong
  2  wrong usage, or a profile that cannot work
  3  cancelled
  4  MFA code refused
  5  denied by AWS
  6  no connection to AWS
`

// en is what times, lists, problems and warnings are made of.
var en = &language{
	less: "less than a minute", minutes: "%d min", hours: "%d h", both: "%d h %d min", seconds: "%d s",
	days: map[int]string{-1: "15:04 yesterday", 0: "15:04", 1: "15:04 tomorrow"}, date: "15:04 on 2 January",
	comma: ", ", and: " and ", more: " and %d more",
	stops: ".",

	lasts: map[string]string{
		"unknown":     "up to %s",
		"chained":     "%s: chained role",
		"one_code":    "%s: one code for several roles",
		"learned":     "%s: AWS takes no more",
		"credentials": "%s: as long as the role's credentials",
	},
	phases: map[string]string{
		"":         "starting…",
		"queued":   "waits for another sign-in",
		"consent":  "asks whether to open it",
		"code":     "waits for the MFA code",
		"assume":   "asking AWS for the role…",
		"center":   "sign in to Identity Center in the browser",
		"exchange": "asking AWS for the console…",
		"open":     "opening the browser…",
	},

	unknown: Message{"Something went wrong", "Something unexpected went wrong{ ($kind)}.", doLogEN},
	kinds: map[string]Message{
		"code_rejected": {"MFA code not accepted", "AWS did not accept this code.", "{$next_code}"},
		"code_reused":   {"MFA code used before", "This code was already sent to AWS.", "{$next_code}"},
		"code_maybe_spent": {"No answer from AWS", "The connection to AWS broke or timed out before there was an answer.",
			"AWS may have used this code: wait for the next one, then sign in again."},
		"code_format": {"Not an MFA code", "An MFA code is six digits.", "Type the digits that your MFA device shows now."},
		"code_tries": {"MFA code refused", "AWS refused three codes, so Halfday stopped.",
			"Check that the codes come from the right device{ ($device)} and that its clock is right, then sign in again."},
		"mfa_device_unknown": {"MFA device not known", "AWS does not know this MFA device for you{ ($device)}.",
			"Check mfa_serial in ~/.aws/config, or the clock of the phone."},
		"mfa_incomplete": {"MFA incomplete", "AWS needs both the MFA device and the code, and got only one of them.",
			"Check mfa_serial of {$own_profile} in ~/.aws/config."},
		"no_mfa": {"No MFA device", "AWS does not let you use {$the_role}, and no MFA device is set for its profile.",
			"Most roles require MFA: add mfa_serial = arn:aws:iam::ACCOUNT:mfa/DEVICE to the profile in ~/.aws/config. If that is not it, check:{$checks}"},
		"key_unknown": {"Access key not known", "AWS does not know the access key of {$the_profile}, or it is inactive.",
			"Look at your access keys in the IAM console and put an active one into ~/.aws/credentials. Keys of AWS China and GovCloud work only there."},
		"token_expired": {"Credentials expired", "The temporary credentials of {$the_profile} have expired.",
			"Get new ones the way you got these, then sign in again."},
		"signature": {"Secret key does not match", "The secret access key of {$the_profile} does not belong to its access key ID.",
			"Copy both into ~/.aws/credentials again, or create a new access key in the IAM console."},
		"clock_skew": {"Clock is wrong", "The clock of this computer {is $ahead ahead of AWS|is $behind behind AWS|differs too much from that of AWS}.",
			"Let the system set the time by itself, then sign in again with a new code."},
		"access_denied": {"Access denied", "AWS does not let you use {$the_role}.", "{$why} Check, likeliest first:{$checks}"},
		"duration_role_max": {"Session too long for the role", "This role allows less than the {$wanted|time} that the profile asks for.",
			"{With the next code Halfday asks for $limit; the console session stays as long as it was set. To avoid this, lower|Lower} " +
				"duration_seconds or raise the role's maximum session duration."},
		"duration_chain": {"At most 1 h for this role", "AWS allows at most 1 h for a role that is reached through another role (role chaining).",
			"Lower duration_seconds to 3600 in {$own_profile}."},
		"region_disabled": {"Region not enabled", "STS is not enabled in {$region|this region}.",
			"{With the next code Halfday asks in $detail. To avoid this, set|Set} another region in {$own_profile}, " +
				"or enable STS for it in the IAM console under Account settings."},
		"region_unknown": {"Region not known", "AWS has no region {$region|of this name}.",
			"Correct region in {$own_profile}, for example to us-east-1."},
		"aws_refused": {"AWS refused", "AWS refused the sign-in{ ($detail)}.", doLogEN},
		"throttled":   {"AWS is busy", "AWS is busy.", "Try again in a minute."},
		"aws_down": {"AWS has a problem", "AWS has a problem of its own and cannot answer{ (status $status)}.",
			"Try again in a minute. The AWS Health Dashboard tells of larger outages."},
		"no_network": {"No connection to AWS", "No connection to AWS{ ($host)}.", "Check the network, the VPN and the proxy, then try again."},
		"captive_portal": {"Not the real AWS", "This network answers in AWS's place{ ($host)}.",
			"Sign in to the network first, or set ca_bundle if your company inspects TLS."},
		"tls": {"Not the real AWS", "This network answers in AWS's place{ ($host)}: its certificate is not trusted.",
			"Sign in to the network first, or set ca_bundle in ~/.aws/config if your company inspects TLS."},
		"timeout": {"AWS does not answer", "AWS did not answer in time{ ($host)}.", "Check the network, the VPN and the proxy, then try again."},
		"signin_refused": {"Console sign-in refused", "AWS gave you the role but refused to open the console with it.",
			"Sign in again with a new code. If it happens again, look at the log: it says more."},
		"signin_answer": {"Unexpected answer", "AWS gave an answer that Halfday does not understand{ ($host)}.",
			"Try again, and check whether this network wants you to sign in to it first."},
		"process_missing": {"Program not found", "{$the_process} was not found.", "Install it, or write its full path into ~/.aws/config."},
		"process_failed":  {"Program failed", "{$the_process} failed{ with exit code $status}{: $said}.", "Run it in a terminal: it should print credentials as JSON."},
		"process_timeout": {"Program hangs", "{$the_process} did not end within 30 s.", "Run it in a terminal to see what it waits for."},
		"process_answer": {"Program gave no credentials", "{$the_process} printed something that is not credentials.",
			"Run it in a terminal: it should print credentials as JSON, as the AWS CLI expects them."},
		"sso_expired": {"Identity Center sign-in expired", "Your IAM Identity Center sign-in for {$the_profile} has expired.",
			"Run aws sso login{ --profile $shell_profile} in a terminal, then try again."},
		"sso_role": {"No such role for you", "Identity Center does not give the person who is signed in the role {$program|of $the_profile}{ ($account)}.",
			"If the browser was signed in as somebody else, sign out of the AWS access portal there, then sign in again. " +
				"Else ask whoever manages your accounts: the role may have been taken away."},
		"sso_consent": {"Access was denied", "On AWS's page access was denied, so Halfday has no sign-in to Identity Center for {$the_role}.",
			"Try again, and choose Allow access on that page."},
		"sso_timeout": {"No answer from the browser", "Nobody finished the sign-in to Identity Center within 5 minutes. Was its tab closed?",
			"Try again."},
		"sso_refused": {"Identity Center refused", "Identity Center refused the sign-in for {$the_role}{ ($detail)}.",
			"Try again. If that does not help, check sso_start_url and sso_region in ~/.aws/config."},
		"sso_region": {"Wrong region for Identity Center", "The Identity Center of {$the_profile} is not in the region of sso_region.",
			"Correct sso_region in ~/.aws/config: the AWS access portal of your organisation says which it is."},
		"sso_cache": {"Sign-in could not be kept", "The folder ~/.aws/sso/cache cannot be written to, so the sign-in to Identity Center is lost.",
			"Make it writable for you, and see that the disk is not full."},
		"login_expired": {"AWS login expired", "Your aws login for {$the_profile} has expired.",
			"Run aws login{ --profile $shell_profile} in a terminal, then try again."},
		"source_none": {"No credentials", "There are no credentials for {$the_profile}.",
			"Add aws_access_key_id and aws_secret_access_key to it in ~/.aws/credentials."},
		"endpoint_override": {"Address not allowed", "The address that is set in AWS's place cannot be used{ ($detail)}.",
			"Use https, or http with a loopback address such as 127.0.0.1, in HALFDAY_SIGNIN_ENDPOINT and AWS_ENDPOINT_URL_STS; or unset them."},
		"endpoint_path": {"Address not allowed", "The address in HALFDAY_SIGNIN_ENDPOINT has a path that is not AWS's{ ($detail)}.",
			"End it after the host or port, or with /federation."},
		"destination": {"Not a page of the console", "The destination in the settings is not a page of this role's AWS console{ ($detail)}.",
			"Write a service such as cloudwatch, a path that begins with /, or a page's address."},
		"files_bounds": {"AWS files too long to read", "The AWS files take too long to read{ ($detail)}: a line is too long, or too many lines belong to one value.",
			"Look at that line; a value seldom needs more than one."},
		"config": {"Profile not usable", "The AWS files do not work for {$the_profile}.",
			"Look at it in ~/.aws/config, then try again. The log says what is wrong with it."},

		// Halfday itself and the desktop: command line, dialogs, browser, settings.
		"role_unknown": {"No such role", "The AWS files have no role {$role|of this name}.", "halfday roles lists those that they have."},
		"page_port": {"Halfday's page does not open", "No port on this computer could be opened for Halfday's page.",
			"Quit Halfday and start it again. " + doLogEN},
		"page_address": {"Not a console page", "That is not the address of a page of the AWS console.",
			"Copy the whole address from the browser, and put it in quotation marks."},
		"page_argument": {"Not a page of the console", "That is not a page of this role's AWS console{ ($detail)}.",
			"Write a service such as cloudwatch, a path that begins with /, or a page's address."},
		"region_argument":  {"Region not known", "This role's part of AWS has no such region{ ($region)}.", "Write one such as us-east-1."},
		"browser_argument": {"Browser not found", "This computer has no such browser{ ($detail)}.", "It has: {$program|none that Halfday knows}."},
		"page_no_role": {"No role for this page", "The AWS files have no role that works for account {$account|of this page}.",
			"halfday roles lists those that they have, and why one does not work."},
		"crashed":   {"Sign-in ended early", "The sign-in to {$the_role} ended unexpectedly.", doLogEN},
		"stdin":     {"No MFA code", "There was no MFA code on standard input.", "Write the six digits to it, or leave out --code-stdin."},
		"cancelled": {"Cancelled", "The sign-in was cancelled.", ""},
		"canceled":  {"Cancelled", "The sign-in was cancelled.", ""},
		"dialog_missing": {"No dialog program", "There is no program that can show a dialog.",
			"Install zenity{ ($detail)}, or sign in from a terminal: halfday sign-in{ $shell_role}"},
		"display_missing": {"No display", "There is no graphical display to show a dialog on.",
			"Sign in from a terminal: halfday sign-in{ $shell_role}"},
		"dialog_failed": {"Dialog failed", "The dialog could not be shown{: $program ended at once}{ ($detail)}.",
			"Try again, or sign in from a terminal: halfday sign-in{ $shell_role}"},
		"dialog_timeout": {"Dialog closed", "Nobody typed a code for 5 minutes, so Halfday closed the dialog.",
			"Choose the role again when you have the code at hand."},
		"browser_missing": {"No browser", "There is no browser to open the console in.",
			"Install one, or choose a default browser in the system's settings, then try again."},
		"browser_failed":      {"Browser did not open", "The browser did not open{ ($detail)}.", browserEN},
		"browser_not_fetched": {"Browser did not open", "The browser did not open the console within 60 s.", browserEN},
		"browser_refused": {"Not your browser", "{The program $asker|Another user of this computer} asked for the sign-in page in the browser's place, and got nothing.",
			"If that is your browser, name it in the settings: browser = \"command: PROGRAM {url}\". " +
				"In WSL, or where the browser is on another computer, use halfday sign-in --print-url."},
		"browser_contested": {"Two asked for the page", "Two programs asked for the sign-in page at the same time, so neither got it.",
			"One of them was your browser. If it happens again, find out which program follows what you open before you sign in."},
		"session_alarm": {"Session in other hands?",
			"Another program asked for the sign-in page of {$role|the role} besides your browser. One of the two has the session.",
			"If you did not open it twice yourself: go to the role in the IAM console, Revoke sessions, Revoke active sessions. " +
				"That ends all sessions of the role.{\n\n$detail}"},
		"browser_setting": {"Browser not found", "The browser in the settings of this role is not on this computer{ ($detail)}.",
			"Install it, or choose another one in “" + roleSettingsEN + "”."},
		"login_item": {"Start at login not changed", "Start at login could not be changed.", doLogEN},
		"no_home": {"No home folder", "Halfday cannot tell which folder is your home: neither HOME nor the user database names one.",
			"Set HOME to the full path of your home folder and start again."},
		"place_foreign": {"Another user's folder", "Halfday reads nothing from {$detail|a place}: it belongs to another user.",
			"Look at HOME and the XDG_ variables; move the file or folder away if it is none of yours."},
		"place_open": {"A folder for everybody", "Halfday reads nothing from {$detail|this place}: everybody may write to it.",
			"Keep settings, sessions and AWS files in a folder that only you may write to."},
		"place_relative": {"Not a full path", "Halfday reads nothing from {$detail|a relative path}: what that is depends on the current folder.",
			"Write a full path into the AWS_ or HALFDAY_ variable that names it."},
		"place_unreadable": {"Folder cannot be checked", "Halfday could not look at its own folder{ ($detail)}.",
			"Look at the permissions of that folder."},
		"login_item_off": {"Start at login is switched off", "Halfday is switched off among the login items in System Settings.",
			"Switch it on there: General › Login Items. That page opens now."},
		"login_item_place": {"Start at login not changed", "Halfday cannot start at login from {$detail|this folder}: it is temporary, or others may write to it.",
			"Move Halfday to a folder of your own, or to one of the system, and start it from there."},
		"host_unknown": {"Not AWS", "A host that is not AWS's would get the code and the credentials{ ($detail)}, and nobody has agreed to that for {$the_role}.",
			"Sign in once where Halfday can ask: in a terminal without --code-stdin, or from the menu."},
		"production_unasked": {"Production", "A role in production never opens without a question, and nobody can be asked here about {$the_role}.",
			"Sign in where Halfday can ask: in a terminal without --code-stdin, or from the menu."},
		"open_failed":   {"File did not open", "There is no program that opens {$detail|this file}.", "Open it in an editor of your choice."},
		"doctor_failed": {"The check did not end", "The check of the set-up ended without a result.", "Run halfday doctor in a terminal."},
		"settings_write": {"Settings not saved", "The settings file could not be written.",
			"Check that the disk is not full and that the file is yours."},

		// The AWS files.
		"role_arn": {"Not a role ARN", "role_arn of {$the_profile} is not the ARN of a role{ ($detail)}.",
			"It looks like arn:aws:iam::ACCOUNT:role/NAME: copy it from the IAM console."},
		"partition_unknown": {"Partition not known", "Halfday does not know the AWS partition {$detail|in role_arn}.",
			"Check the beginning of role_arn of {$the_profile}: it is arn:aws: for most accounts."},
		"partition_iso": {"Partition not supported", "Halfday cannot sign in to the AWS partition {$detail|in role_arn}.",
			"Its sign-in address is not public. Use its own console."},
		"profile_name":  {"Not a name for a profile", "Not every AWS tool takes this name{ ($detail)}.", "Use letters, digits and -_./@+ only."},
		"profile_taken": {"Name taken", "The AWS files have a profile of this name already{ ($detail)}.", "Choose another name."},
		"source_missing": {"Source profile missing", "source_profile names {$profile|a profile}, which the AWS files do not have.",
			"Add that profile, or correct source_profile in ~/.aws/config."},
		"source_loop": {"Profiles form a loop", "The source profiles of {$the_role} form a loop{ ($detail)}.",
			"Let one of them end at a profile with access keys."},
		"source_too_long": {"Too many source profiles", "The source profiles below {$the_role} go on after {$profile|the last one that was looked at}.",
			"Let source_profile name a profile with access keys after fewer roles in between."},
		"source_without_role": {"role_arn missing", "{$detail|source_profile} of {$the_profile} means nothing without a role_arn, and the AWS SDKs refuse it.",
			"Give that profile a role_arn, or take the line out of ~/.aws/config."},
		"no_source": {"No source profile", "Nothing says with which credentials to use {$the_profile}.",
			"Add source_profile = NAME to it in ~/.aws/config: the profile with your access keys."},
		"two_sources": {"Two kinds of source", "More than one setting says where the credentials of {$the_profile} come from{ ($detail)}.",
			"Leave one of them in ~/.aws/config."},
		"no_keys": {"No credentials", "There are no credentials for {$the_profile}.",
			"Add aws_access_key_id and aws_secret_access_key to it in ~/.aws/credentials."},
		"keys_incomplete": {"Access key incomplete", "The access key of {$the_profile} lacks {$detail|one half}.", "Add it in ~/.aws/credentials."},
		"mfa_fido": {"Security key cannot be used", "Security keys and passkeys cannot be used for this API{ ($detail)}.",
			"Add an authenticator app to your user in the IAM console, and set mfa_serial to it; " +
				"or sign in with aws login, which takes them (AWS CLI 2.32 or later; an hour of console)."},
		"mfa_serial": {"Not an MFA device", "mfa_serial of {$the_profile} is not an MFA device{ ($detail)}.",
			"It looks like arn:aws:iam::ACCOUNT:mfa/DEVICE, or is the serial number of a hardware token."},
		"web_identity": {"Web identity not supported", "Halfday does not support web_identity_token_file yet, which {$the_profile} uses.",
			"Use source_profile with a profile that has access keys."},
		"credential_source": {"Source not supported", "credential_source of {$the_profile} cannot be used on this computer{ ($detail)}.",
			"Use source_profile, or credential_source = Environment."},
		"sso_incomplete": {"Identity Center incomplete", "For the Identity Center role of {$the_profile} there is no {$detail|session}.",
			"Add it in ~/.aws/config, or run aws configure sso again."},
		"sso_session_missing": {"Identity Center session missing", "sso_session of {$the_profile} names a session that ~/.aws/config does not have{ ($detail)}.",
			"Add the section [sso-session NAME] with sso_start_url and sso_region."},
		"sso_conflict": {"Identity Center keys differ", "{$detail|A key} of {$the_profile} is not the same as in its sso-session.",
			"Take it out of the profile in ~/.aws/config."},
		"sso_value": {"Not a value for Identity Center", "A key of {$the_profile} has no usable value{ ($detail)}.", "Correct it in ~/.aws/config."},
		"environment_without_keys": {"No keys in the environment",
			"The environment of Halfday has no AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, which {$the_profile} wants.",
			"Use source_profile, or start halfday where they are set."},
	},
	reasons: map[string]string{
		"role_arn":                 "role_arn is not a role",
		"partition_unknown":        "unknown partition",
		"partition_iso":            "AWS partition not supported",
		"source_missing":           "source profile missing",
		"source_loop":              "source profiles form a loop",
		"source_too_long":          "too many source profiles",
		"source_without_role":      "source profile without a role_arn",
		"no_source":                "no source profile",
		"two_sources":              "two kinds of source",
		"no_keys":                  "no credentials",
		"keys_incomplete":          "access key incomplete",
		"mfa_fido":                 "security keys cannot be used",
		"mfa_serial":               "mfa_serial is not a device",
		"web_identity":             "web identity not supported",
		"credential_source":        "credential_source not supported",
		"environment_without_keys": "no credentials in the environment",
	},
	causes: map[string]string{
		"tag_session":         "the role's trust policy allows sts:TagSession and sts:SetSourceIdentity, as far as the settings have tags and source_identity for the role",
		"explicit_deny":       "no Deny for it in the organization's service control policies, the role's trust policy and your user's policies",
		"trust_policy":        "the role's trust policy names your user or account",
		"trust_source":        "the role's trust policy names the role behind {$the_profile}",
		"permission":          "your user is allowed sts:AssumeRole on this role",
		"permission_source":   "the role behind {$the_profile} is allowed sts:AssumeRole on this one",
		"mfa_condition":       "if the role requires MFA, the profile has your mfa_serial",
		"mfa_session":         "if the role requires MFA, the temporary credentials of {$the_profile} were got with an MFA code",
		"mfa_impossible":      "the role does not require MFA: no code can be given by way of {$the_profile}",
		"external_id":         "external_id is the one that the role expects",
		"external_id_missing": "if the role expects an external ID, the profile has it as external_id",
		"source_ip":           "you are on the network that the role requires, such as the VPN",
		"wrong_account":       "account{ ($account)} and name of the role in role_arn are right",
	},
	phrases: map[string]string{
		"the_role":    "{the role $role|this role}",
		"the_profile": "{the profile $profile|the profile $role|this profile}", // at fault
		"own_profile": "{the profile $role|the profile $profile|this profile}", // where the role_arn stands
		"the_process": "The credential_process of {$the_profile}{ ($program)}",
		"next_code":   "Each code works once: wait {$wait }for the next one.",
		"denied":      "AWS says that a policy denies it explicitly.",
		"unsaid":      "AWS does not say why.",
		"at_line":     "{$file|The file}, line {$line}: ",
		"the_file":    "{$file|The file} ", // goes before warnings about a whole file
		"in_file":     "{$file|The file}: ",
		"passed_over": "passed over{ ($kind)}",
	},
	warned: Message{"AWS files", "{$warning}.", "Halfday reads the file again as soon as it changes."},
	warnings: map[string]string{
		"file_missing":    "does not exist yet: write [profile NAME], role_arn and source_profile into it",
		"file_unreadable": "cannot be read",
		"file_not_file":   "is not a file",
		"file_loop":       "is a loop of links",
		"file_too_large":  "is over 5 MiB: too large",
		"file_binary":     "is not a text file",
		"line_ignored":    "this line means nothing",
		"header_ignored":  "this section header is not complete",
		"line_quote":      "a single quotation mark is no value: the AWS SDK cannot read the file with it",
	},
}
