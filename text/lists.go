package text

import (
	"strings"
	"time"
)

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

	// A row of a dialog: the role as it is written, its account, and what of
	// the following is true of it; "" is left out.
	Row      func(role, account string, states []string) string
	Running  func(until, now time.Time) string
	Ended    func(at, now time.Time) string
	Phase    func(phase string) string // as session.Phase names it
	Broken   func(p Problem) string
	IsPinned string
}

// row joins the parts of a row.
func row(role, acct string, states []string) string {
	parts := []string{value(role)}
	for _, s := range append([]string{account(acct)}, states...) {
		if s != "" {
			parts = append(parts, value(s))
		}
	}
	return strings.Join(parts, " · ")
}
