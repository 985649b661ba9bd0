package command

import (
	"cmp"
	"strings"

	"halfday/app"
	"halfday/browser"
	"halfday/roles"
	"halfday/session"
	"halfday/settings"
	"halfday/text"
)

// elsewhere is what a sign-in shows this once, and where, in the place of what
// the settings say of the role.
type elsewhere struct {
	page    session.Page
	browser string // as the settings name it; "" as they say
}

// of is what the settings say with that in its place; or why it cannot be.
func (e elsewhere) of(own settings.Role, r roles.Role, endpoint string) (settings.Role, text.Problem) {
	own.Region = cmp.Or(e.page.Region, own.Region)
	own.Destination = cmp.Or(e.page.Where, own.Destination)
	own.Browser = cmp.Or(e.browser, own.Browser)
	if problem := app.PageProblem(r, e.page, endpoint); problem.Kind != "" {
		return own, problem
	}
	if e.browser != "" {
		if _, err := browser.CommandOf(e.browser); err != nil {
			return own, text.Problem{Kind: "browser_argument", Detail: e.browser, Program: strings.Join(browserNames(), ", ")}
		}
	}
	return own, text.Problem{}
}

// browserNames are the browsers of this computer as a person may name them.
func browserNames() []string {
	const most = 12
	var all []string
	for _, o := range browser.Offers(browser.Browsers()) {
		if name := o.Choice.String(); len(all) < most && !strings.ContainsAny(name, ", ") {
			all = append(all, name)
		}
	}
	return all
}
