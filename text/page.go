package text

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
