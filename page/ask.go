package page

// Ask is what a person asks for in the document. Everything in it is untrusted.
type Ask struct {
	Kind    AskKind `json:"kind"`
	Profile string  `json:"profile,omitempty"` // of all but Raise
	Page    string  `json:"page,omitempty"`    // as federation.Destination takes it; "" for the usual one
	Region  string  `json:"region,omitempty"`  // "" for the usual one
	Browser string  `json:"browser,omitempty"` // one of those that the document was told of; "" for the usual one
	Tab     string  `json:"tab,omitempty"`     // the tab that goes on to the console; "" for a new one
	Back    string  `json:"back,omitempty"`    // of Raise: the role that the document came back from; "" for none
}

// AskKind names what is asked for.
type AskKind string

// What can be asked for.
const (
	SignIn      AskKind = "sign-in"
	SignInAgain AskKind = "sign-in-again" // with a code in any case
	Cancel      AskKind = "cancel"
	Raise       AskKind = "raise" // open the document in a tab that may see
)

// good tells whether the ask is one, and none of it too long.
func (a Ask) good() bool {
	switch a.Kind {
	case SignIn, SignInAgain, Cancel:
		return plain(a.Region) && plain(a.Tab) && a.Profile != "" && a.Back == "" &&
			len(a.Profile) <= maxAsk && len(a.Page) <= maxAsk && len(a.Browser) <= maxAsk
	}
	return false
}

// maxAsk is the most that one of its texts may hold, in bytes.
const maxAsk = 16 << 10

// plain tells whether s is of letters, digits, dashes and underscores, and not
// too long.
func plain(s string) bool {
	for i := range len(s) {
		c := s[i]
		if (c < 'a' || c > 'z') && (c < 'A' || c > 'Z') && (c < '0' || c > '9') && c != '-' && c != '_' {
			return false
		}
	}
	return len(s) <= maxShown
}

// Found are the roles that a copied address of the console can be opened in.
type Found struct {
	Profiles []string `json:"profiles"`
	Page     string   `json:"page"`
	Region   string   `json:"region"`
}
