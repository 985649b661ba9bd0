package roles

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
	for i := len(r.Chain) - 1; i >= 0; i-- {
		if p := t.byName[r.Chain[i]]; p != nil && p.mfaProcess != "" {
			return p.mfaProcess
		}
	}
	if p := t.byName[r.MFAFrom]; p != nil {
		return p.mfaProcess
	}
	return ""
}
