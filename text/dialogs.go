package text

import "time"

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
