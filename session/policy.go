package session

import (
	"cmp"
	"slices"
	"time"
)

// Policy is what the settings say to a Broker.
type Policy struct {
	Leads          []time.Duration            // how long before its end a session is announced
	LeadsOf        map[string][]time.Duration // the same for the profiles that differ; not written to again
	Keep           bool                       // keep role credentials in memory, for opening again without a code
	KeepOf         map[string]bool            // the same for the profiles that differ; not written to again
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

// tidy returns the policy with a list of lead times of its own: whole
// seconds, the longest first, each once.
func (p Policy) tidy() Policy {
	p.Leads = tidyLeads(p.Leads)
	of := make(map[string][]time.Duration, len(p.LeadsOf))
	for profile, leads := range p.LeadsOf {
		of[profile] = tidyLeads(leads)
	}
	p.LeadsOf = of
	return p
}

func tidyLeads(leads []time.Duration) []time.Duration {
	leads = slices.DeleteFunc(slices.Clone(leads), func(d time.Duration) bool { return d < time.Second })
	for i, d := range leads {
		leads[i] = d.Truncate(time.Second)
	}
	slices.SortFunc(leads, func(a, b time.Duration) int { return cmp.Compare(b, a) })
	return slices.Compact(leads)
}
