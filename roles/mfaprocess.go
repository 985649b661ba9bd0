package roles

// MFAProcess is the command that gives the MFA codes of a role: mfa_process
// (aws-vault's key) of its profile, or else of the profiles below it. It may hold
// secrets, and so is not among what a [Listing] says; "" where there is none. Any
// goroutine may call it.
func MFAProcess(f Files, r Role) string {
	profiles, _ := readAWSFiles(f)
	for i := len(r.Chain) - 1; i >= 0; i-- {
		if p := profiles.byName[r.Chain[i]]; p != nil && p.mfaProcess != "" {
			return p.mfaProcess
		}
	}
	if p := profiles.byName[r.MFAFrom]; p != nil {
		return p.mfaProcess
	}
	return ""
}
