package command

import (
	"flag"
	"fmt"
	"os"

	"halfday/federation"
	"halfday/home"
	"halfday/roles"
	"halfday/session"
	"halfday/text"
)

// openPage is halfday open: it opens the page of the console that an address
// names, in the role of its account; where there are several, the person
// chooses.
func openPage(args []string) int {
	p := home.Load()
	address, err := parse(flag.NewFlagSet("open", flag.ContinueOnError), args, 1)
	if err == nil && address == "" {
		err = usageError{needsAlso, "halfday open", "URL"}
	}
	if err != nil {
		return usage(p, err, p.Words.Terminal.OpenUsage)
	}
	page, err := federation.ReadPage(address, os.Getenv(home.EndpointVariable))
	if err != nil {
		fmt.Fprintln(os.Stderr, "halfday: "+p.Words.Problem(text.Problem{Kind: "page_address"}).String())
		return exitConfig
	}
	a := signInArgs{page: &page, elsewhere: elsewhere{page: session.Page{Where: page.Destination, Region: page.Region}}}
	if found := page.Of(roles.ReadRoles(p.Files, os.Getenv).Roles); len(found) == 1 {
		a.profile = found[0].Profile
	}
	return signInWith(p, a)
}
