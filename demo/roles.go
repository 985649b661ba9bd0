package demo

import (
	"regexp"
	"slices"
	"strings"
	"sync"
	"time"
)

// Role is a role that exists in the demo.
type Role struct {
	Profile string // its name in the files of WriteFiles
	ARN     string
	Region  string // of its profile; "" for none
	// Source is the profile of the role that it is chained through, which it
	// trusts, or "" for the user's own keys.
	Source     string
	ExternalID string        // what the trust policy wants as sts:ExternalId; "" for no condition
	MFA        bool          // the trust policy wants aws:MultiFactorAuthPresent
	MaxSession time.Duration // MaxSessionDuration; 0 means AWS's default of 1 h
	// Center is its name in Identity Center, for the roles that come from there:
	// nobody assumes these.
	Center string
	// DurationSeconds is written into the profile; 0 for none.
	DurationSeconds int
}

// Key is an access key that exists before anybody assumes a role.
type Key struct {
	Profile     string // its name in the files of WriteFiles
	ARN         string // of the user
	AccessKeyID string
	SecretKey   string
	Token       string    // makes it temporary, as GetSessionToken's are
	Expires     time.Time // of a temporary one; zero for never
	MFASerials  []string  // the user's MFA devices
}

// DefaultRoles are the three roles of the demo, one of them chained.
func DefaultRoles() []Role {
	return []Role{
		{Profile: "atlas-dev", ARN: "arn:aws:iam::111122223333:role/atlas-dev", Region: "ap-northeast-1", MFA: true, MaxSession: 12 * time.Hour},
		{Profile: "atlas-prod-readonly", ARN: "arn:aws:iam::444455556666:role/atlas-prod-readonly", Region: "us-east-1", MFA: true, ExternalID: "atlas-7f3e"},
		{Profile: "billing-audit", ARN: "arn:aws:iam::777788889999:role/finance/billing-audit", Region: "us-east-1", Source: "atlas-dev"},
	}
}

func defaultKey() Key {
	return Key{
		Profile: "maya", ARN: "arn:aws:iam::123456789012:user/maya",
		AccessKeyID: newKeyID("AKIA"), SecretKey: newSecretKey(),
		MFASerials: []string{"arn:aws:iam::123456789012:mfa/maya"},
	}
}

// name is the role's name without its path.
func (r Role) name() string { return r.ARN[strings.LastIndex(r.ARN, "/")+1:] }

// trusts tells whether the role's trust policy names the principal.
func (r Role) trusts(c *credentials) bool {
	switch {
	case r.Center != "", partitionOf(c.arn) != partitionOf(r.ARN):
		return false
	case c.role == nil:
		return r.Source == ""
	}
	return r.Source != "" && r.Source == c.role.Profile
}

func (s *Server) role(arn string) *Role {
	if i := slices.IndexFunc(s.options.Roles, func(r Role) bool { return r.ARN == arn }); i >= 0 {
		return &s.options.Roles[i]
	}
	return nil
}

// credentials are keys that may sign: those of Options.Keys and those that
// AssumeRole gave.
type credentials struct {
	id, secret, token string
	arn               string    // of the principal that they act as
	expires           time.Time // zero for never
	serials           []string
	role              *Role  // nil unless AssumeRole gave them
	name              string // RoleSessionName
	chained           bool   // AssumeRole was signed by temporary credentials
	mfa               bool   // GetSessionToken gave them for a code
}

func (c *credentials) expired(now time.Time) bool {
	return !c.expires.IsZero() && !now.Before(c.expires)
}

func partitionOf(arn string) string { return strings.Split(arn+":::::", ":")[1] }
func accountOf(arn string) string   { return strings.Split(arn+":::::", ":")[4] }

// regionForm is that of eu-central-1 and us-gov-west-1. It is compiled when it
// is first asked for: every process of Halfday starts with what is compiled
// before.
var regionForm = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^[a-z]{1,4}(-[a-z]+){1,3}-[0-9]+$`) })

func isRegion(v string) bool { return len(v) <= 32 && regionForm().MatchString(v) }
