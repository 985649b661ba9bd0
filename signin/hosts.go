package signin

import (
	"context"
	"slices"
	"strings"

	"halfday/session"
)

// Hosts remembers which hosts a person lets answer in AWS's place, for the role
// of a Flow. Its functions are called from the goroutine that calls Flow.Run.
type Hosts struct {
	// Known tells whether the person has agreed to a host before.
	Known func(host string) bool
	// Agree remembers a yes.
	Agree func(hosts []string)
	// Demo: everything is invented, and nothing is asked or said about it.
	Demo bool
}

// strangers are the hosts that answer in AWS's place, as a person reads them.
func (f *Flow) strangers() string {
	if f.Hosts.Demo || f.aws == nil {
		return ""
	}
	return strings.Join(f.aws.Strangers(), ", ")
}

// agreeHosts asks, before anything is sent, whether it may go to hosts that are
// none of AWS's: the first time for each host and role.
func (f *Flow) agreeHosts(ctx context.Context) error {
	if f.Hosts.Demo {
		return nil
	}
	asked := slices.DeleteFunc(slices.Clone(f.aws.Strangers()), f.Hosts.Known)
	if len(asked) == 0 {
		return nil
	}
	if f.UI.Consent == nil {
		return problemError{kind: "host_unknown", detail: strings.Join(asked, ", ")}
	}
	f.phase(session.PhaseConsent)
	words := f.Words.Dialog
	err := f.yes(ctx, f.title(words.HostsTitle), words.HostsText(f.mark(f.Role.Profile), asked))
	if err == nil {
		f.Hosts.Agree(asked)
	}
	return err
}
