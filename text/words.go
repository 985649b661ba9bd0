// Package text holds every word that a person reads: menu, dialogs,
// notifications, terminal. There is one file per language, and problems are
// turned into what happened and what to do.
//
// It must not know where a text is shown: escaping for a surface belongs to
// that surface. It imports none of our packages.
//
// A language is a value of a plain struct, not a catalogue of keys: a text
// that is missing or takes other arguments does not compile or fails a test,
// and plurals and word order are ordinary Go. That is why no translation
// library is used. What went wrong is the exception: a table of templates, by
// its kind (problems.go).
package text

import (
	"strings"
	"time"
)

// Words are all texts in one language. The functions are pure and may be
// called from any goroutine. Names and values may come straight from a file or
// from AWS: they are shown through [Clean], which leaves an ordinary name as
// it is.
type Words struct {
	Language string // BCP 47: "en", "ja"

	Menu     MenuWords
	Dialog   DialogWords
	Reminder ReminderWords
	Terminal TerminalWords
	Add      AddWords
	Center   CenterWords
	Update   UpdateWords
	Role     RoleWords
	Open     OpenWords
	Several  SeveralWords
	Settings SettingsWords
	Lists    ListWords
	Doctor   DoctorWords
	Buttons  ButtonWords
	Page     PageWords

	// Duration says a time left in whole minutes, rounded up, as in
	// "11 h 42 min", "54 min", "less than a minute".
	Duration func(d time.Duration) string
	// Lasts says how long a console will last: "12 h", "1 h: chained role". why
	// is a federation.Reason, "" where there is nothing to say, or "unknown"
	// where AWS may take less.
	Lasts func(d time.Duration, why string) string
	// Problem says what happened and what to do. An unknown kind gives a
	// general text that names the kind, never an empty one.
	Problem func(p Problem) Message
}

// UpdateWords say whether there is a newer Halfday.
type UpdateWords struct {
	// Newer says which version there is; page is where it is, command what brings
	// it, "" where it is downloaded.
	Newer func(version, page, command string) Message
	None  func(version string) string // this is the newest
	Own   Message                     // this build has nobody to ask
	// Forged is an answer that the maker did not sign, Failed any other.
	Forged, Failed Message
	// Weekly asks, once, whether to look each week.
	Weekly Message
}

// AddWords are the texts of the first run and of adding a role.
type AddWords struct {
	Menu      string // entry of the menu
	TryDemo   string // entry of the menu where there are no roles
	Welcome   func(file string) Message
	Title     string                        // of the questions below
	ARN       string                        // asks for the role's ARN
	Name      func(suggested string) string // asks for a name; nothing is the suggested one
	Source    string                        // asks for one of the profiles that are listed
	NoSource  func(file string) Message     // no profile has access keys
	MFASerial string                        // asks for the ARN of the MFA device; nothing is none
	Confirm   func(file string) Message     // a question: what it is about goes between What and Do
	// Production asks whether a role that sounds like it is one in production.
	Production func(name string) Message
	// Added says where the copy of the file before is, "" where there was no
	// file, and whether that holds secret keys.
	Added  func(name, backup string, keys bool) Message
	Failed func(file, detail string) Message // nothing was written
}

// RoleWords are the texts of the settings of one role.
type RoleWords struct {
	Menu      string                   // entry of the menu: of a role to be chosen
	MenuOne   string                   // entry in the submenu of a role
	Choose    string                   // asks for the role
	Title     func(role string) string // of the dialogs below
	Ask       string                   // asks for one of the settings that are listed
	Usual     string                   // a setting that is as for all roles
	Yes, No   string
	NotUsable string // why the question is asked again

	// The settings: how each is called, and what asks for its value.
	Label, Production, Browser, Destination, Region, Length, Reopen       string
	AskLabel, AskBrowser, AskDestination, AskRegion, AskLength, AskReopen string

	// What it takes to open a role again.
	ReopenAsk, ReopenCode, ReopenFree string

	// Lines below Browser in the menu: what opens a role without a browser of
	// its own, and what leads to those that have no line.
	BrowserUsual, BrowserOthers string

	// How a browser's profile, container and private window are called, by the
	// names that browser and person gave them.
	BrowserProfile, BrowserContainer func(browser, name string) string
	BrowserPrivate                   func(browser string) string
}

// OpenWords are the texts of opening a role's console at another page.
type OpenWords struct {
	Menu      string                   // entry in the submenu of a session
	Title     func(role string) string // of the dialogs
	Choose    string                   // asks for one of the pages that were used lately
	Another   string                   // the last of them: one to be typed
	Ask       string                   // asks for it
	NotUsable string                   // why it is asked again
	// OtherAccount is likewise for an address of another account than the role's.
	OtherAccount func(account string) string
}

// SettingsWords are the texts of the person's settings in dialogs.
type SettingsWords struct {
	Menu  string // entry of the menu
	Title string // of the dialogs
	Ask   string // asks for one of the settings that are listed
	File  string // the last of them: opens the file of all settings

	// The settings: how each is called, and what asks for its value.
	Length, Remind, Reopen, Language, Group                string
	AskLength, AskRemind, AskReopen, AskLanguage, AskGroup string

	Never          string                        // no reminder
	Before         func(lengths []string) string // how long before the end; at least one
	LanguageSystem string                        // the system's language
	// How a long list of roles is grouped.
	GroupAuto, GroupPrefix, GroupAccount, GroupSource, GroupNone string
}

// SeveralWords are the texts of signing in to several roles.
type SeveralWords struct {
	Menu   string                  // entry of the menu
	Title  string                  // of the dialogs
	Choose func(key string) string // asks for roles; key is held to choose several
	// How asks how codes are to be spent on n roles that want one of the same
	// device; One and Each are the answers, with what AWS makes of them.
	How       func(n int, device string) string
	One, Each string
}

// ReminderWords are the texts of notifications. None holds an account number,
// an ARN or a URL.
type ReminderWords struct {
	Ending      func(names []string, left time.Duration) Message
	Ended       func(names []string, at, now time.Time) Message
	SignInAgain string                       // button
	Later       string                       // button
	NoTray      func(install string) Message // no tray host; install is the command that brings one, "" where none is known
	FindRole    string                       // the button beside it: opens the list of roles
	Here        Message                      // a second start: Halfday already runs, there
	HereHidden  Message                      // likewise, where the system may hide the icon
	Permission  Message                      // before the system asks whether Halfday may notify
	// Shortened says, once for a role, that AWS granted less than wanted.
	Shortened func(role string, granted, wanted time.Duration) Message
	// LoginMoved says that the start at login now names this program, since the
	// other is gone; LoginStale that the other is gone, and why nothing changed.
	LoginMoved func(from, to string) Message
	LoginStale func(from, to string) Message
	// TwoConsoles says, once, what AWS does about a second role in the same
	// browser, and what helps.
	TwoConsoles func(first, second string) Message
}

// TerminalWords are the texts of halfday in a terminal.
type TerminalWords struct {
	Usage             string
	SignInUsage       string
	OpenUsage         string
	PageUsage         string
	RolesUsage        string
	DoctorUsage       string
	CompletionUsage   string
	NoRoleMatches     string // a filter left none
	CompletionUnknown func(shell string) Message
	SignedIn          func(role string, until, now time.Time) string
	Watching          string // the sign-in stays for 10 s, to see whether anybody else uses its link
	PrintedURL        func(until, now time.Time) string
	// NoRole says why a profile is no role, and what to do. kind is a
	// roles.OtherKind.
	NoRole       func(kind string) string
	NoDisplay    Message // the tray needs a graphical session
	NoSessionBus Message
	Running      string // a second start, on the terminal
	DemoHint     string
	DemoTerminal string                    // without a display: the demo runs here instead
	DemoCode     func(code string) string  // nobody is there to type: this code is used
	DemoPage     func(title string) string // the console page that was fetched
	ChooseRole   string                    // asks for one of the roles that are listed with numbers
	LoginItemOn  string                    // Halfday starts at login
	LoginItemOff string
	// NoSuchArgument says that a command, a flag or an argument is not known.
	NoSuchArgument func(arg string) Message
	NotTogether    func(a, b string) Message // two arguments that exclude each other
	NeedsAlso      func(a, b string) Message // a makes sense with b only; b may list alternatives
	ForPrograms    func(a string) Message    // an argument whose output is not for a terminal
	ForHalfday     func(a string) Message    // a subcommand that only Halfday starts, or a shell
}

// Problem is what the texts about something that went wrong need to know. All
// strings but Kind may come from files or from AWS.
type Problem struct {
	// Kind as federation.Kind, roles.ProblemKind or dialogs name it.
	Kind    string
	Role    string // profile name
	Profile string // the profile at fault, or that the credentials come from, where it is another
	Account string
	Device  string // the last part of the MFA serial
	Host    string
	Region  string
	Program string // a credential_process or a dialog program; the browsers that there are
	Detail  string // a value at fault, AWS's message or error code, the first line of a program's errors
	Status  int    // exit status of a program, HTTP status; 0 where there is none
	// Causes are what may be behind an access_denied for this role, likeliest
	// first: tag_session, explicit_deny, trust_policy, permission, mfa_condition,
	// mfa_session, mfa_impossible, external_id, external_id_missing,
	// source_ip, wrong_account; and trust_source and permission_source where
	// Profile is a role that is passed through.
	Causes []string
	// Wait is how long to wait; Skew how far this machine's clock is ahead of
	// AWS's (negative: behind); Limit the length that AWS allows; Wanted the
	// one that was asked for.
	Wait, Skew, Limit, Wanted time.Duration
}

// Message is a text for a person: what happened, then what to do.
type Message struct {
	Title string // short: fits a window's title
	What  string // what happened, one sentence
	Do    string // what to do, one or two sentences; "" where nothing can be done
}

// String joins what happened and what to do.
func (m Message) String() string {
	if m.Do == "" {
		return m.What
	}
	if strings.HasSuffix(m.What, "。") || strings.HasSuffix(m.What, "\n") { // Japanese has no space between sentences
		return m.What + m.Do
	}
	return m.What + " " + m.Do
}

// MenuWords are the texts of the menu.
type MenuWords struct {
	Title         string             // "Halfday", the tooltip when nothing runs
	NoRoles       string             // "No roles in ~/.aws/config"
	NoRolesWhy    func(n int) string // leads to why n profiles are no roles
	MoreProfiles  func(n int) string // n that are not told of, of those
	OpenHalfday   string             // "Open Halfday…", its page in the browser
	Reload        string
	OpenConfig    string // "Open ~/.aws/config"
	OpenSettings  string
	OpenLog       string
	CheckSetup    string // "Check the set-up…"
	StartAtLogin  string
	About         string
	Quit          string
	Idle          string // nothing runs
	OpenAgain     string // open with the kept credentials, without a code
	SignInNewCode string // "Sign in with a new code"
	GoToConsole   string // the plain console address
	Forget        string
	Alarm         string // entry of a session that may be in other hands: what that means
	CancelSignIn  string
	CancelWaiting func(n int) string // gives up the n sign-ins that wait for another one
	Demo          string             // says that everything is invented

	Session func(name string, left time.Duration) string   // "prod-admin   11 h 42 min"
	Open    func(name string, until, now time.Time) string // marks a role whose session runs: "prod-admin ● until 18:02"
	// Full says that n consoles run in a browser, and AWS takes no more; browser
	// is "" for the default one.
	Full       func(browser string, n int) string
	Ended      func(name string, at, now time.Time) string            // "prod-admin: ended 18:02, sign in again"
	Attempt    func(name, phase string) string                        // phase as session.Phase names it
	BrokenRole func(name string, p Problem) string                    // "prod-admin (source profile missing)"
	Problems   func(n int) string                                     // leads to n lines that say what is wrong with the files
	Warnings   func(n int) string                                     // "2 lines of the AWS files were passed over"
	Warning    func(kind, file string, line int) string               // kind as roles.WarningKind names it
	Override   func(host string) string                               // "Instead of AWS answers: HOST"
	Settings   func(line int) string                                  // "Settings, line 7: not a usable value"
	Alarmed    func(line string) string                               // marks a session that may be in other hands
	Unseen     func(line string) string                               // marks a session whose end the person may not have been told
	Unsaved    func(line string) string                               // adds "will be forgotten on restart"
	Tooltip    func(name string, left time.Duration, more int) string // the session that ends first, and how many more
}

// DialogWords are the texts of dialogs.
type DialogWords struct {
	CodeTitle func(role, account string) string // names role and account
	// CodeText asks for the six digits. It says again which role and account
	// the title names, since a title bar may be too short for it.
	// lasts is Words.Lasts.
	CodeText func(role, account, device, lasts string) string
	// Production marks the title of a dialog about a role that settings call
	// production.
	Production func(title string) string
	// CodeAgain goes before CodeText on a further try: why is a problem kind
	// (code_format, code_rejected, code_reused); wait is how long until the
	// device shows another code, 0 where that is not known.
	CodeAgain func(why string, wait time.Duration) string
	// Program goes before CodeText while a program looks for the code: line is
	// what it says. ProgramFailed says there why it gave none: why is missing,
	// failed, timeout or answer, detail what it said.
	Program       func(program, line string) string
	ProgramFailed func(program, why, detail string) string
	// Several goes behind CodeText where the code is for several roles.
	Several func(names []string) string
	// Full goes behind the text of a question before the console: n others run in
	// the browser, and AWS takes no more.
	Full func(n int) string
	// OpenTitle and OpenText ask whether to open a role, which may be in
	// production, of which nothing else asks.
	OpenTitle func(role, account string) string
	OpenText  func(role, account string, production bool) string
	// FromPage says under a question that Halfday's page in the browser asks.
	FromPage string
	// ConsentTitle and ConsentText ask whether to open the console again without
	// a code, until when its session then lasts.
	ConsentTitle func(role, account string) string
	ConsentText  func(role, account string, until, now time.Time) string
	// CenterPage is shown in the browser's tab at the end of a sign-in to the
	// Identity Center session of that name, or at a refused one.
	CenterPage func(session string, signedIn bool) (title, text string)
	// Device says which code to type on which page of Identity Center; complete
	// is its address with the code.
	Device func(session, address, complete, code string) Message
	// HostsTitle and HostsText ask whether code and credentials may go to hosts
	// that are none of AWS's.
	HostsTitle func(role, account string) string
	HostsText  func(role string, hosts []string) string
	AboutTitle string
	AboutText  func(version string) string
	// UpdatesAsk follows AboutText: whether to ask for a newer version now.
	UpdatesAsk string
	TryAgain   func(m Message) string // a question: the browser did not open, try again?
	// PageTitle and PageText are shown in the browser's tab where AWS gave no
	// sign-in: a dialog says why.
	PageTitle, PageText string
}

// ListWords are the texts of long lists of roles: in the menu, and in the
// dialogs that the menu leads to.
type ListWords struct {
	Find      string // a line of the menu
	Pin       string // likewise
	Pinned    string // titles the pinned roles that have no line of their own
	All       func(n int) string
	Group     func(name string, n int) string // titles a group of n roles; name may be an account
	NoAccount string                          // titles the roles whose account is not known
	NoSource  string                          // titles the roles without a source profile
	More      func(n int) string              // n roles of a group are found by Find only
	Others    func(n int) string              // titles n more lines

	FindTitle string
	FindText  string
	PinTitle  string
	PinText   func(key string) string   // choosing a pinned role unpins it; key is held to choose several
	Filter    func(n int) string        // asks for a part of the name, since n are too many for a dialog
	NoMatch   func(part string) Message // no role has it in its name

	// What may be true of a role, for its Row.
	Running  func(until, now time.Time) string
	Ended    func(at, now time.Time) string
	Phase    func(phase string) string // as session.Phase names it
	Broken   func(p Problem) string
	IsPinned string
}

// CenterWords are the texts about sessions of Identity Center.
type CenterWords struct {
	// Standing is the line of a session: until is the end of the sign-in, the
	// zero time where it is renewed by itself.
	Standing  func(name string, until, now time.Time) string
	NotIn     func(name string) string       // the line where nobody is signed in
	Several   func(signedIn, all int) string // leads to the lines of several sessions
	SignIn    func(name string) string
	Again     func(name string) string // sign in as somebody else, or for longer
	SignOut   func(name string) string
	SignedIn  func(name string) string // said in the terminal
	SignedOut func(name string) string
	// NotTold is a sign-out that AWS could not be told of; why says what
	// happened.
	NotTold func(name string, why Message) Message
	// Unknown is a name that is no session; names are those that there are.
	Unknown func(name string, names []string) Message
	// Which says that there are several, and that one has to be named.
	Which        func(names []string) Message
	SignOutUsage string

	// Adding roles that Identity Center lists.

	AddMenu  string                        // entry of the menu
	AddTitle string                        // of the questions below
	AddWhich string                        // asks for one of the sessions that are listed
	Another  string                        // a row of that list: one that the AWS files do not have
	StartURL string                        // asks for the start URL
	Region   string                        // asks for the region of Identity Center
	Name     func(suggested string) string // asks for a name of the session; nothing is the suggested one
	// Reading says how far the reading is: read of all accounts.
	Reading   func(read, all int) string
	NoneThere func(name string) Message // the person has no role
	AllStand  func(n int) Message       // all n roles are in the AWS files
	// Choose asks which of n roles to add, stand others being in the AWS files;
	// how says how to choose several.
	Choose  func(n, stand int, how string) string
	HoldKey func(key string) string // how, in a list: key is held
	Numbers string                  // how, in a terminal
	// Confirm asks whether to write n profiles, of which some are shown between
	// What and Do; MoreToWrite stands for those that are not.
	Confirm     func(file string, n int) Message
	MoreToWrite func(n int) string
	Added       func(n int, backup string, keys bool) Message
	Production  func(names []string) Message // asks whether those are roles in production
	AddUsage    string
}

// DoctorWords are the texts of halfday doctor and of "Check the set-up…".
// Whoever shows them takes out what does not belong into a bug report.
type DoctorWords struct {
	Title                string // of the dialog
	Heading              func(version, system, desktop string) string
	Fine, Doubtful       string // in front of a line
	Bad                  string
	Summary              func(bad, doubtful int) string
	Hint                 string // in the dialog: the terminal says more
	NothingWrong         string // in the dialog, where only what is wrong is shown
	Files, Roles         string // the names of the checks
	Settings, Tray       string
	Dialogs, Browser     string
	Notifications        string
	Connection, Clock    string
	Credentials          string
	Device, Length       string
	FilesRead            func(config, credentials string) string
	RolesFound           func(n, broken int) string
	SettingsRead         string
	SettingsLine         func(line int) Message
	NoTray               func(install string) Message // install is the command that brings one, "" where none is known
	TrayPresent          string
	DialogsShow          string
	NotificationsBy      func(service string) string // "": the system
	NoNotifications      Message
	NotificationsOff     Message // in the system's settings
	NotificationsUnasked string
	LoginShell           string                      // what a terminal sets is not seen
	OpensIn              func(browser string) string // "": the system does not say which
	Answered             func(host string, took time.Duration) string
	// ProxyBy says which proxy is in force, "" for none, and who named it:
	// environment, settings or system.
	ProxyBy            func(host, origin string) string
	ProxyScript        Message // the system names a script, which is not read
	AnotherAnswers     string  // in place of a remedy, where another host will do
	ClockRight         string
	Owner              func(who string) string
	DeviceOfUser       func(device, user string) string
	DeviceOfNobody     func(device, user string) Message    // not one of the user's
	DeviceElsewhere    func(device, account string) Message // of another account than the credentials
	DeviceUntold       func(device string) Message          // AWS does not say
	NoDevice           string                               // no code is asked for
	Lasts, LastsLittle func(d time.Duration) string         // the first: as far as is known; the second: AWS limits it
	LastsLearned       func(d time.Duration, at time.Time) string
}

// ButtonWords are the texts on dialogs that Halfday draws itself, on macOS. The
// menu Edit is not seen, but read aloud.
type ButtonWords struct {
	OK, Cancel      string
	Yes, No         string
	Edit            string
	Undo, Cut, Copy string
	Paste           string
	SelectAll       string `json:"select_all"` // these words also go to a dialog's process, which may be of another version
}

// PageWords are the texts of Halfday's page in the browser. {0} and {1} stand
// for what the page fills in itself.
type PageWords struct {
	Search, Hint            string
	Sessions, Roles, Chosen string // titles of the parts
	Day                     string // what the bar of the sessions shows
	PageField, Region       string // what a role is opened with
	Browser, Usual          string // the same; the choice of the usual browser
	Open, Again, Cancel     string // buttons
	Production, Alarm       string // marks of a role, and of a session
	None                    string // no role matches
	More                    string // {0} roles match, and not all are shown
	Left                    string // {0} hours and {1} minutes are left
	Ended                   string // ended at {0}
	BackEnded, BackEndedAt  string // the session of the role {0} is over, since {1}
	BackRuns                string // it is not: {1} says how much is left
	BackHere, Raise         string // buttons: sign in in this tab; show Halfday
	Closed                  string // this tab may not see anything
	Lost, Late              string // no answer; an answer that is no
	NoPage                  string // a copied address leads to no role
	NoOpen                  string // page, region or browser are none of the role's
}
