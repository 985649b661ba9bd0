package federation

import (
	"fmt"
	"net/netip"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// partition holds the hosts of an AWS partition.
// Source: AWS General Reference, signin-service.html and mgmt-console.html; for
// the EU sovereign cloud only the regional sign-in host answers.
type partition struct {
	region     string // the default region, where STS is always on
	second     string // the region for a day when the default one is down; "": there is no other
	prefix     string // how the names of its regions begin; "" for aws
	signIn     string // domain of the sign-in hosts; by itself it is the default region's
	console    string // domain of the console's hosts
	getRequest bool   // the federation endpoint takes GET only
	regional   bool   // the default region's sign-in host has the region in its name, too
}

var partitions = map[string]partition{
	"aws":        {region: "us-east-1", second: "us-west-2", signIn: "signin.aws.amazon.com", console: "console.aws.amazon.com"},
	"aws-cn":     {region: "cn-north-1", second: "cn-northwest-1", prefix: "cn-", signIn: "signin.amazonaws.cn", console: "console.amazonaws.cn"},
	"aws-us-gov": {region: "us-gov-west-1", second: "us-gov-east-1", prefix: "us-gov-", signIn: "signin.amazonaws-us-gov.com", console: "console.amazonaws-us-gov.com", getRequest: true},
	"aws-eusc":   {region: "eusc-de-east-1", prefix: "eusc-", signIn: "signin.amazonaws-eusc.eu", console: "console.amazonaws-eusc.eu", regional: true},
}

// partitionOf is the partition of that name, aws for one that is not known.
func partitionOf(name string) partition {
	if p, ok := partitions[name]; ok {
		return p
	}
	return partitions["aws"]
}

// logoutHost is the one sign-in host that honours where to go after a logout.
const logoutHost = "us-east-1.signin.aws.amazon.com"

// regionIn gives region if it can be one of the partition's, else the
// partition's default: AWS_REGION may speak of another partition.
func (p partition) regionIn(region string) string {
	if region == "" {
		return p.region
	}
	for _, other := range partitions {
		if other.prefix != "" && strings.HasPrefix(region, other.prefix) && other.prefix != p.prefix {
			return p.region
		}
	}
	if !strings.HasPrefix(region, p.prefix) {
		return p.region
	}
	return region
}

// regions are those to ask in, one after the other where there is no getting
// through: that of the role, the default one, and one more.
func (p partition) regions(region string) []string {
	all := []string{p.regionIn(region)}
	for _, other := range []string{p.region, p.second} {
		if other != "" && !slices.Contains(all, other) {
			all = append(all, other)
		}
	}
	return all
}

// regionName is what a region's name looks like: one that does not is no part
// of a host's name.
var regionName = regexp.MustCompile(`^[a-z]+(-[a-z]+)+-[0-9]+$`)

// signInHost is the sign-in host of a region; "" for what is no region's name.
func (p partition) signInHost(region string) string {
	switch {
	case region == p.region && !p.regional:
		return p.signIn
	case regionName.MatchString(region):
		return region + "." + p.signIn
	}
	return ""
}

// ConsoleURL is the plain address of the console, without any secret: the
// browser decides who is shown. An endpointOverride on a loopback address
// stands for the demo, which has a console page of its own.
func ConsoleURL(partition, region, endpointOverride string) string {
	p := partitionOf(partition)
	region = p.regionIn(region)
	u := url.URL{Scheme: "https", Host: p.console, Path: "/console/home"}
	if regionName.MatchString(region) {
		u.Host = region + "." + p.console
	}
	if o, err := url.Parse(endpointOverride); err == nil && endpointOverride != "" && isLoopback(o) {
		u = url.URL{Scheme: o.Scheme, Host: o.Host, Path: "/console"}
	}
	u.RawQuery = url.Values{"region": {region}}.Encode()
	return u.String()
}

// checkSigninEndpoint reads s, which may stand in for the sign-in host: https,
// or http on a literal loopback address, with nothing but scheme, host and
// port, and the path /federation if any. Its error is an *Error of
// KindEndpointOverride or KindEndpointPath.
func checkSigninEndpoint(s string) (*url.URL, error) {
	u, err := checkEndpoint(s)
	if err == nil && strings.Trim(u.Path, "/") != "" && strings.TrimSuffix(u.Path, "/") != federationPath {
		return nil, &Error{Kind: KindEndpointPath, Op: "checking an endpoint", Host: clean(u.Host, 100), Detail: clean(u.Path, 100)}
	}
	return u, err
}

// federationPath is where the sign-in hosts trade credentials for tokens.
const federationPath = "/federation"

func checkEndpoint(s string) (*url.URL, error) {
	u, err := url.Parse(s)
	if err != nil || len(s) > 2048 {
		return nil, endpointError("", "it is not an address")
	}
	port, portErr := strconv.Atoi(u.Port())
	switch {
	case u.Hostname() == "" || u.Opaque != "" || strings.ContainsAny(u.Host, " \\"):
		return nil, endpointError("", "it names no host")
	case u.User != nil:
		return nil, endpointError(u.Host, "it holds a user name")
	case u.RawQuery != "" || u.ForceQuery || u.Fragment != "" || strings.Contains(s, "#"):
		return nil, endpointError(u.Host, "it has a query or a fragment")
	case strings.HasSuffix(u.Host, ":") || u.Port() != "" && (portErr != nil || port < 1 || port > 65535):
		return nil, endpointError(u.Host, "its port is none")
	case u.Scheme == "https", u.Scheme == "http" && isLoopback(u):
		return u, nil
	}
	return nil, endpointError(u.Host, "it is neither https nor http on a loopback address")
}

// checkBase checks the endpoint that the SDK's settings give a service, if any.
func checkBase(endpoint *string) error {
	if endpoint == nil {
		return nil
	}
	_, err := checkEndpoint(*endpoint)
	return err
}

// isLoopback is true for literal addresses only: a name may resolve to
// anything.
func isLoopback(u *url.URL) bool {
	a, err := netip.ParseAddr(u.Hostname())
	return err == nil && a.Zone() == "" && a.IsLoopback()
}

func endpointError(host, why string) error {
	return &Error{Kind: KindEndpointOverride, Op: "checking an endpoint", Host: clean(host, 100), Err: fmt.Errorf("%s", why)}
}
