package session

import "time"

// Policy is what the settings say to a Broker. Nothing in it is written to again.
type Policy struct {
	Leads          []time.Duration            // how long before its end a session is announced: whole seconds, the longest first
	LeadsOf        map[string][]time.Duration // the same for the profiles that differ
	Keep           bool                       // keep role credentials in memory, for opening again without a code
	KeepOf         map[string]bool            // the same for the profiles that differ
	KeepWhenLocked bool                       // keep them while the screen is locked and the machine sleeps
}

func (p Policy) leads(profile string) []time.Duration {
	if own, ok := p.LeadsOf[profile]; ok {
		return own
	}
	return p.Leads
}

func (p Policy) keeps(profile string) bool {
	if own, ok := p.KeepOf[profile]; ok {
		return own
	}
	return p.Keep
}
