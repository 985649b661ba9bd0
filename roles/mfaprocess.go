package roles

import "slices"

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
