package signin

import (
	"context"
	"errors"

	"halfday/federation"
	"halfday/session"
)

// shares tells whether one code is for several roles, of which this is one.
func (f *Flow) shares() bool { return len(f.Request.Several) > 0 || len(f.Request.Source) > 0 }

// assumeForSeveral assumes the role with a code that is for others too: what AWS gives for
// it is reported before, so that the others need not wait for this role's
// trouble.
func (f *Flow) assumeForSeveral(ctx context.Context, code string) (federation.Credentials, error) {
	source, err := f.aws.TradeCode(ctx, code)
	if err != nil {
		return federation.Credentials{}, err
	}
	if b, err := source.MarshalBinary(); err == nil {
		f.Report(session.Event{Kind: session.EventShared, Kept: session.Kept{Credentials: b}})
	}
	c, err := f.aws.Assume(ctx, "")
	if e, ok := errors.AsType[*federation.Error](err); ok {
		e.CodeSpent = true
	}
	return c, err
}
