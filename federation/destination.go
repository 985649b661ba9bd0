package federation

import (
	"errors"
	"net/url"
	"strings"

	"halfday/roles"
)

// consoleHome is the plain address of the console, without any secret: the
// browser decides who is shown. An endpointOverride on a loopback address
// stands for the demo, which has one page.
func consoleHome(p roles.Partition, region, endpointOverride string) (home url.URL, demo bool) {
	region = p.RegionIn(region)
	home = url.URL{Scheme: "https", Host: p.ConsoleHost(region), Path: "/console/home"}
	if o, err := url.Parse(endpointOverride); err == nil && endpointOverride != "" && isLoopback(o) {
		home, demo = url.URL{Scheme: o.Scheme, Host: o.Host, Path: "/console"}, true
	}
	home.RawQuery = url.Values{"region": {region}}.Encode()
	return home, demo
}

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
	home, demo := consoleHome(p, region, endpointOverride)
	if wanted == "" {
		return home.String(), nil
	}
	page, err := pageOf(wanted, p.Console, demo)
	if err != nil {
		return "", err
	}
	query := page.Query()
	if own := query.Get("region"); own == "" {
		query.Set("region", home.Query().Get("region"))
	} else {
		home, _ = consoleHome(p, own, endpointOverride)
	}
	if demo {
		query.Set("page", page.Path)
		page.Path = home.Path
	}
	if page.Host == "" || demo {
		page.Scheme, page.Host = home.Scheme, home.Host
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

// RevokeURL is the page of IAM's console where the sessions of a role are
// revoked, in the role's partition; the list of roles where what is given is no
// ARN, as for Identity Center. It holds no secret.
// Source: IAM User Guide, "Revoke IAM role temporary security credentials".
func RevokeURL(partition, roleARN string) string {
	p, _ := roles.PartitionOf(partition)
	page, _ := consoleHome(p, "", "")
	page.Path, page.RawQuery, page.Fragment = "/iam/home", "", "/roles"
	if strings.HasPrefix(roleARN, "arn:") {
		page.Fragment += "/details/" + roles.ARNName(roleARN) + "?section=revoke_sessions"
	}
	return page.String()
}
