package home

import (
	"encoding/json"
	"log/slog"
	"net/url"
	"slices"
	"strings"

	"halfday/desktop"
	"halfday/roles"
)

// EndpointVariable names the host that answers in place of AWS's sign-in endpoint.
const EndpointVariable = "HALFDAY_SIGNIN_ENDPOINT"

// maxAgreed is the most entries that are kept.
const maxAgreed = 1000

// Agree remembers that the person lets hosts answer for a role.
func (p *Home) Agree(r roles.Role, hosts []string) {
	err := desktop.ChangeFile(p.hostsFile(), func(data []byte) []byte {
		all := agreements(data)
		for _, h := range hosts {
			if len(all) < maxAgreed && len(all[h]) < maxAgreed {
				all[h] = append(all[h], r.ID())
			}
		}
		data, _ = json.MarshalIndent(all, "", "  ") // texts always can be written
		return data
	})
	if err != nil { // it is asked again
		slog.Warn("remembering a host", "error", err)
	}
}

// Agreed tells whether the person has agreed to a host for a role.
func (p *Home) Agreed(r roles.Role, host string) bool {
	all := agreements(desktop.PrivateFile(p.hostsFile()))
	for _, h := range []string{host, "*"} {
		if slices.Contains(all[h], r.ID()) || slices.Contains(all[h], "*") {
			return true
		}
	}
	return false
}

// agreements reads the file; what cannot be read is no yes.
func agreements(data []byte) map[string][]string {
	all := map[string][]string{}
	if json.Unmarshal(data, &all) != nil || all == nil {
		return map[string][]string{}
	}
	return all
}

// Override are the hosts that the environment puts in AWS's place, for the menu
// to show. Those of the AWS files differ from role to role: the question for
// the code and doctor name them.
func Override(getenv func(string) string) string {
	var hosts []string
	for _, name := range []string{
		EndpointVariable, "AWS_ENDPOINT_URL_STS", "AWS_ENDPOINT_URL_SSO", "AWS_ENDPOINT_URL_SSO_OIDC", "AWS_ENDPOINT_URL_SIGNIN",
		"AWS_ENDPOINT_URL_IAM", "AWS_ENDPOINT_URL",
	} {
		if v := getenv(name); v != "" && !slices.Contains(hosts, hostOf(v)) {
			hosts = append(hosts, hostOf(v))
		}
	}
	return strings.Join(hosts, ", ")
}

func hostOf(address string) string {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" {
		return address
	}
	return u.Host
}
