package text

import "time"

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
