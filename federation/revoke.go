package federation

import (
	"net/url"
	"strings"
)

// RevokeURL is the page of IAM's console where the sessions of a role are
// revoked, in the role's partition; the list of roles where what is given is no
// ARN, as for Identity Center. It holds no secret.
// Source: IAM User Guide, "Revoke IAM role temporary security credentials".
func RevokeURL(partition, roleARN string) string {
	u, err := url.Parse(consoleURL(partition, "", ""))
	if err != nil {
		return ""
	}
	role := roleARN[strings.LastIndexByte(roleARN, '/')+1:]
	u.Path, u.RawQuery = "/iam/home", ""
	if u.Fragment = "/roles"; !strings.HasPrefix(roleARN, "arn:") {
		return u.String()
	}
	u.Fragment = "/roles/details/" + role + "?section=revoke_sessions"
	return u.String()
}
