package app

import (
	"context"
	"net"
	"slices"

	"halfday/browser"
	"halfday/federation"
	"halfday/page"
	"halfday/roles"
	"halfday/session"
	"halfday/text"
	"halfday/tray"
)

// keepDoor waits for who opens Halfday's page. Beside the loop.
func (a *app) keepDoor(ctx context.Context) {
	a.door.run(ctx, func() {
		if a.options.Page {
			a.post(func() { a.openHalfday("") })
		}
	})
}

// openHalfday opens Halfday's page in the default browser, at the way back to the
// role with that ID, or at all roles where it is "".
func (a *app) openHalfday(back string) {
	a.offerBrowsers()
	address, ok := a.door.enter(back)
	if !ok {
		a.problem(text.Problem{Kind: "page_port"})
		return
	}
	usual := func(string) ([]string, bool) { return nil, true }
	a.open(address, usual, func(err error) { a.problem(text.Problem{Kind: browser.Kind(err)}) })
}

// asked does what was asked for in the page. What opens anything is asked about
// by the sign-in process.
func (a *app) asked(k page.Ask) {
	switch k.Kind {
	case page.Raise:
		a.openHalfday(k.Back)
	case page.Cancel:
		a.broker.Cancel(k.Profile)
	case page.SignIn, page.SignInAgain:
		// A setting can also be a command, which no page may give.
		if k.Browser != "" && !slices.ContainsFunc(a.browsers, func(b tray.Browser) bool { return b.Setting == k.Browser }) {
			a.log.Warn("the page asks for a browser that it was not told of")
			return
		}
		a.broker.SignIn(k.Profile, session.Wish{
			Again: k.Kind == page.SignInAgain, Page: session.Page{Where: k.Page, Region: k.Region},
			From: &session.FromPage{Browser: k.Browser, Tab: k.Tab},
		})
	}
}

// pageBrowsers are those that the page offers.
func pageBrowsers(found []tray.Browser) []page.Browser {
	offered := make([]page.Browser, len(found))
	for i, b := range found {
		offered[i] = page.Browser{Setting: b.Setting, Title: text.Clean(b.Title, 200)}
	}
	return offered
}

// PageWorld is what the page's process knows of other rooms.
func PageWorld() page.World {
	return page.World{
		Own: func(client, server net.Addr) bool { return !browser.Foreign(client, server) },
		Find: func(address, endpoint string, list []roles.Role) (page.Found, bool) {
			wanted, err := federation.ReadPage(address, endpoint)
			if err != nil {
				return page.Found{}, false
			}
			found := page.Found{Profiles: []string{}, Page: wanted.Destination, Region: wanted.Region}
			for _, r := range wanted.Of(list) {
				found.Profiles = append(found.Profiles, r.Profile)
			}
			return found, true
		},
		Opens: func(r roles.Role, p session.Page, endpoint string) bool {
			return PageProblem(r, p, endpoint).Kind == ""
		},
	}
}

// PageProblem says why a page, which may come from anybody, is none of the console
// of the role's partition, or its region none that the partition has; "" is the
// usual one. Its Kind is "" where nothing is wrong. endpoint is HALFDAY_SIGNIN_ENDPOINT.
func PageProblem(r roles.Role, p session.Page, endpoint string) text.Problem {
	if in, ok := roles.PartitionOf(r.Partition); p.Region != "" && !(ok && in.HasRegion(p.Region)) {
		return text.Problem{Kind: "region_argument", Region: p.Region}
	}
	if _, err := federation.Destination(p.Where, r.Partition, r.Region, endpoint); err != nil {
		return text.Problem{Kind: "page_argument", Detail: p.Where}
	}
	return text.Problem{}
}
