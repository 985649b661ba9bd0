package federation

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"io"
	"net/http"
	"strings"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/sts"
	"github.com/aws/aws-sdk-go-v2/service/sts/types"
	"github.com/aws/smithy-go"

	"halfday/identitycenter"
	"halfday/roles"
)

// recorder is the HTTP client of one AssumeRole, signed with creds: it sends once
// over a way and keeps what happened, which the SDK's errors do not tell.
type recorder struct {
	wire  *wire
	to    *way
	creds aws.Credentials
	got   *answer
	sent  bool
	err   error
}

// options have the SDK send by the recorder.
func (r *recorder) options(o *sts.Options) {
	o.Region, o.HTTPClient = r.to.region, r
	o.Credentials = aws.CredentialsProviderFunc(func(context.Context) (aws.Credentials, error) { return r.creds, nil })
}

// Do sends the request.
func (r *recorder) Do(req *http.Request) (*http.Response, error) {
	if r.got != nil || r.err != nil {
		return nil, errors.New("an AssumeRole is sent once")
	}
	a, sent, err := r.wire.send(r.to.link, req)
	r.sent = sent
	if err != nil {
		r.err = err
		return nil, err
	}
	r.got = &a
	return a.response(req), nil
}

// shut is why the way that was used counts as shut from here on; nil where it
// does not, or where the asker gave up.
func (r *recorder) shut(ctx context.Context) error {
	if ctx.Err() != nil {
		return nil
	}
	return r.err
}

// response makes an answer into what the SDK reads.
func (a answer) response(req *http.Request) *http.Response {
	return &http.Response{
		StatusCode: a.status, Status: http.StatusText(a.status),
		Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1,
		Header: a.header, Body: io.NopCloser(bytes.NewReader(a.body)),
		ContentLength: int64(len(a.body)), Request: req,
	}
}

// Assume assumes the roles of the chain, the code going with the first of
// them, and gives the credentials of the last. code is "" where NeedsCode says
// no; else six digits. Those of Identity Center are taken as they are. Each AssumeRole is sent once: an error whose CodeSpent
// is false is the only one after which the same code may be used again.
func (s *SignIn) Assume(ctx context.Context, code string) (Credentials, error) {
	deadline := time.Now().Add(exchangeLimit)
	ctx, cancel := context.WithDeadline(ctx, deadline)
	defer cancel()
	base, err := s.source(ctx)
	if err != nil {
		return Credentials{}, err
	}
	s.mu.Lock()
	s.deadline = deadline
	s.mu.Unlock()

	if own(s.role) {
		return newCredentials(&keys{
			AccessKeyID: base.AccessKeyID, SecretAccessKey: base.SecretAccessKey, SessionToken: base.SessionToken, Expires: base.Expires,
		}), nil
	}
	needsCode := s.role.MFASerial != "" && base.SessionToken == ""
	if needsCode && !isCode(code) {
		return Credentials{}, &Error{Kind: KindMFAIncomplete, Op: "assuming " + clean(s.role.Hops[0].RoleARN, 200)}
	}
	chained := base.SessionToken != "" || len(s.role.Hops) > 1
	creds := *base
	var last *keys
	for i, hop := range s.role.Hops {
		in := s.input(hop, chained)
		if i == 0 {
			in.SourceIdentity = s.named(s.opts.SourceIdentity) // AWS keeps it along the chain
		}
		if i == len(s.role.Hops)-1 {
			s.describe(in)
		}
		if i == 0 && needsCode {
			in.SerialNumber, in.TokenCode = aws.String(s.role.MFASerial), aws.String(code)
		}
		next, err := s.assumeHop(ctx, creds, in)
		if err != nil {
			err.Hop = i
			err.CodeSpent = err.CodeSpent && needsCode || needsCode && i > 0
			return Credentials{}, err
		}
		next.Limited = chained
		last, creds = next, next.signing()
	}
	return newCredentials(last), nil
}

// input makes the request of a hop, without a code.
func (s *SignIn) input(hop roles.Hop, chained bool) *sts.AssumeRoleInput {
	s.mu.Lock()
	capped := s.capped
	s.mu.Unlock()
	in := &sts.AssumeRoleInput{
		RoleArn:         aws.String(hop.RoleARN),
		RoleSessionName: aws.String(hop.RoleSessionName),
	}
	if !chained || hop.DurationSeconds != 0 {
		// AWS's page on custom brokers warns of a DurationSeconds that anybody
		// sends but an IAM user; without it there is an hour, too.
		in.DurationSeconds = aws.Int32(secondsOf(hop, chained || capped))
	}
	if hop.RoleSessionName == "" {
		in.RoleSessionName = aws.String(s.session)
	}
	if hop.ExternalID != "" {
		in.ExternalId = aws.String(hop.ExternalID)
	}
	return in
}

// describe adds what the settings say of the role session.
func (s *SignIn) describe(in *sts.AssumeRoleInput) {
	if name := s.named(s.opts.SessionName); name != nil {
		in.RoleSessionName = name
	}
	who := s.who()
	for _, tag := range s.opts.Tags {
		key, value, _ := strings.Cut(tag, "=")
		in.Tags = append(in.Tags, types.Tag{Key: aws.String(key), Value: aws.String(who.Replace(value))})
	}
}

// named fills in who signs in; nil where AWS would not take what comes of it.
func (s *SignIn) named(pattern string) *string {
	name := allowed(s.who().Replace(pattern))
	if len(name) < 2 {
		return nil
	}
	return aws.String(name)
}

func (s *SignIn) who() *strings.Replacer {
	return strings.NewReplacer("{user}", s.opts.UserName, "{host}", s.opts.HostName)
}

// assumeHop sends one AssumeRole, in the first region to which a connection
// can be made. It goes on to the next one while not a byte has left.
func (s *SignIn) assumeHop(ctx context.Context, creds aws.Credentials, in *sts.AssumeRoleInput) (*keys, *Error) {
	if s.sts.hopeless() {
		s.sts.again() // whoever asks has reason to believe so
	}
	var unsent *Error
	for {
		to, err := s.sts.take(ctx, anyWay)
		if to == nil {
			e := cmp.Or(unsent, s.noWay(s.sts, err))
			e.Op = "assuming " + clean(aws.ToString(in.RoleArn), 200)
			return nil, e
		}
		rec := &recorder{wire: s.wire, to: to, creds: creds}
		got, e := s.assumeIn(ctx, rec, in)
		if rec.err == nil {
			s.settle(to)
		}
		s.sts.give(to, rec.shut(ctx))
		if e == nil || rec.err == nil || rec.sent || ctx.Err() != nil {
			s.learn(e, to)
			return got, e
		}
		unsent = cmp.Or(unsent, e)
	}
}

// noWay is the error where no connection stands: why the best way is shut, or
// err, which ended the wait for one.
func (s *SignIn) noWay(w *ways, err error) *Error {
	first := w.list()[0]
	if first.err != nil && !errors.Is(err, context.Canceled) {
		err = first.err
	}
	return s.netError("", first.url.Host, err)
}

func (s *SignIn) assumeIn(ctx context.Context, rec *recorder, in *sts.AssumeRoleInput) (*keys, *Error) {
	c, err := s.ask(ctx, in, rec.options)
	if err == nil {
		if c != nil && rec.got != nil && !rec.got.foreign() {
			got := &keys{
				AccessKeyID: aws.ToString(c.AccessKeyId), SecretAccessKey: aws.ToString(c.SecretAccessKey),
				SessionToken: aws.ToString(c.SessionToken), Expires: aws.ToTime(c.Expiration).UTC(),
			}
			if got.AccessKeyID != "" && got.SecretAccessKey != "" && got.SessionToken != "" && !got.Expires.IsZero() {
				return got, nil
			}
		}
		err = errors.New("no credentials in the answer")
	}
	return nil, rec.sorted("assuming "+clean(aws.ToString(in.RoleArn), 200), err, in.TokenCode)
}

// sorted says what went wrong with a request that carried a code, or none.
func (r *recorder) sorted(op string, err error, code *string) *Error {
	e := &Error{Kind: KindSignInAnswer, Op: op, Region: clean(r.to.region, 40), Host: clean(r.to.url.Host, 100), CodeSpent: r.sent && code != nil}
	switch {
	case r.err != nil:
		e.Kind, e.Err = classifyNet(r.err)
		if e.CodeSpent && (e.Kind == KindNoNetwork || e.Kind == KindTimeout) {
			e.Kind, e.Wait = KindCodeMaybeSpent, untilNextCode(time.Now())
		}
		return e
	case r.got == nil && (errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded)):
		// Ended before the SDK came to send.
		e.Kind, e.Err = classifyNet(err)
		return e
	case r.got == nil && strings.Contains(strings.ToLower(err.Error()), "region"):
		// The SDK refused to send: the endpoint makes no sense to it.
		e.Kind = KindRegionUnknown
		return e
	case r.got == nil: // or a value
		e.Kind, e.Detail = KindConfig, "the request could not be made"
		return e
	}
	e.Status = r.got.status
	if r.got.foreign() {
		e.Kind = KindCaptivePortal
		return e
	}
	secrets := []string{r.creds.SecretAccessKey, r.creds.SessionToken, r.creds.AccessKeyID, aws.ToString(code)}
	api, ok := errors.AsType[smithy.APIError](err)
	switch {
	case ok && e.Status >= 300:
		e.Kind = classifySTS(e.Status, api.ErrorCode(), api.ErrorMessage())
		e.Code = clean(scrub(api.ErrorCode(), secrets...), 60)
	case e.Status >= 500:
		e.Kind = KindAWSDown
	case e.Status == http.StatusTooManyRequests:
		e.Kind = KindThrottled
	}
	switch e.Kind {
	case KindCodeRejected:
		e.Wait = untilNextCode(time.Now())
	case KindClockSkew:
		e.Skew = cmp.Or(r.got.skew, skewIn(api.ErrorMessage())).Round(time.Second)
	case KindDurationRoleMax, KindDurationChain:
		e.Limit = oneHour * time.Second
	case KindThrottled, KindAWSDown:
		e.Wait = identitycenter.RetryAfter(r.got.header)
	case KindAccessDenied, KindAWSRefused:
		e.Detail = clean(blank(scrub(api.ErrorMessage(), secrets...)), 300)
	}
	return e
}

// learn keeps for the next try what an error tells about the role.
func (s *SignIn) learn(e *Error, to *way) {
	if e == nil {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	switch e.Kind {
	case KindDurationRoleMax, KindDurationChain:
		if s.capped {
			e.Limit = 0 // nothing more to try
		}
		s.capped = true
	case KindRegionDisabled:
		if next := s.sts.leave(to); next != nil {
			s.region = next.region
			e.Detail = s.region
		}
	}
}

func isCode(s string) bool { return len(s) == 6 && only(s, digits) }

// untilNextCode is how long the device still shows the code of now.
func untilNextCode(now time.Time) time.Duration {
	return 30*time.Second - time.Duration(now.Unix()%30)*time.Second
}
