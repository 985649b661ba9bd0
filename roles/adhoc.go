package roles

import "strings"

// AdHoc is a role that stands in no AWS file.
type AdHoc struct {
	RoleARN       string
	MFASerial     string // "": the source profile's, then that of [default]
	SourceProfile string // "": default
	Region        string // "": as for a profile without one
}

// AdHocRole makes a Role of a, by the same rules as ReadRoles. Its Profile is
// the role's name, and no profile of the files is meant by it. The same holds
// for it as for ReadRoles.
func AdHocRole(f Files, getenv func(string) string, a AdHoc) Role {
	profiles, _ := readAWSFiles(f) // what is missing shows as a missing source profile
	p := &awsProfile{
		name:    a.RoleARN[strings.LastIndexByte(a.RoleARN, '/')+1:],
		roleARN: a.RoleARN, sourceProfile: a.SourceProfile, mfaSerial: a.MFASerial, region: a.Region,
	}
	if p.sourceProfile == "" {
		p.sourceProfile = "default"
	}
	// A profile of the same name is another one.
	if profiles.byName[p.name] != nil && p.name == p.sourceProfile {
		p.name += " (role)"
	}
	return profiles.reader(getenv).role(p)
}
