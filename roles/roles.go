package roles

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
)

// awsWarningLimit bounds the warnings of one file, so that five megabytes of
// junk do not become a million of them.
const awsWarningLimit = 1000

// ReadRoles reads the AWS files and lists every profile with a role_arn or with
// a role of Identity Center, the broken ones with the reason. It runs nothing, connects nowhere and waits for
// nobody. A file that cannot be used is a warning, and the other one is read
// all the same. The listing holds no secret. Any goroutine may call it.
func ReadRoles(f Files, getenv func(string) string) Listing {
	profiles, warnings := readAWSFiles(f)
	list := profiles.reader(getenv).roles()
	return Listing{Roles: list, Others: profiles.others(), Centers: profiles.centers(list), Warnings: warnings}
}

// readAWSFiles reads both files.
func readAWSFiles(f Files) (*awsProfiles, []Warning) {
	var warnings []Warning
	profiles := newAWSProfiles()
	for kind, path := range []string{awsConfigFile: f.Config, awsCredentialsFile: f.Credentials} {
		data, trouble := readAWSFile(path)
		if trouble != "" && !(trouble == WarningMissing && kind == int(awsCredentialsFile)) {
			warnings = append(warnings, Warning{Kind: trouble, File: path})
		}
		left := awsWarningLimit
		profiles.read(data, awsFileKind(kind), func(kind WarningKind, line int) {
			if left--; left >= 0 {
				warnings = append(warnings, Warning{Kind: kind, File: path, Line: line})
			}
		})
		if line := outOfBounds(data); line > 0 && profiles.tooLong == "" {
			profiles.tooLong = path + ":" + strconv.Itoa(line)
		}
		clear(data) // may hold secret keys
	}
	return profiles, warnings
}

// roleReader makes roles of profiles.
type roleReader struct {
	*awsProfiles
	getenv func(string) string
	region string // of the environment
}

func (t *awsProfiles) reader(getenv func(string) string) *roleReader {
	return &roleReader{t, getenv, cmp.Or(getenv("AWS_REGION"), getenv("AWS_DEFAULT_REGION"))}
}

// roles makes a Role of each profile that is one, in file order.
func (r *roleReader) roles() []Role {
	roles := make([]Role, 0, len(r.all))
	for _, p := range r.all {
		if p.isRole() {
			roles = append(roles, r.role(p))
		}
	}
	return roles
}

// role fills in what is known even where something is wrong; of several
// things wrong it names the one to mend first.
func (r *roleReader) role(p *awsProfile) (role Role) {
	if p.isCenter() {
		role = r.center(p)
	} else {
		role = r.iam(p)
	}
	if r.tooLong != "" {
		role.Problem = Problem{Kind: ProblemFilesBounds, Detail: r.tooLong}
	}
	return role
}

func (r *roleReader) iam(p *awsProfile) Role {
	role := Role{
		Kind:            KindIAM,
		Profile:         p.name,
		RoleARN:         p.roleARN,
		SourceProfile:   p.sourceProfile,
		ExternalID:      p.externalID,
		RoleSessionName: p.roleSessionName,
		DurationSeconds: p.durationSeconds,
	}
	role.Partition, role.Account, _ = parseRoleARN(p.roleARN)
	role.Region = awsRegion(p.region, r.region, role.Partition)

	source := r.chain(p)
	role.Chain, role.Hops, role.Base = profileNames(source.path), source.hops, source.base
	role.MFASerial, role.MFAFrom = r.mfaSerial(source)
	if base := r.byName[source.base.Profile]; source.base.Kind == BaseSSO && base != nil {
		role.SSO, _ = r.sso(base) // where it lacks something AWS is not asked
	}
	role.MFAProcess = r.mfaProcess(role) != ""
	role.Endpoints = slices.ContainsFunc(source.path, func(q *awsProfile) bool { return q.has&awsEndpoint != 0 })

	role.Problem = cmp.Or(arnProblem(p), source.problem, mfaProblem(role.MFASerial, role.MFAFrom))
	if role.Problem.Profile == p.name {
		role.Problem.Profile = ""
	}
	return role
}

// mfaSerial falls back to the profiles below the role and to [default], although
// the SDKs do not: tools that do are common, and so are files written for them.
func (r *roleReader) mfaSerial(source roleSource) (serial, from string) {
	switch source.base.Kind {
	case BaseTemporary, BaseSSO, BaseLogin:
		return "", "" // an MFA code goes with long-term keys only
	case BaseEnvironment:
		if r.getenv("AWS_SESSION_TOKEN") != "" {
			return "", ""
		}
	}
	for _, q := range slices.Backward(append([]*awsProfile{r.byName["default"]}, source.path...)) {
		if q != nil && q.mfaSerial != "" {
			return q.mfaSerial, q.name
		}
	}
	return "", ""
}

// mfaProblem holds a serial against what STS takes: 9 to 256 of its
// characters, an ARN only of an mfa device. A security key or passkey has the
// type u2f in its ARN; STS takes none of them.
func mfaProblem(serial, profile string) Problem {
	if serial == "" {
		return Problem{}
	}
	bad := Problem{Kind: ProblemMFASerial, Profile: profile, Detail: serial}
	if len(serial) < 9 || len(serial) > 256 || !only(serial, awsWord+"+=/:,.@-") {
		return bad
	}
	if !strings.HasPrefix(serial, "arn:") {
		if strings.Contains(serial, ":") {
			return bad
		}
		return Problem{} // the serial number of a hardware device
	}
	parts := strings.SplitN(serial, ":", 6)
	if len(parts) != 6 || parts[2] != "iam" || !IsAccount(parts[4]) {
		return bad
	}
	switch kind, name, _ := strings.Cut(parts[5], "/"); {
	case kind == "u2f", kind == "fido", kind == "passkey", kind == "security-key":
		return Problem{Kind: ProblemFIDO, Profile: profile, Detail: serial}
	case kind != "mfa", name == "":
		return bad
	}
	return Problem{}
}

// MFAProcess is the command that gives the MFA codes of a role: mfa_process
// (aws-vault's key) of its profile, or else of the profiles below it. It may hold
// secrets, and so is not among what a [Listing] says; "" where there is none. Any
// goroutine may call it.
func MFAProcess(f Files, r Role) string {
	if !r.MFAProcess {
		return ""
	}
	profiles, _ := readAWSFiles(f)
	return profiles.mfaProcess(r)
}

func (t *awsProfiles) mfaProcess(r Role) string {
	for _, name := range slices.Backward(append([]string{r.MFAFrom}, r.Chain...)) {
		p := t.byName[name]
		switch {
		case p == nil || p.mfaProcess == "":
		case name == r.Profile && p.roleARN != r.RoleARN: // another one than AdHocRole's
		default:
			return p.mfaProcess
		}
	}
	return ""
}
