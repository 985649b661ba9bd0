package text

import "time"

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
	DoctorUsage          string
	CompletionUsage      string
	NoRoleMatches        string // a filter left none
	CompletionUnknown    func(shell string) Message
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
