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

// pageChoice is the conversation about which page of a role's console to open:
// one of those used lately, or another one.
type pageChoice struct {
	words    text.Words
	role     roles.Role
	region   string // that its console shows as usual; "" for the role's own
	used     []session.Page
	endpoint string // of the demo
	ask      asker
}

// run gives the page; false where the person gave up.
func (c pageChoice) run() (session.Page, bool) {
	w := c.words.Open
	if len(c.used) == 0 {
		return c.another()
	}
	items := make([]string, 0, len(c.used)+1)
	for _, p := range c.used {
		items = append(items, pageRow(p))
	}
	items = append(items, w.Another)
	i, ok := c.ask.choose(w.Title(c.role.Profile), w.Choose, items)
	switch {
	case !ok:
		return session.Page{}, false
	case i < len(c.used):
		return c.used[i], true
	}
	return c.another()
}

// pageRow is a page in a list.
func pageRow(p session.Page) string {
	row := text.Clean(p.Where, 100)
	if p.Region != "" {
		row += " · " + text.Clean(p.Region, 30)
	}
	return row
}

// another asks for a page until there is one that the role's console has.
func (c pageChoice) another() (page session.Page, ok bool) {
	var typed string
	ask := c.ask.line(c.words.Open.Title(c.role.Profile), c.words.Open.Ask, &typed)
	ok = fill(func() (again question, why string) {
		page, why = c.read(typed)
		return ask, why
	}, ask)
	return page, ok
}

// read makes a page of what a person typed; why says why it is none.
func (c pageChoice) read(typed string) (page session.Page, why string) {
	words := strings.Fields(typed)
	if len(words) == 0 || len(words) > 2 {
		return page, c.words.Open.NotUsable
	}
	page.Where = words[0]
	if strings.Contains(page.Where, "://") {
		there, err := federation.ReadPage(page.Where, c.endpoint)
		switch {
		case err != nil:
			return page, c.words.Open.NotUsable
		case there.Account != "" && there.Account != c.role.Account:
			return page, c.words.Open.OtherAccount(there.Account)
		}
		page = session.Page{Where: cmp.Or(there.Destination, "/"), Region: there.Region}
	}
	if len(words) == 2 {
		page.Region = words[1]
	}
	if p, _ := roles.PartitionOf(c.role.Partition); page.Region != "" && !p.HasRegion(page.Region) {
		return page, c.words.Problem(text.Problem{Kind: "region_argument", Region: page.Region}).String()
	}
	if _, err := federation.Destination(page.Where, c.role.Partition, cmp.Or(page.Region, c.region, c.role.Region), c.endpoint); err != nil {
		return page, c.words.Open.NotUsable
	}
	return page, ""
}

// openPage lets the person choose a page of the console of profile, and signs in
// to it: the plain address would show it in whichever role the browser has.
func (a *app) openPage(profile string) {
	a.talk("page of "+profile, func(t talk) {
		if t.state == nil {
			return
		}
		role, ok := roleOf(t.state.Roles, profile)
		if !ok {
			return
		}
		c := pageChoice{
			words: t.home.Words, role: role, region: t.home.Settings.Roles[profile].Region, used: t.state.Pages.Of(profile),
			endpoint: os.Getenv(home.EndpointVariable), ask: t.ask,
		}
		if page, ok := c.run(); ok {
			a.broker.SignInAt(profile, page, "")
		}
	})
}
