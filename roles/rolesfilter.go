package roles

import (
	"slices"
	"strings"
)

// RoleFilter chooses among roles. What is left empty lets every role through.
type RoleFilter struct {
	Text     string // in the profile, the role ARN, the source profile or the label; case does not matter
	Account  string // 12 digits, with or without hyphens
	Problems bool   // only those that cannot work
}

// Match tells whether r is one of those wanted.
func (f RoleFilter) Match(r Role) bool {
	if f.Problems && r.Problem.Kind == ProblemNone {
		return false
	}
	if f.Account != "" && r.Account != strings.ReplaceAll(f.Account, "-", "") {
		return false
	}
	text := strings.ToLower(f.Text)
	return slices.ContainsFunc([]string{r.Profile, r.RoleARN, r.SourceProfile, r.Label, r.SSO.RoleName, r.SSO.Session},
		func(s string) bool { return strings.Contains(strings.ToLower(s), text) })
}
