package federation

import (
	"context"
	"strconv"
	"time"
)

// TradeCode gives credentials of the user for a code, which then stands for
// several roles: from here on the role is assumed with them, without a code.
// AWS takes that for role chaining, an hour for each role. They are what
// Options.Source of the others takes, and end in a quarter of an hour. Errors
// are those of Assume.
// Source: AWS STS API Reference, GetSessionToken; IAM User Guide, "Role
// chaining".
func (s *SignIn) TradeCode(ctx context.Context, code string) (Credentials, error) {
	const op = "asking for a session token"
	ctx, cancel := context.WithTimeout(ctx, exchangeLimit)
	defer cancel()
	base, err := s.source(ctx)
	if err != nil {
		return Credentials{}, err
	}
	if !isCode(code) {
		return Credentials{}, &Error{Kind: KindMFAIncomplete, Op: op}
	}
	form := action("GetSessionToken")
	form.Set("SerialNumber", s.role.MFASerial)
	form.Set("TokenCode", code)
	form.Set("DurationSeconds", strconv.Itoa(minDuration))
	got, e := s.assumeHop(ctx, base, form)
	if e != nil {
		e.Op = op
		return Credentials{}, e
	}
	s.base.set(got, nil)
	return newCredentials(got), nil
}

// shared tells whether the source credentials are those of a code that stands
// for several roles.
func (s *SignIn) shared() bool { return s.opts.Source.keys() != nil }

// OneCode is how long the console of each of several roles lasts that share a
// code, of the length wanted.
func OneCode(wanted time.Duration) time.Duration { return min(wanted, oneHour*time.Second) }
