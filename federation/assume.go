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

// recorder is the HTTP client of one AssumeRole: it sends once and keeps what
// happened, which the SDK's errors do not tell.
type recorder struct {
	wire *wire
	link *link
	got  *answer
	sent bool
	err  error
}

// Do sends the request.
func (r *recorder) Do(req *http.Request) (*http.Response, error) {
	if r.got != nil || r.err != nil {
		return nil, errors.New("an AssumeRole is sent once")
	}
	a, sent, err := r.wire.send(r.link, req)
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
		rec := &recorder{wire: s.wire, link: to.link}
		got, e := s.assumeIn(ctx, to, rec, creds, in)
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
	first := w.first()
	if first.err != nil && !errors.Is(err, context.Canceled) {
		err = first.err
	}
	return s.netError("", first.url.Host, err)
}

func (s *SignIn) assumeIn(ctx context.Context, to *way, rec *recorder, creds aws.Credentials, in *sts.AssumeRoleInput) (*keys, *Error) {
	c, err := s.ask(ctx, in, func(o *sts.Options) {
		o.Region = to.region
		o.HTTPClient = rec
		o.Retryer = aws.NopRetryer{}
		o.Credentials = aws.CredentialsProviderFunc(func(context.Context) (aws.Credentials, error) { return creds, nil })
	})
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
	e := s.assumeError(rec, err, in, creds)
	e.Op = "assuming " + clean(aws.ToString(in.RoleArn), 200)
	e.Region, e.Host = clean(to.region, 40), clean(to.url.Host, 100)
	e.CodeSpent = rec.sent && in.TokenCode != nil
	return nil, e
}

// assumeError sorts what went wrong with an AssumeRole.
func (s *SignIn) assumeError(rec *recorder, err error, in *sts.AssumeRoleInput, creds aws.Credentials) *Error {
	switch {
	case rec.err != nil:
		e := &Error{}
		e.Kind, e.Err = classifyNet(rec.err)
		if rec.sent && in.TokenCode != nil && (e.Kind == KindNoNetwork || e.Kind == KindTimeout) {
			e.Kind, e.Wait = KindCodeMaybeSpent, untilNextCode(time.Now())
		}
		return e
	case rec.got == nil && (errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded)):
		// Ended before the SDK came to send.
		e := &Error{}
		e.Kind, e.Err = classifyNet(err)
		return e
	case rec.got == nil:
		// The SDK refused to send: the endpoint or a value makes no sense to it.
		if strings.Contains(strings.ToLower(err.Error()), "region") {
			return &Error{Kind: KindRegionUnknown}
		}
		return &Error{Kind: KindConfig, Detail: "the request could not be made"}
	case rec.got.foreign():
		return &Error{Kind: KindCaptivePortal, Status: rec.got.status}
	}
	e := &Error{Kind: KindSignInAnswer, Status: rec.got.status}
	api, ok := errors.AsType[smithy.APIError](err)
	switch {
	case ok && e.Status >= 300:
		e.Kind = classifySTS(e.Status, api.ErrorCode(), api.ErrorMessage())
		e.Code = clean(scrub(api.ErrorCode(), secretsOf(creds, in)...), 60)
	case e.Status >= 500:
		e.Kind = KindAWSDown
	case e.Status == http.StatusTooManyRequests:
		e.Kind = KindThrottled
	}
	switch e.Kind {
	case KindCodeRejected:
		e.Wait = untilNextCode(time.Now())
	case KindClockSkew:
		e.Skew = cmp.Or(rec.got.skew, skewIn(api.ErrorMessage())).Round(time.Second)
	case KindDurationRoleMax, KindDurationChain:
		e.Limit = oneHour * time.Second
	case KindThrottled, KindAWSDown:
		e.Wait = identitycenter.RetryAfter(rec.got.header)
	case KindAccessDenied, KindAWSRefused:
		e.Detail = clean(blank(scrub(api.ErrorMessage(), secretsOf(creds, in)...)), 300)
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

func secretsOf(c aws.Credentials, in *sts.AssumeRoleInput) []string {
	secrets := []string{c.SecretAccessKey, c.SessionToken, c.AccessKeyID}
	return append(secrets, aws.ToString(in.TokenCode))
}

func isCode(s string) bool { return len(s) == 6 && only(s, digits) }

// untilNextCode is how long the device still shows the code of now.
func untilNextCode(now time.Time) time.Duration {
	return 30*time.Second - time.Duration(now.Unix()%30)*time.Second
}
