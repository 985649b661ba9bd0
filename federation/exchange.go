package federation

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"
)

const (
	tokenLimit = 15 * time.Second // for all tries for a sign-in token
	maxToken   = 16 << 10         // bytes of a sign-in token
)

// Console is a console session that waits for a browser.
type Console struct {
	URL     Secret    // signs in whoever opens it, for 15 minutes
	Issued  time.Time // when the token was asked for (UTC wall clock)
	Expires time.Time // the end of the console session (UTC wall clock)
	// Taken is what AWS took: WithoutDuration for chained credentials.
	Taken Rung
	// Shortened tells that it is shorter than wanted though the role is not
	// chained.
	Shortened bool
	Console   string // plain address of the console
}

// setSignInHost settles where sign-in tokens come from.
func (s *SignIn) setSignInHost() error {
	s.signIn = &url.URL{Scheme: "https", Host: s.partition.signIn, Path: "/federation"}
	if s.opts.SigninEndpoint != "" {
		if err := CheckEndpoint(s.opts.SigninEndpoint); err != nil {
			return err
		}
		u, err := checkEndpoint(s.opts.SigninEndpoint)
		if err != nil {
			return err
		}
		s.signIn.Scheme, s.signIn.Host = u.Scheme, u.Host
	} else if s.signOutFirst() {
		s.signIn.Host = logoutHost
	}
	return nil
}

// signOutFirst: the address for it exists in one partition only.
func (s *SignIn) signOutFirst() bool {
	return s.opts.SignOutFirst && s.role.Partition == "aws" && s.opts.SigninEndpoint == ""
}

// checkDestination refuses what a browser should not be sent to.
func (s *SignIn) checkDestination() error {
	if _, err := s.page(); err != nil {
		return &Error{Kind: KindDestination, Op: "checking the destination", Detail: clean(s.opts.Destination, 100), Err: err}
	}
	return nil
}

// destination is the page to open, with the region.
func (s *SignIn) destination() string {
	page, err := s.page()
	if err != nil { // Load has checked it
		return ConsoleURL(s.role.Partition, s.consoleRegion(), s.opts.SigninEndpoint)
	}
	return page
}

func (s *SignIn) page() (string, error) {
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
	s.mu.Lock()
	deadline := s.deadline
	s.deadline = time.Time{}
	s.mu.Unlock()
	if deadline.IsZero() {
		deadline = now.Add(exchangeLimit)
	}
	if limit := now.Add(tokenLimit); limit.Before(deadline) {
		deadline = limit
	}
	ctx, cancel := context.WithDeadline(ctx, deadline)
	defer cancel()

	length := s.opts.Length
	if !until.IsZero() {
		left := until.Round(0).Sub(now.Round(0)).Truncate(time.Second)
		length = min(max(left, minDuration*time.Second), length)
	}
	left := k.Expires.Sub(now.Round(0))
	token, issued, taken, err := s.token(ctx, k, Ladder(length, left, k.Limited, s.opts.Learned))
	if err != nil {
		err.Op, err.Host = op, clean(s.signIn.Host, 100)
		return Console{}, err
	}
	con := Console{
		URL:       newSecret(s.loginURL(token)),
		Issued:    issued,
		Expires:   k.Expires,
		Taken:     taken,
		Shortened: !k.Limited && shorter(taken.Duration(left), length),
		Console:   ConsoleURL(s.role.Partition, s.consoleRegion(), s.opts.SigninEndpoint),
	}
	if taken != WithoutDuration {
		con.Expires = issued.Add(taken.Duration(0))
	}
	return con, nil
}

// token asks for a sign-in token: up to three tries where AWS is busy or the
// connection breaks (the call carries no code), and down the ladder where AWS
// refuses a length.
func (s *SignIn) token(ctx context.Context, c *keys, ladder []Rung) (token string, issued time.Time, taken Rung, err *Error) {
	for try := 0; ; {
		issued = time.Now().UTC().Round(0)
		token, err = s.askToken(ctx, c, ladder[0])
		if err == nil {
			return token, issued, ladder[0], nil
		}
		if err.Kind == KindSignInRefused && err.Status == http.StatusBadRequest && ladder[0] != WithoutDuration {
			ladder = ladder[1:]
			continue
		}
		switch err.Kind {
		case KindThrottled, KindAWSDown, KindNoNetwork, KindTimeout:
		default:
			return "", issued, 0, err
		}
		if try >= len(s.backoff) || ctx.Err() != nil {
			return "", issued, 0, err
		}
		pause := time.NewTimer(max(s.backoff[try], min(err.Wait, 5*time.Second)))
		select {
		case <-pause.C:
		case <-ctx.Done():
			pause.Stop()
			if errors.Is(context.Cause(ctx), context.Canceled) {
				err = &Error{Kind: KindCanceled, Err: context.Canceled}
			}
			return "", issued, 0, err
		}
		try++
	}
}

// askToken asks once.
func (s *SignIn) askToken(ctx context.Context, c *keys, rung Rung) (string, *Error) {
	req, err := s.tokenRequest(ctx, c, rung)
	if err != nil {
		return "", &Error{Kind: KindConfig, Detail: "the request could not be made"}
	}
	a, _, err := s.wire.request(req)
	if err != nil {
		e := &Error{}
		e.Kind, e.Err = classifyNet(err)
		return "", e
	}
	kind := classifySignIn(a)
	if kind != "" {
		return "", &Error{Kind: kind, Status: a.status, Wait: retryAfter(a.header)}
	}
	token, err := parseToken(a.body)
	if err != nil {
		return "", &Error{Kind: KindSignInAnswer, Status: a.status, Err: err}
	}
	return token, nil
}

// tokenRequest puts the credentials into the body, where no log of addresses
// finds them; aws-us-gov takes them in the address only.
func (s *SignIn) tokenRequest(ctx context.Context, c *keys, rung Rung) (*http.Request, error) {
	session, err := json.Marshal(struct {
		ID    string `json:"sessionId"`
		Key   string `json:"sessionKey"`
		Token string `json:"sessionToken"`
	}{c.AccessKeyID, c.SecretAccessKey, c.SessionToken})
	if err != nil {
		return nil, err
	}
	form := url.Values{"Action": {"getSigninToken"}, "Session": {string(session)}}
	if rung != WithoutDuration {
		form.Set("SessionDuration", strconv.Itoa(int(rung)))
	}
	u := *s.signIn
	method, body := http.MethodPost, form.Encode()
	if s.partition.getRequest {
		u.RawQuery, method, body = body, http.MethodGet, ""
	}
	req, err := http.NewRequestWithContext(ctx, method, u.String(), strings.NewReader(body))
	if err != nil {
		return nil, errors.New("making the request")
	}
	if method == http.MethodPost {
		req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	req.Header.Set("Accept", "application/json")
	req.Header.Set("User-Agent", "halfday")
	return req, nil
}

// classifySignIn sorts an answer of the sign-in endpoint; "" where it is to be
// read. Its errors are pages too; its 400 says the same of bad credentials and
// of a SessionDuration that it does not want.
func classifySignIn(a answer) Kind {
	switch {
	case a.status == http.StatusBadRequest:
		return KindSignInRefused
	case a.status == http.StatusTooManyRequests:
		return KindThrottled
	case a.foreign():
		return KindCaptivePortal
	case a.status >= 500:
		return KindAWSDown
	case a.status >= 400:
		return KindSignInRefused
	case a.status != http.StatusOK:
		return KindSignInAnswer
	}
	return ""
}

var (
	errNotJSON = errors.New("the answer is not the expected JSON")
	errToken   = errors.New("the sign-in token has a strange form")
)

// parseToken reads the answer of getSigninToken: a JSON object with one
// SigninToken. Its errors quote nothing.
func parseToken(body []byte) (string, error) {
	if len(body) > maxAnswer || !utf8.Valid(body) {
		return "", errNotJSON
	}
	dec := json.NewDecoder(bytes.NewReader(body))
	if t, err := dec.Token(); err != nil || t != json.Delim('{') {
		return "", errNotJSON
	}
	token, found := "", 0
	for dec.More() {
		key, err := dec.Token()
		if err != nil {
			return "", errNotJSON
		}
		var value json.RawMessage
		if err := dec.Decode(&value); err != nil {
			return "", errNotJSON
		}
		if key != "SigninToken" {
			continue
		}
		found++
		if value[0] != '"' || json.Unmarshal(value, &token) != nil {
			return "", errToken
		}
	}
	if t, err := dec.Token(); err != nil || t != json.Delim('}') {
		return "", errNotJSON
	}
	if _, err := dec.Token(); err != io.EOF {
		return "", errNotJSON
	}
	if found != 1 || token == "" || len(token) > maxToken {
		return "", errToken
	}
	for i := range len(token) {
		if token[i] <= ' ' || token[i] > '~' {
			return "", errToken
		}
	}
	return token, nil
}

// loginURL is what the browser opens.
func (s *SignIn) loginURL(token string) string {
	u := *s.signIn
	u.RawQuery = url.Values{
		"Action":      {"login"},
		"Issuer":      {s.opts.Issuer},
		"Destination": {s.destination()},
		"SigninToken": {token},
	}.Encode()
	if !s.signOutFirst() {
		return u.String()
	}
	out := url.URL{Scheme: "https", Host: logoutHost, Path: "/oauth"}
	out.RawQuery = url.Values{"Action": {"logout"}, "redirect_uri": {u.String()}}.Encode()
	return out.String()
}
