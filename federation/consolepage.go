package federation

import (
	"net/url"
	"strings"

	"halfday/roles"
)

// Page is a page of the console as an address names it.
type Page struct {
	Partition string
	Account   string // 12 digits; "" where the address names none, or more than one
	Region    string // "" where the address names none
	// Destination is the page for whoever is signed in: the address without the
	// part of its host that names a session of multi-session.
	Destination string
}

// ReadPage reads the address of a console page, as it stands in the browser's
// bar. The account comes from the host name of multi-session
// (ACCOUNT-8CHARS.REGION.console.aws.amazon.com, IAM User Guide, "Signing in to
// multiple accounts"), from a parameter account, or from an ARN.
// An endpointOverride on a loopback address stands for the demo, whose one page
// has the others as a parameter. The error's text holds nothing of address.
func ReadPage(address, endpointOverride string) (Page, error) {
	address = strings.TrimSpace(address)
	if len(address) > maxPage {
		return Page{}, errNoAddress
	}
	u, err := url.Parse(address)
	if err != nil {
		return Page{}, errNoAddress
	}
	if home, demo := consoleHome(roles.Partition{}, "", endpointOverride); demo && u.Scheme == home.Scheme && u.Host == home.Host {
		return demoPage(u)
	}
	p, found := roles.PartitionOfConsole(strings.ToLower(u.Hostname()))
	if !found {
		return Page{}, errNoAddress
	}
	u, err = pageOf(address, p.Console, false)
	if err != nil || u.Host == "" {
		return Page{}, errNoAddress
	}
	page := Page{Partition: p.Name, Region: regionOf(u, p)}
	page.Account, u.Host = splitSession(u.Host, p.Console)
	if page.Account == "" {
		page.Account = accountIn(u, p.Name)
	}
	page.Destination = u.String()
	return page, nil
}

// maxPage is longer than a browser's address.
const maxPage = 8 << 10

// Of gives those of list that the page is in reach of, in their order: the
// roles of its account, or of its partition where it names no account. Those
// that cannot work are left out.
func (p Page) Of(list []roles.Role) []roles.Role {
	var found []roles.Role
	for _, r := range list {
		if r.Problem.Kind == roles.ProblemNone && r.Partition == p.Partition && (p.Account == "" || r.Account == p.Account) {
			found = append(found, r)
		}
	}
	return found
}

// accountOf is the account of a session as multi-session writes it; "" where
// that is none.
func accountOf(session string) string {
	account, name, _ := strings.Cut(session, "-")
	if !roles.IsAccount(account) || name == "" || !only(name, small+digits) {
		return ""
	}
	return account
}

// splitSession takes the label of a session off a console host.
func splitSession(host, console string) (account, rest string) {
	first, rest, found := strings.Cut(host, ".")
	if account := accountOf(first); found && account != "" && (rest == console || strings.HasSuffix(rest, "."+console)) {
		return account, rest
	}
	return "", host
}

// regionOf is the region that a page shows: its parameter, else a label of its
// host, else "".
func regionOf(page *url.URL, p roles.Partition) string {
	candidates := []string{page.Query().Get("region"), fragmentQuery(page).Get("region")}
	candidates = append(candidates, strings.Split(strings.TrimSuffix(page.Host, p.Console), ".")...)
	for _, region := range candidates {
		if p.HasRegion(region) {
			return region
		}
	}
	return ""
}

// accountIn is the account that a page's parameters or ARNs name; "" where
// they do not agree.
func accountIn(page *url.URL, partition string) string {
	for _, query := range []url.Values{page.Query(), fragmentQuery(page)} {
		for _, name := range []string{"account", "accountId", "account_id"} {
			if v := strings.ReplaceAll(query.Get(name), "-", ""); roles.IsAccount(v) {
				return v
			}
		}
	}
	plain := page.Path + "?" + page.RawQuery + "#" + page.Fragment
	for range 2 { // the console's own pages escape twice
		if less, err := url.PathUnescape(plain); err == nil {
			plain = less
		}
	}
	account := ""
	for _, arn := range strings.Split(plain, "arn:")[1:] {
		parts := strings.SplitN(arn, ":", 5) // partition, service, region, account, what it is
		if len(parts) < 5 || !strings.HasPrefix(parts[0], "aws") || !only(parts[0]+parts[1]+parts[2], small+digits+"-") || !roles.IsAccount(parts[3]) {
			continue
		}
		if parts[0] != partition || account != "" && account != parts[3] {
			return ""
		}
		account = parts[3]
	}
	return account
}

// fragmentQuery is the part of a fragment that looks like a query.
func fragmentQuery(u *url.URL) url.Values {
	_, query, _ := strings.Cut(u.Fragment, "?")
	values, _ := url.ParseQuery(query) // as far as it can be read
	return values
}

// demoPage reads an address of the demo's console.
func demoPage(u *url.URL) (Page, error) {
	query := u.Query()
	if u.Path != "/console" {
		return Page{}, errForeign
	}
	found := Page{Partition: "aws", Account: accountOf(query.Get("as")), Destination: query.Get("page")}
	if p, _ := roles.PartitionOf("aws"); p.HasRegion(query.Get("region")) {
		found.Region = query.Get("region")
	}
	return found, nil
}
