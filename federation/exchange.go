package federation

import (
	"cmp"
	"context"
	"net/url"
	"time"

	"halfday/internal/redact"
)

const (
	tokenLimit = 15 * time.Second // for all tries for a sign-in token
	maxToken   = 16 << 10         // bytes of a sign-in token
)

// Console is a console session that waits for a browser.
type Console struct {
	URL     redact.Secret // signs in whoever opens it, for 15 minutes
	Issued  time.Time     // when the token was asked for (UTC wall clock)
	Expires time.Time     // the end of the console session (UTC wall clock)
	// Taken is what AWS took: WithoutDuration for chained credentials.
	Taken Rung
	// Shortened tells that it is shorter than wanted though the role is not
	// chained.
	Shortened bool
	Console   string // plain address of the console
	// Story says for the log which door gave the token, and which hosts of AWS
	// were shut. It holds no secret.
	Story string
}

// signOutFirst: the address for it exists in one partition only.
func (s *SignIn) signOutFirst() bool {
	return s.opts.SignOutFirst && s.partition.Logout != "" && s.opts.SigninEndpoint == ""
}

// destination is the page to open, with the region. Load has checked that there
// is no error.
func (s *SignIn) destination() (string, error) {
	return Destination(s.opts.Destination, s.role.Partition, s.consoleRegion(), s.opts.SigninEndpoint)
}

// consoleRegion is what the console shows. It has no page for a region that
// does not exist.
func (s *SignIn) consoleRegion() string {
	region := s.role.Region
	if s.NoSuchRegion() != "" {
		region = s.Region()
	}
	return cmp.Or(s.opts.Region, region)
}

// Exchange trades credentials for a sign-in URL. until is zero for a fresh
// sign-in; when a role is opened again it is the end of the first sign-in's
// session, which the new one then keeps, 15 minutes at the least.
func (s *SignIn) Exchange(ctx context.Context, c Credentials, until time.Time) (Console, error) {
	const op = "asking for a sign-in token"
	now := time.Now()
	k := c.keys()
	if k == nil || !until.IsZero() && !now.Before(k.Expires) {
		return Console{}, &Error{Kind: KindTokenExpired, Op: op}
	}
	deadline := now.Add(tokenLimit)
	s.mu.Lock()
	if !s.deadline.IsZero() && s.deadline.Before(deadline) {
		deadline = s.deadline
	}
	s.deadline = time.Time{}
	s.mu.Unlock()
	ctx, cancel := context.WithDeadline(ctx, deadline)
	defer cancel()

	length := s.opts.Length
	if !until.IsZero() {
		left := until.Round(0).Sub(now.Round(0)).Truncate(time.Second)
		length = min(max(left, minDuration*time.Second), length)
	}
	left := k.Expires.Sub(now.Round(0))
	home, _ := consoleHome(s.partition, s.consoleRegion(), s.opts.SigninEndpoint)
	got, err := s.token(ctx, k, newClimb(ladderOf(length, left, k.Limited, s.opts.Learned), !until.IsZero() || s.opts.Learned != 0))
	if err != nil {
		err.Op = op
		return Console{}, err
	}
	return Console{
		URL:       redact.New(s.loginURL(got)),
		Issued:    got.issued,
		Expires:   got.issued.Add(got.rung.duration(k.Expires.Sub(got.issued))),
		Taken:     got.rung,
		Shortened: !k.Limited && shorter(got.rung.duration(left), length),
		Console:   home.String(),
		Story:     s.story(got.door),
	}, nil
}

// loginURL is what the browser opens: at the door that gave the token.
func (s *SignIn) loginURL(got *grant) string {
	u := *got.door.url
	page, _ := s.destination()
	u.RawQuery = url.Values{
		"Action":      {"login"},
		"Issuer":      {s.opts.Issuer},
		"Destination": {page},
		"SigninToken": {got.token},
	}.Encode()
	if !s.signOutFirst() {
		return u.String()
	}
	out := url.URL{Scheme: "https", Host: s.partition.Logout, Path: "/oauth"}
	out.RawQuery = url.Values{"Action": {"logout"}, "redirect_uri": {u.String()}}.Encode()
	return out.String()
}
