package roles

import (
	"cmp"
	"net/url"
	"strings"
)

// Kind is a kind of role.
type Kind string

// The kinds of roles. Their values are part of halfday roles --json.
const (
	KindIAM            Kind = "iam_role"        // a profile with a role_arn
	KindIdentityCenter Kind = "identity_center" // a profile with sso_account_id and sso_role_name
)

// SSO is what a profile says of Identity Center: where to sign in, and as what.
type SSO struct {
	Session  string // name of the sso-session section; "" for a profile of the older form
	StartURL string
	Region   string // of Identity Center, not of the role
	Scopes   string // sso_registration_scopes, as it stands there
	Account  string // 12 digits
	RoleName string
}

// Key tells sessions apart: those with the same key share a sign-in. It is ""
// where there is none.
func (s SSO) Key() string { return cmp.Or(s.Session, s.StartURL) }

// ID tells roles apart, whatever their profiles are called: the role ARN, or
// what takes its place for one of Identity Center, whose ARN nobody knows
// before. It holds no secret.
func (r Role) ID() string {
	if r.Kind == KindIdentityCenter {
		return "identity-center:" + r.SSO.StartURL + " " + r.Account + "/" + r.SSO.RoleName
	}
	return r.RoleARN
}

// Waits is what sign-ins take turns for: the MFA device, or the session of
// Identity Center; "" for nothing.
func (r Role) Waits() string {
	if r.MFASerial == "" && r.SSO.Key() != "" {
		return "identity-center:" + r.SSO.Key()
	}
	return r.MFASerial
}

// isRole tells whether the profile has a line in the menu.
func (p *awsProfile) isRole() bool {
	return !p.dropped && (p.roleARN != "" || p.isCenter())
}

// isCenter tells whether that is a role of Identity Center: with a role_arn,
// those credentials only sign.
func (p *awsProfile) isCenter() bool { return p.roleARN == "" && p.sso.Account+p.sso.RoleName != "" }

// sso resolves what a profile says of Identity Center as the SDKs do.
func (r *roleReader) sso(p *awsProfile) (SSO, Problem) {
	s := p.sso
	bad := func(kind ProblemKind, detail string) (SSO, Problem) {
		return s, Problem{Kind: kind, Detail: detail}
	}
	if s.Session != "" {
		named := r.sessions[strings.TrimSpace(s.Session)]
		switch {
		case named == nil:
			return bad(ProblemSSOSession, s.Session)
		case s.StartURL != "" && s.StartURL != named.sso.StartURL:
			return bad(ProblemSSOConflict, "sso_start_url")
		case s.Region != "" && s.Region != named.sso.Region:
			return bad(ProblemSSOConflict, "sso_region")
		}
		s.Session, s.StartURL, s.Region, s.Scopes = strings.TrimSpace(s.Session), named.sso.StartURL, named.sso.Region, named.scopes
	}
	for _, needed := range [...]struct{ key, value string }{
		{"sso_account_id", s.Account}, {"sso_role_name", s.RoleName}, {"sso_start_url", s.StartURL}, {"sso_region", s.Region},
	} {
		if needed.value == "" {
			return bad(ProblemSSOIncomplete, needed.key)
		}
	}
	switch {
	case !IsAccount(s.Account):
		return bad(ProblemSSOValue, "sso_account_id = "+s.Account)
	case !isStartURL(s.StartURL):
		return bad(ProblemSSOValue, "sso_start_url = "+s.StartURL)
	case !isRegionName(s.Region):
		return bad(ProblemSSOValue, "sso_region = "+s.Region)
	case len(s.RoleName) > 64 || !only(s.RoleName, awsWord+"+=,.@-"): // as AWS names permission sets
		return bad(ProblemSSOValue, "sso_role_name = "+s.RoleName)
	}
	return s, Problem{}
}

func isStartURL(s string) bool {
	u, err := url.Parse(s)
	return err == nil && u.Scheme == "https" && u.Host != "" && u.User == nil && onlyVisibleASCII(s) && len(s) <= 1000
}

// isRegionName keeps out what would be another host.
func isRegionName(s string) bool { return s != "" && len(s) <= 40 && only(s, lower+digits+"-") }

// center makes a Role of a profile of Identity Center.
func (r *roleReader) center(p *awsProfile) Role {
	role := Role{Kind: KindIdentityCenter, Profile: p.name, Account: p.sso.Account, Base: Base{Profile: p.name, Kind: BaseSSO}, Chain: []string{p.name}}
	role.SSO, role.Problem = r.sso(p)
	if !IsAccount(role.Account) {
		role.Account = ""
	}
	role.Partition = partitionWith(role.SSO.Region).Name
	role.Region = awsRegion(p.region, r.region, role.Partition)
	switch {
	case role.Problem.Kind != ProblemNone:
	case isISO(role.Partition):
		role.Problem = Problem{Kind: ProblemPartitionISO, Detail: role.Partition}
	case p.refusedHalf() != "": // the SDKs refuse the whole profile
		role.Problem = Problem{Kind: ProblemKeysIncomplete, Detail: p.refusedHalf()}
	}
	return role
}

// Other is a profile that is no role.
type Other struct {
	Profile string
	Kind    OtherKind
}

// OtherKind says what a profile is that has no line in the menu. Words for it
// are in package text.
type OtherKind string

// The kinds of profiles that are no roles. Their values are part of halfday
// roles --all --json.
const (
	OtherKeys      OtherKind = "keys"      // an IAM user's access keys
	OtherTemporary OtherKind = "temporary" // keys with a session token
	OtherLogin     OtherKind = "login"     // login_session, written by aws login
	OtherProcess   OtherKind = "process"   // credential_process
	OtherSSO       OtherKind = "sso"       // Identity Center without an account and a role
	OtherSettings  OtherKind = "settings"  // no credentials at all
)

// others are the profiles that are no roles, in file order.
func (t *awsProfiles) others() (all []Other) {
	kinds := map[BaseKind]OtherKind{BaseStatic: OtherKeys, BaseTemporary: OtherTemporary, BaseLogin: OtherLogin, BaseProcess: OtherProcess, BaseSSO: OtherSSO, "": OtherSettings}
	for _, p := range t.all {
		if !p.dropped && !p.isRole() {
			all = append(all, Other{p.name, kinds[ownBase(p).Kind]})
		}
	}
	return all
}
