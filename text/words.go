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
	Usage       string
	SignInUsage string
	OpenUsage   string
	PageUsage   string
	RolesUsage  string
	SignedIn    func(role string, until, now time.Time) string
	Watching    string // the sign-in stays for 10 s, to see whether anybody else uses its link
	PrintedURL  func(until, now time.Time) string
	// NoRole says why a profile is no role, and what to do. kind is a
	// roles.OtherKind.
	NoRole       func(kind string) string
	RoleColumns  []string // PROFILE ACCOUNT REGION SOURCE MFA CONSOLE PROBLEM
	NoDisplay    Message  // the tray needs a graphical session
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
	ForHalfday     func(a string) Message    // a subcommand that only Halfday starts
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
