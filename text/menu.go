package text

import "time"

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
