package session

import (
	"time"

	"halfday/roles"
)

// MostInBrowser is how many console sessions AWS lets run in one browser at a
// time; at a further one its page asks to sign out of one. Source: AWS
// Management Console User Guide, "Signing in to multiple accounts".
const MostInBrowser = 5

// Elsewhere is the Session.Browser of a console whose link was only printed:
// who opens it where, nobody here knows.
const Elsewhere = "?"

// InBrowsers counts the roles whose sessions run at now, by browser, but that of
// but: opening it once more adds none.
func InBrowsers(sessions []Session, but roles.Role, now time.Time) map[string]int {
	type console struct{ browser, role string }
	counted, n := map[console]bool{}, map[string]int{}
	for _, s := range sessions {
		c := console{s.Browser, s.RoleARN}
		if s.Browser == Elsewhere || s.Ended(now) || counted[c] || s.Profile == but.Profile || s.RoleARN != "" && s.RoleARN == but.ID() {
			continue
		}
		counted[c] = true
		n[s.Browser]++
	}
	return n
}
