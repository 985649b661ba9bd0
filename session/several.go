package session

import (
	"slices"

	"halfday/roles"
)

// several is a group of roles that one code is for: the first of them that asks
// gives the others what AWS gave for it.
type several struct {
	profiles []string
	source   []byte // opaque; nil: nobody has given a code yet, or it may not be used any more
	base     string // whose keys and which device it is of
	serial   string
}

// SignInSeveral signs in to roles of one source and one MFA device with one
// code. The others wait for the first of them; where that comes to nothing they
// are given up.
func (b *Broker) SignInSeveral(profiles []string) {
	b.ask("sign in to several", func() {
		group := &several{profiles: slices.Clone(profiles)}
		b.groups = append(b.groups, group)
		for _, profile := range profiles {
			b.enqueue(profile, Wish{Again: true, several: group})
		}
	})
}

// of is what the group has for a role; nil for nothing.
func (g *several) of(r roles.Role) []byte {
	if g == nil || g.base != r.Base.Profile || g.serial != r.MFASerial {
		return nil
	}
	return g.source
}

// shared takes what AWS gave for the code of the first of a group.
func (b *Broker) shared(a *attempt, source []byte) {
	if g := a.several; g != nil && !a.locked && !a.gone && !b.draining {
		clear(g.source)
		g.source, g.base, g.serial = slices.Clone(source), a.role.Base.Profile, a.role.MFASerial
	}
}

// dropShared overwrites what is not waited for any more; all of it where the
// screen locks.
func (b *Broker) dropShared(all bool) {
	b.groups = slices.DeleteFunc(b.groups, func(g *several) bool {
		waits := slices.ContainsFunc(b.attempts, func(a *attempt) bool { return a.several == g && (a.phase == PhaseQueued || g.source == nil) })
		if all || !waits {
			clear(g.source)
			g.source = nil
		}
		return !waits
	})
}
