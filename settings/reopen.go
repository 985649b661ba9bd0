package settings

import "cmp"

// The values of KeyReopen: what it takes to open a role again with kept
// credentials.
const (
	ReopenAsk  = "ask"  // a yes, unless a code or a yes was given of late
	ReopenCode = "code" // a new code each time: nothing is kept
	ReopenFree = "free" // nothing
)

// Reopens tells what it takes to open the role of profile again; in production
// there is a question besides.
func (s Settings) Reopens(profile string) string { return cmp.Or(s.Roles[profile].Reopen, s.Reopen) }

// Keeps tells whether the role credentials of profile stay in memory.
func (s Settings) Keeps(profile string) bool {
	keep := s.KeepCredentials
	if own := s.Roles[profile].KeepCredentials; own != nil {
		keep = *own
	}
	return keep && s.Reopens(profile) != ReopenCode
}
