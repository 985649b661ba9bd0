package federation

import (
	"fmt"
	"net/netip"
	"net/url"
	"strconv"
	"strings"
)

// partition holds the hosts of an AWS partition.
// Source: docs.aws.amazon.com/general/latest/gr/signin-service.html; for the
// EU sovereign cloud only the regional sign-in host answers.
type partition struct {
	region     string // the default region, where STS is always on
	prefix     string // how the names of its regions begin; "" for aws
	signIn     string // host of the federation endpoint
	console    string // host of the console
	getRequest bool   // the federation endpoint takes GET only
}

var partitions = map[string]partition{
	"aws":        {"us-east-1", "", "signin.aws.amazon.com", "console.aws.amazon.com", false},
	"aws-cn":     {"cn-north-1", "cn-", "signin.amazonaws.cn", "console.amazonaws.cn", false},
	"aws-us-gov": {"us-gov-west-1", "us-gov-", "signin.amazonaws-us-gov.com", "console.amazonaws-us-gov.com", true},
	"aws-eusc":   {"eusc-de-east-1", "eusc-", "eusc-de-east-1.signin.amazonaws-eusc.eu", "console.amazonaws-eusc.eu", false},
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

// ConsoleURL is the plain address of the console, without any secret: the
// browser decides who is shown. An endpointOverride on a loopback address
// stands for the demo, which has a console page of its own.
func ConsoleURL(partition, region, endpointOverride string) string {
	p, ok := partitions[partition]
	if !ok {
		p = partitions["aws"]
	}
	u := url.URL{Scheme: "https", Host: p.console, Path: "/console/home"}
	if o, err := url.Parse(endpointOverride); err == nil && endpointOverride != "" && isLoopback(o) {
		u = url.URL{Scheme: o.Scheme, Host: o.Host, Path: "/console"}
	}
	u.RawQuery = url.Values{"region": {p.regionIn(region)}}.Encode()
	return u.String()
}

// CheckEndpoint tells whether s may stand in for an AWS endpoint: https, or
// http on a literal loopback address, and nothing but scheme, host and port.
// Its error is an *Error of KindEndpointOverride.
func CheckEndpoint(s string) error {
	u, err := checkEndpoint(s)
	if err == nil && (u.Path != "" && u.Path != "/") {
		err = endpointError(s, "it has a path")
	}
	return err
}

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
