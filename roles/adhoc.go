package roles

import (
	"cmp"
	"strings"
)

// AdHocRole makes a Role of n for a single sign-in, by the same rules as ReadRoles.
// Its Profile is the role's name, and no profile of the files is meant by it. The
// same holds for it as for ReadRoles.
func AdHocRole(f Files, getenv func(string) string, n NewRole) Role {
	profiles, _ := readAWSFiles(f) // what is missing shows as a missing source profile
	p := &awsProfile{
		name:    n.RoleARN[strings.LastIndexByte(n.RoleARN, '/')+1:],
		roleARN: n.RoleARN, sourceProfile: cmp.Or(n.SourceProfile, "default"), mfaSerial: n.MFASerial, region: n.Region,
	}
	// A profile of the same name is another one.
	if profiles.byName[p.name] != nil && p.name == p.sourceProfile {
		p.name += " (role)"
	}
	return profiles.reader(getenv).role(p)
}
