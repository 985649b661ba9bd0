package command

import (
	"fmt"
	"os"
	"strings"

	"halfday/federation"
	"halfday/home"
	"halfday/roles"
	"halfday/text"
)

// openPage is halfday open: it opens the page of the console that an address
// names, in the role of its account; where there are several, the person
// chooses.
func openPage(args []string) int {
	p := home.Load()
	if len(args) > 0 && args[0] == "--" {
		args = args[1:]
	}
	switch {
	case len(args) == 1 && (args[0] == "-h" || args[0] == "-help" || args[0] == "--help"):
		fmt.Print(p.Words.Terminal.OpenUsage)
		return exitOK
	case len(args) == 0:
		return usage(usageError{needsAlso, "halfday open", "URL"}, p.Words.Terminal, p.Words.Terminal.OpenUsage)
	case len(args) > 1:
		return usage(usageError{unknownArgument, args[1], ""}, p.Words.Terminal, p.Words.Terminal.OpenUsage)
	case strings.HasPrefix(args[0], "-"):
		return usage(usageError{unknownArgument, args[0], ""}, p.Words.Terminal, p.Words.Terminal.OpenUsage)
	}
	page, err := federation.ReadPage(args[0], os.Getenv(home.EndpointVariable))
	if err != nil {
		fmt.Fprintln(os.Stderr, "halfday: "+p.Words.Problem(text.Problem{Kind: "page_address"}).String())
		return exitConfig
	}
	a := signInArgs{page: &page}
	if found := page.Of(roles.ReadRoles(p.Files, os.Getenv).Roles); len(found) == 1 {
		a.profile = found[0].Profile
	}
	return signInWith(p, a)
}
