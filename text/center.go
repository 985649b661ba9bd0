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
}
