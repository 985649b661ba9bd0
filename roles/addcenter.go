package roles

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Assigned is a role of Identity Center that a person has.
type Assigned struct{ Account, AccountName, Role string }

// Offer is a role of Identity Center, and the profile that it has or would get.
type Offer struct {
	Assigned
	Profile string
	Stands  bool // the AWS files have that profile
}

// Offers names a profile for each role that the AWS files do not have yet:
// ACCOUNTNAME-ROLE, as every AWS tool takes it, and as nobody is called yet.
func Offers(f Files, getenv func(string) string, s SSO, all []Assigned) []Offer {
	profiles, _ := readAWSFiles(f)
	stands := map[Assigned]string{}
	for _, r := range profiles.reader(getenv).roles() {
		if r.Kind == KindIdentityCenter && r.SSO.StartURL == s.StartURL && r.Problem.Kind == ProblemNone {
			if key := (Assigned{Account: r.Account, Role: r.SSO.RoleName}); stands[key] == "" {
				stands[key] = r.Profile
			}
		}
	}
	taken := map[string]bool{"default": true}
	for name := range profiles.byName {
		taken[strings.ToLower(name)] = true
	}
	offers := make([]Offer, 0, len(all))
	for _, a := range all {
		if name := stands[Assigned{Account: a.Account, Role: a.Role}]; name != "" {
			offers = append(offers, Offer{a, name, true})
			continue
		}
		name := profileName(a)
		if taken[strings.ToLower(name)] {
			name = short(name, len(a.Account)+1) + "-" + a.Account
		}
		for base, n := name, 2; taken[strings.ToLower(name)]; n++ {
			name = fmt.Sprintf("%s-%d", short(base, 5), n)
		}
		taken[strings.ToLower(name)] = true
		offers = append(offers, Offer{a, name, false})
	}
	return offers
}

// maxProfile is how long a profile's name becomes, in bytes.
const maxProfile = 100

// profileName is the name that a role would get if nobody had it.
func profileName(a Assigned) string {
	account := plain(a.AccountName)
	if account == "" {
		account = a.Account
	}
	return short(account+"-"+plain(a.Role), 0)
}

// plain keeps what every AWS tool takes in a name, with a - for what is between.
func plain(name string) string {
	fields := strings.FieldsFunc(name, func(r rune) bool {
		return r == utf8.RuneError || r == '-' || !unicode.IsLetter(r) && !unicode.IsDigit(r) && !strings.ContainsRune("_./@+", r)
	})
	return strings.Join(fields, "-")
}

// short leaves room for more bytes.
func short(name string, more int) string {
	for len(name) > maxProfile-more {
		_, size := utf8.DecodeLastRuneInString(name)
		name = name[:len(name)-size]
	}
	return name
}

// NewCenter makes a session of what a person says, or tells what is wrong with
// it. An address as the browser shows it is good enough. Taken is also the name of
// a section that cannot be used.
func NewCenter(f Files, name, startURL, region string) (SSO, Problem) {
	startURL = strings.TrimSpace(startURL)
	startURL, _, _ = strings.Cut(startURL, "#")
	startURL, _, _ = strings.Cut(startURL, "?")
	s := SSO{Session: strings.TrimSpace(name), StartURL: strings.TrimSuffix(startURL, "/"), Region: strings.ToLower(strings.TrimSpace(region)), Scopes: "sso:account:access"}
	switch {
	case !isStartURL(s.StartURL) || strings.ContainsAny(s.StartURL, ";"):
		return s, Problem{Kind: ProblemSSOValue, Detail: "sso_start_url = " + s.StartURL}
	case !isRegionName(s.Region) || !strings.Contains(s.Region, "-"):
		return s, Problem{Kind: ProblemSSOValue, Detail: "sso_region = " + s.Region}
	case isISO(partitionWith(s.Region).Name):
		return s, Problem{Kind: ProblemPartitionISO, Detail: s.Region}
	case !plainName(s.Session):
		return s, Problem{Kind: ProblemName, Detail: s.Session}
	}
	if before, _ := readAWSFiles(f); before.sessions[s.Session] != nil {
		return s, Problem{Kind: ProblemNameTaken, Detail: s.Session}
	}
	return s, Problem{}
}

// CenterAddition says what AppendRole would append for the chosen offers, and
// for the session where the AWS files do not have it; or why that would not
// work. It reads the AWS files and changes nothing.
func CenterAddition(f Files, getenv func(string) string, s SSO, chosen []Offer) (string, Problem) {
	before, _ := readAWSFiles(f)
	var sections []string
	if s.Session != "" && before.sessions[s.Session] == nil {
		sections = append(sections, section("sso-session "+s.Session, [][2]string{
			{"sso_start_url", s.StartURL}, {"sso_region", s.Region}, {"sso_registration_scopes", s.Scopes},
		}))
	}
	var own SSO // what a profile says itself, where there is no session
	if s.Session == "" {
		own = s
	}
	for _, o := range chosen {
		if before.byName[o.Profile] != nil {
			return "", Problem{Kind: ProblemNameTaken, Detail: o.Profile}
		}
		sections = append(sections, section("profile "+o.Profile, [][2]string{
			{"sso_session", s.Session}, {"sso_start_url", own.StartURL}, {"sso_region", own.Region},
			{"sso_account_id", o.Account}, {"sso_role_name", o.Role}, {"region", s.Region},
		}))
	}
	text, after := appended(f, strings.Join(sections, "\n"))
	for _, o := range chosen {
		p := after.byName[o.Profile]
		if p == nil || !plainName(o.Profile) {
			return "", Problem{Kind: ProblemName, Detail: o.Profile}
		}
		role := after.reader(getenv).role(p)
		if role.Problem.Kind != ProblemNone {
			return "", role.Problem
		}
		if role.Account != o.Account || role.SSO.RoleName != o.Role || role.SSO.StartURL != s.StartURL {
			return "", Problem{Kind: ProblemSSOValue, Detail: "sso_role_name = " + o.Role}
		}
	}
	return text, Problem{}
}
