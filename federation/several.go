package federation

import (
	"context"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/sts"
	"github.com/aws/aws-sdk-go-v2/service/sts/types"
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
	got, e := s.assumeHop(ctx, *base, &sts.AssumeRoleInput{
		SerialNumber: aws.String(s.role.MFASerial), TokenCode: aws.String(code), DurationSeconds: aws.Int32(minDuration),
	})
	if e != nil {
		e.Op = op
		return Credentials{}, e
	}
	c := got.signing()
	s.base.set(&c, nil)
	return newCredentials(got), nil
}

// ask sends the request for credentials: of a role, or of the user where it
// names no role.
func (s *SignIn) ask(ctx context.Context, in *sts.AssumeRoleInput, with func(*sts.Options)) (*types.Credentials, error) {
	if in.RoleArn != nil {
		out, err := s.client.AssumeRole(ctx, in, with)
		if err != nil {
			return nil, err
		}
		return out.Credentials, nil
	}
	out, err := s.client.GetSessionToken(ctx, &sts.GetSessionTokenInput{
		SerialNumber: in.SerialNumber, TokenCode: in.TokenCode, DurationSeconds: in.DurationSeconds,
	}, with)
	if err != nil {
		return nil, err
	}
	return out.Credentials, nil
}

// shared tells whether the source credentials are those of a code that stands
// for several roles.
func (s *SignIn) shared() bool { return s.opts.Source.keys() != nil }

// OneCode is how long the console of each of several roles lasts that share a
// code, of the length wanted.
func OneCode(wanted time.Duration) time.Duration { return min(wanted, oneHour*time.Second) }
