package roles

import (
	"cmp"
	"maps"
	"net/url"
	"slices"
	"time"
)

// Center is a session of Identity Center that the AWS files name, whether or
// not a role uses it. It is a value.
type Center struct {
	// SSO is where to sign in; it has no account and no role.
	SSO
	// Until and Renews say how far the person is signed in. The AWS files know
	// nothing of it: whoever reads the token cache adds them.
	Until  time.Time // the end of the token (UTC); zero where there is none
	Renews bool      // it is renewed by itself, so that Until is not the end
}

// SignedIn tells whether a click on one of its roles needs no sign-in, as far as
// is known without asking AWS.
func (c Center) SignedIn(now time.Time) bool { return c.Renews || now.Before(c.Until) }

// Name is how a person calls the session: as its section, or as the host of its
// start URL.
func (s SSO) Name() string {
	host := ""
	if u, err := url.Parse(s.StartURL); err == nil {
		host = u.Host
	}
	return cmp.Or(s.Session, host, s.StartURL)
}

// centers are the sessions that can be signed in to: the sections by name, then
// the start URLs of profiles of the older form.
func (t *awsProfiles) centers(list []Role) (all []Center) {
	for _, name := range slices.Sorted(maps.Keys(t.sessions)) {
		p := t.sessions[name]
		if s := p.sso; isStartURL(s.StartURL) && isRegionName(s.Region) {
			all = append(all, Center{SSO: SSO{Session: name, StartURL: s.StartURL, Region: s.Region, Scopes: p.scopes}})
		}
	}
	seen := map[string]bool{}
	for _, r := range list {
		if r.SSO.Session == "" && r.SSO.StartURL != "" && r.Problem.Kind == ProblemNone && !seen[r.SSO.StartURL] {
			seen[r.SSO.StartURL] = true
			all = append(all, Center{SSO: SSO{StartURL: r.SSO.StartURL, Region: r.SSO.Region}})
		}
	}
	return all
}

// CenterRole stands for a session where a role is wanted and none is meant: it
// has neither account nor role name. Its Profile is how a person calls the
// session.
func CenterRole(s SSO) Role {
	r := Role{Kind: KindIdentityCenter, Profile: s.Name(), SSO: s, Partition: partitionWith(s.Region).Name, Base: Base{Kind: BaseSSO}}
	r.Region = awsRegion(s.Region, "", r.Partition)
	return r
}
