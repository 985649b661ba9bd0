package app

import (
	"cmp"
	"os"
	"strings"

	"halfday/federation"
	"halfday/home"
	"halfday/roles"
	"halfday/session"
	"halfday/text"
)

// openPage lets the person choose a page of the console of profile, one of those
// used lately or another one, and signs in to it: the plain address would show
// it in whichever role the browser has.
func (a *app) openPage(profile string) {
	a.talk("page of "+profile, func(t talk) {
		role, ok := roleOf(t.state.Roles, profile)
		if !ok {
			return
		}
		w := t.home.Words.Open
		page, ok := oneOf(t.ask, w.Title(profile), w.Choose, t.state.Pages.Of(profile), pageRow, w.Another, func() (page session.Page, ok bool) {
			var typed string
			ask := t.ask.line(w.Title(profile), w.Ask, &typed)
			ok = fill(func() (again question, why string) {
				page, why = readPage(t.home, role, typed)
				return ask, why
			}, ask)
			return page, ok
		})
		if ok {
			a.broker.SignIn(profile, session.Wish{Page: page})
		}
	})
}

// pageRow is a page in a list.
func pageRow(p session.Page) string {
	row := text.Clean(p.Where, 100)
	if p.Region != "" {
		row += " · " + text.Clean(p.Region, 30)
	}
	return row
}

// readPage makes a page of the role's console of what a person typed; why says
// why it is none.
func readPage(h home.Home, role roles.Role, typed string) (page session.Page, why string) {
	w, endpoint := h.Words, os.Getenv(home.EndpointVariable) // of the demo
	words := strings.Fields(typed)
	if len(words) == 0 || len(words) > 2 {
		return page, w.Open.NotUsable
	}
	page.Where = words[0]
	if strings.Contains(page.Where, "://") {
		there, err := federation.ReadPage(page.Where, endpoint)
		switch {
		case err != nil:
			return page, w.Open.NotUsable
		case there.Account != "" && there.Account != role.Account:
			return page, w.Open.OtherAccount(there.Account)
		}
		page = session.Page{Where: cmp.Or(there.Destination, "/"), Region: there.Region}
	}
	if len(words) == 2 {
		page.Region = words[1]
	}
	switch p := PageProblem(role, page, endpoint); p.Kind {
	case "":
		return page, ""
	case "page_argument":
		return page, w.Open.NotUsable
	default:
		return page, w.Problem(p).String()
	}
}
