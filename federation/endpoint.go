package federation

import (
	"errors"
	"net/netip"
	"net/url"
	"slices"
	"strconv"
	"strings"
)

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
		return nil, endpointError(u.Host, "its port is no number from 1 to 65535")
	case u.Scheme == "https", u.Scheme == "http" && isLoopback(u):
		return u, nil
	}
	return nil, endpointError(u.Host, "it is neither https nor http on a loopback address")
}

// isLoopback is true for literal addresses only: a name may resolve to
// anything.
func isLoopback(u *url.URL) bool {
	a, err := netip.ParseAddr(u.Hostname())
	return err == nil && a.Zone() == "" && a.IsLoopback()
}

func endpointError(host, why string) error {
	return &Error{Kind: KindEndpointOverride, Op: "checking an endpoint", Host: clean(host, 100), Err: errors.New(why)}
}

// Strangers are the hosts, with their ports, that this sign-in sends a code, a
// token or credentials to and that are none of the partition's: those that the
// files or the environment set in AWS's place, as the clients resolved them.
// Each comes once; in AWS's own order of a sign-in. It connects nowhere.
func (s *SignIn) Strangers() []string {
	hosts := slices.Clone(s.base.strangers)
	if s.override && !s.centerOnly {
		set := s.sts.list()[0].url
		if own, _ := s.stsAt(s.ctx, s.Region(), nil); own == nil || own.Host != set.Host {
			hosts = append(hosts, set.Host)
		}
	}
	if s.opts.SigninEndpoint != "" && !s.centerOnly { // then there is no other door
		hosts = append(hosts, s.doors.list()[0].url.Host)
	}
	var once []string
	for _, h := range hosts {
		if h = clean(h, 100); h != "" && !slices.Contains(once, h) {
			once = append(once, h)
		}
	}
	return once
}

// StrangerIAM is the host that answers in IAM's place, "" where IAM itself
// does. A sign-in does not ask it.
func (s *SignIn) StrangerIAM() string {
	if s.iam == nil || s.iam.Host == s.partition.IAM {
		return ""
	}
	return clean(s.iam.Host, 100)
}

// stranger checks and notes the endpoint that is set for a service of the source
// credentials, if any.
func (b *baseSource) stranger(endpoint *string) error {
	if endpoint == nil {
		return nil
	}
	u, err := checkEndpoint(*endpoint)
	if err == nil {
		b.strangers = append(b.strangers, u.Host)
	}
	return err
}
