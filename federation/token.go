package federation

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"halfday/identitycenter"
)

// grant is a sign-in token that a door gave.
type grant struct {
	door   *way
	token  string
	rung   Rung
	issued time.Time
}

// token asks for a sign-in token, which carries no code: every door that may
// give one, at once, with pauses only after all of them were tried; and down
// the ladder where a door refuses what is asked for.
func (s *SignIn) token(ctx context.Context, k *keys, c *climb) (*grant, *Error) {
	s.Start()
	if s.doors.hopeless() {
		s.doors.again() // whoever asks has reason to believe so
	}
	var kept *grant // with a shorter session than may be had
	var stay *way   // the door that answers
	var told, refusal *Error
	for pauses := s.backoff; ; {
		door, err := s.doors.take(ctx, func(to *way) bool { return c.plain && s.plain(to) || !c.plain && (stay == nil || stay == to) })
		switch {
		case door != nil:
		case kept != nil:
			return kept, nil
		case err == nil && c.plain:
			if !c.shut() {
				return nil, refusal
			}
			continue
		case err == nil && stay != nil:
			stay = nil
			continue
		case errors.Is(err, context.Canceled):
			return nil, &Error{Kind: KindCanceled, Err: context.Canceled}
		default:
			if told == nil || s.doors.list()[0].err != nil {
				told = s.noWay(s.doors, err)
			}
			if err != nil || len(pauses) == 0 || !told.passes() {
				return nil, told
			}
			pause(ctx, max(pauses[0], min(told.Wait, 5*time.Second)))
			pauses = pauses[1:]
			s.doors.again()
			continue
		}

		got, e := s.askToken(ctx, door, k, c.rung())
		switch {
		case e == nil:
			s.doors.give(door, nil)
			if !c.taken() {
				return got, nil
			}
			kept, stay = got, door
		case e.Status == http.StatusBadRequest:
			s.doors.give(door, nil)
			stay, refusal = door, e
			if c.refused(s.plain(door)) {
				continue
			}
			if kept != nil {
				return kept, nil
			}
			return nil, e
		case ctx.Err() != nil:
			s.doors.give(door, nil)
		default:
			s.doors.give(door, e)
			stay = nil
		}
	}
}

// passes tells whether a further try may go better a moment later.
func (e *Error) passes() bool {
	return slices.Contains([]Kind{KindThrottled, KindAWSDown, KindNoNetwork, KindTimeout}, e.Kind)
}

func pause(ctx context.Context, d time.Duration) {
	select {
	case <-time.After(d):
	case <-ctx.Done():
	}
}

// askToken asks a door once.
func (s *SignIn) askToken(ctx context.Context, door *way, k *keys, rung Rung) (*grant, *Error) {
	if len(s.doors.list()) > 1 {
		// A door that says nothing must leave time for another.
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeoutCause(ctx, tokenLimit/3, errAnswer)
		defer cancel()
	}
	host := clean(door.url.Host, 100)
	req, err := s.tokenRequest(ctx, door.url, k, rung)
	if err != nil {
		return nil, &Error{Kind: KindConfig, Host: host, Detail: "the request could not be made"}
	}
	issued := time.Now().UTC().Round(0)
	a, _, err := s.wire.send(door.link, req)
	if err != nil {
		return nil, s.netError("", host, err)
	}
	if kind := classifySignIn(a); kind != "" {
		return nil, &Error{Kind: kind, Host: host, Status: a.status, Wait: identitycenter.RetryAfter(a.header)}
	}
	token, err := parseToken(a.body)
	if err != nil {
		return nil, &Error{Kind: KindSignInAnswer, Host: host, Status: a.status, Err: err}
	}
	return &grant{door, token, rung, issued}, nil
}

// tokenRequest puts the credentials into the body, where no log of addresses
// finds them; aws-us-gov takes them in the address only.
func (s *SignIn) tokenRequest(ctx context.Context, door *url.URL, c *keys, rung Rung) (*http.Request, error) {
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
	u := *door
	method, body := http.MethodPost, form.Encode()
	if s.partition.GetOnly {
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
	dec := json.NewDecoder(bytes.NewReader(body))
	dec.UseNumber() // of any size
	if begin, err := dec.Token(); err != nil || begin != json.Delim('{') || !json.Valid(body) || !utf8.Valid(body) || len(body) > maxAnswer {
		return "", errNotJSON
	}
	token, found := "", 0
	for dec.More() {
		key, _ := dec.Token()
		var value any
		if err := dec.Decode(&value); err != nil {
			return "", errNotJSON
		}
		if key == "SigninToken" {
			token, _ = value.(string)
			found++
		}
	}
	visible := !strings.ContainsFunc(token, func(r rune) bool { return r <= ' ' || r > '~' })
	if found != 1 || token == "" || len(token) > maxToken || !visible {
		return "", errToken
	}
	return token, nil
}
