package federation

import (
	"cmp"
	"context"
	"encoding/xml"
	"errors"
	"fmt"
	"net/url"
	"strconv"
	"strings"
	"time"

	"halfday/internal/redact"
	"halfday/roles"
)

// Assume assumes the roles of the chain, the code going with the first of
// them, and gives the credentials of the last. code is "" where NeedsCode says
// no; else six digits. Those of Identity Center are taken as they are. Each
// AssumeRole is sent once: an error whose CodeSpent is false is the only one
// after which the same code may be used again.
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
		return newCredentials(base), nil
	}
	needsCode, chained := s.NeedsCode(), s.Limited()
	if needsCode && !redact.IsCode(code) {
		return Credentials{}, &Error{Kind: KindMFAIncomplete, Op: assuming(s.role.Hops[0])}
	}
	last := base
	for i, hop := range s.role.Hops {
		form := s.form(hop, chained)
		if name := s.named(s.opts.SourceIdentity); i == 0 && name != "" {
			form.Set("SourceIdentity", name) // AWS keeps it along the chain
		}
		if i == len(s.role.Hops)-1 {
			s.describe(form)
		}
		if i == 0 && needsCode {
			form.Set("SerialNumber", s.role.MFASerial)
			form.Set("TokenCode", code)
		}
		next, err := s.credentials(ctx, assuming(hop), last, form)
		if err != nil {
			err.Hop = i
			err.CodeSpent = err.CodeSpent && needsCode || needsCode && i > 0
			return Credentials{}, err
		}
		next.Limited = chained
		last = next
	}
	return newCredentials(last), nil
}

// assuming is what is done for a hop, as in Error.
func assuming(hop roles.Hop) string { return "assuming " + clean(hop.RoleARN, 200) }

// form is what is asked for a hop, without a code.
func (s *SignIn) form(hop roles.Hop, chained bool) url.Values {
	s.mu.Lock()
	capped := s.capped
	s.mu.Unlock()
	form := action("AssumeRole")
	form.Set("RoleArn", hop.RoleARN)
	form.Set("RoleSessionName", cmp.Or(hop.RoleSessionName, s.session))
	if !chained || hop.DurationSeconds != 0 {
		// AWS's page on custom brokers warns of a DurationSeconds that anybody
		// sends but an IAM user; without it there is an hour, too.
		form.Set("DurationSeconds", strconv.Itoa(secondsOf(hop, chained || capped)))
	}
	if hop.ExternalID != "" {
		form.Set("ExternalId", hop.ExternalID)
	}
	return form
}

// action is the form of a request to STS.
func action(name string) url.Values {
	return url.Values{"Action": {name}, "Version": {"2011-06-15"}}
}

// describe adds what the settings say of the role session.
func (s *SignIn) describe(form url.Values) {
	if name := s.named(s.opts.SessionName); name != "" {
		form.Set("RoleSessionName", name)
	}
	for i, tag := range s.opts.Tags {
		key, value, _ := strings.Cut(tag, "=")
		form.Set(fmt.Sprintf("Tags.member.%d.Key", i+1), key)
		form.Set(fmt.Sprintf("Tags.member.%d.Value", i+1), s.who().Replace(value))
	}
}

// named fills in who signs in; "" where AWS would not take what comes of it.
func (s *SignIn) named(pattern string) string {
	if name := allowed(s.who().Replace(pattern)); len(name) >= 2 {
		return name
	}
	return ""
}

func (s *SignIn) who() *strings.Replacer {
	return strings.NewReplacer("{user}", s.opts.UserName, "{host}", s.opts.HostName)
}

// credentials asks for some: of a role, or of the user.
func (s *SignIn) credentials(ctx context.Context, op string, creds *keys, form url.Values) (got *keys, err *Error) {
	err = s.askSTS(ctx, op, creds, form, func(body []byte) bool {
		var answer struct {
			Role *keys `xml:"AssumeRoleResult>Credentials"`
			User *keys `xml:"GetSessionTokenResult>Credentials"`
		}
		if xml.Unmarshal(body, &answer) != nil {
			return false
		}
		got = cmp.Or(answer.Role, answer.User)
		return got.whole()
	})
	if err != nil {
		return nil, err
	}
	got.Expires = got.Expires.UTC()
	return got, nil
}

// askSTS asks once, in the first region to which a connection can be made. It
// goes on to the next one while not a byte has left.
func (s *SignIn) askSTS(ctx context.Context, op string, creds *keys, form url.Values, read func(body []byte) bool) *Error {
	if s.sts.hopeless() {
		s.sts.again() // whoever asks has reason to believe so
	}
	var unsent *Error
	for {
		to, err := s.sts.take(ctx, anyWay)
		if to == nil {
			e := cmp.Or(unsent, s.noWay(s.sts, err))
			e.Op = op
			return e
		}
		q := &query{service: "sts", op: op, to: to, creds: creds, form: form}
		e := q.ask(ctx, s.wire, read)
		if q.err == nil {
			s.settle(to)
		}
		if ctx.Err() != nil {
			s.sts.give(to, nil) // the asker gave up
		} else {
			s.sts.give(to, q.err)
		}
		if e == nil || q.err == nil || q.sent || ctx.Err() != nil {
			s.learn(e, to)
			return e
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
	if !redact.IsCode(code) {
		return Credentials{}, &Error{Kind: KindMFAIncomplete, Op: op}
	}
	form := action("GetSessionToken")
	form.Set("SerialNumber", s.role.MFASerial)
	form.Set("TokenCode", code)
	form.Set("DurationSeconds", strconv.Itoa(minDuration))
	got, e := s.credentials(ctx, op, base, form)
	if e != nil {
		return Credentials{}, e
	}
	s.base.set(sourced{done: s.base.get().done, creds: got})
	return newCredentials(got), nil
}

// shared tells whether the source credentials are those of a code that stands
// for several roles.
func (s *SignIn) shared() bool { return s.opts.Source.keys() != nil }

// OneCode is how long the console of each of several roles lasts that share a
// code, of the length wanted.
func OneCode(wanted time.Duration) time.Duration { return min(wanted, oneHour*time.Second) }
