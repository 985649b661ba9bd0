package federation

import (
	"errors"
	"net/url"
	"strings"

	"halfday/roles"
)

// isService tells whether s is like the names of services in the console's
// addresses: cloudwatch, s3, ecs.
func isService(s string) bool {
	return s != "" && len(s) <= 64 && s[0] != '-' && only(s, small+digits+"-")
}

var (
	errForeign   = errors.New("it is not a page of the console of the role's partition")
	errNoAddress = errors.New("it is neither a service, a path nor an address of the console")
)

// Destination is the page of the console that wanted means: "" is its home, a
// name such as cloudwatch a service, what begins with / a path, and an https
// address a page of the partition's console and of nothing else. The region is
// added where there is none, and a page without a host is on the region's own
// console host. An endpointOverride on a loopback address stands
// for the demo, which has one page. The error's text holds nothing of wanted.
func Destination(wanted, partition, region, endpointOverride string) (string, error) {
	p, _ := roles.PartitionOf(partition)
	home := consoleURL(partition, region, endpointOverride)
	if wanted == "" {
		return home, nil
	}
	u, err := url.Parse(home)
	if err != nil {
		return "", err
	}
	demo := u.Path != "/console/home"
	page, err := pageOf(wanted, p.Console, demo)
	if err != nil {
		return "", err
	}
	query := page.Query()
	if own := query.Get("region"); own == "" {
		query.Set("region", u.Query().Get("region"))
	} else if there, err := url.Parse(consoleURL(partition, own, endpointOverride)); err == nil {
		u.Host = there.Host
	}
	if demo {
		query.Set("page", page.Path)
		page.Path = u.Path
	}
	if page.Host == "" || demo {
		page.Scheme, page.Host = u.Scheme, u.Host
	}
	page.RawQuery = query.Encode()
	return page.String(), nil
}

func pageOf(wanted, console string, demo bool) (*url.URL, error) {
	if isService(wanted) {
		return &url.URL{Path: "/" + wanted + "/home"}, nil
	}
	page, err := url.Parse(wanted)
	switch {
	case err != nil, page.Opaque != "", page.User != nil, strings.Contains(wanted, `\`):
		return nil, errNoAddress
	case page.Host == "" && page.Scheme == "" && strings.HasPrefix(wanted, "/") && !strings.HasPrefix(wanted, "//"):
		return page, nil
	case page.Scheme != "https" || page.Port() != "":
		return nil, errNoAddress
	}
	page.Host = strings.ToLower(page.Host)
	if !demo && page.Host != console && !isBelow(page.Host, console) {
		return nil, errForeign
	}
	return page, nil
}

// isBelow tells whether host is one below the console's.
func isBelow(host, console string) bool {
	return strings.HasSuffix(host, "."+console) && only(host, small+digits+"-.") && !strings.ContainsAny(host[:1], "-.")
}
