package signin

import (
	"strings"

	"halfday/federation"
	"halfday/roles"
	"halfday/text"
)

// denied says which role of the chain AWS refused, and what may be behind it.
func denied(p *text.Problem, e *federation.Error, r roles.Role) {
	if e.Hop < len(r.Hops) {
		hop := r.Hops[e.Hop]
		p.Role, p.Account = hop.Profile, roles.ARNAccount(hop.RoleARN)
		if e.Hop > 0 {
			p.Profile = r.Hops[e.Hop-1].Profile
		}
	}
	p.Causes = deniedCauses(r, e)
	if p.Causes[0] == "mfa_missing" {
		p.Kind, p.Causes = "no_mfa", p.Causes[1:]
	}
}

// deniedCauses lists what can make AWS refuse a role of the chain, likeliest
// first: AWS gives the same answer for all of them, but for a policy that
// denies explicitly, which its message names. The list is never empty.
func deniedCauses(r roles.Role, e *federation.Error) []string {
	var causes []string
	add := func(cause string, when bool) {
		if when {
			causes = append(causes, cause)
		}
	}
	// What signs is a role itself: that of the hop before, or of the
	// permission set or of the login.
	byRole := e.Hop > 0 || r.Base.Kind == roles.BaseSSO || r.Base.Kind == roles.BaseLogin
	static := !byRole && r.Base.Kind == roles.BaseStatic
	temporary := !byRole && !static && (r.Base.Kind == roles.BaseTemporary || r.MFASerial != "")
	coded := e.CodeSpent && e.Hop == 0 // the MFA condition is met
	externalID := e.Hop < len(r.Hops) && r.Hops[e.Hop].ExternalID != ""

	// AWS names the action that the trust policy lacks.
	add("tag_session", strings.Contains(e.Detail, "sts:TagSession") || strings.Contains(e.Detail, "sts:SetSourceIdentity"))
	// Most roles want a code.
	add("mfa_missing", static && r.MFASerial == "")
	add("explicit_deny", strings.Contains(e.Detail, "explicit deny"))
	add("trust_source", byRole)
	add("permission_source", byRole)
	add("trust_policy", !byRole)
	add("permission", !byRole)
	add("mfa_impossible", byRole)
	add("mfa_session", temporary && !coded)
	add("mfa_condition", !byRole && !static && !temporary && !coded)
	add("external_id", externalID)
	add("source_ip", true)
	add("external_id_missing", !externalID)
	add("wrong_account", true)
	return causes
}
