package signin

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"halfday/federation"
	"halfday/roles"
	"halfday/session"
	"halfday/text"
)

// fakeAWS plays AWS's answers in order and records what it was asked.
type fakeAWS struct {
	center          func(context.Context, <-chan error) error // a sign-in to Identity Center
	page            func(error) string
	strangers       []string
	noCode, limited bool
	signedIn        bool // to Identity Center
	taken           federation.Rung
	temporary       bool          // the source credentials turn out to be, once they are there
	slow            time.Duration // until the source credentials are there
	source, reach   error
	assume          []error // an answer each; after the last all is well
	exchange        []error
	codes           []string
	traded          []string
	trade           error
	untils          []time.Time
	shortened       bool
	hang            bool
	noRegion        string
	asked           func() // is called with each exchange
}

func (a *fakeAWS) Start() {}
func (a *fakeAWS) TradeCode(_ context.Context, code string) (federation.Credentials, error) {
	a.traded = append(a.traded, code)
	if a.trade != nil {
		return federation.Credentials{}, a.trade
	}
	a.noCode = true // from here on
	var c federation.Credentials
	return c, c.UnmarshalBinary(keptCredentials)
}
func (a *fakeAWS) Center() bool   { return a.center != nil }
func (a *fakeAWS) SignedIn() bool { return a.signedIn }
func (a *fakeAWS) SignInByDevice(_ context.Context, show func(address, complete, code string, until time.Time)) error {
	show("https://device.example/", "https://device.example/?c=AB", "AB-CD", time.Now())
	return a.center(nil, nil)
}
func (a *fakeAWS) SignInToCenter(ctx context.Context, open func(string) <-chan error, page func(error) string) error {
	a.page = page
	return a.center(ctx, open("https://oidc.example/authorize"))
}
func (a *fakeAWS) Close()               {}
func (a *fakeAWS) NoSuchRegion() string { return a.noRegion }
func (a *fakeAWS) NeedsCode() bool      { return !a.noCode }

func (a *fakeAWS) Strangers() []string { return a.strangers }

func (a *fakeAWS) Expected() (time.Duration, federation.Reason) {
	if a.limited {
		return time.Hour, federation.ReasonChained
	}
	return 12 * time.Hour, ""
}

func (a *fakeAWS) Source(ctx context.Context) error {
	select {
	case <-time.After(a.slow):
		a.noCode = a.noCode || a.temporary
		return a.source
	case <-ctx.Done():
		return ctx.Err()
	}
}

func (a *fakeAWS) Reachable(context.Context) error { return a.reach }

func (a *fakeAWS) Assume(ctx context.Context, code string) (federation.Credentials, error) {
	a.codes = append(a.codes, code)
	if a.hang {
		<-ctx.Done()
		return federation.Credentials{}, &federation.Error{Kind: federation.KindTimeout}
	}
	var c federation.Credentials
	if len(a.assume) > 0 {
		err := a.assume[0]
		a.assume = a.assume[1:]
		if err != nil {
			return c, err
		}
	}
	err := c.UnmarshalBinary(keptCredentials)
	return c, err
}

func (a *fakeAWS) Exchange(_ context.Context, _ federation.Credentials, until time.Time) (federation.Console, error) {
	a.untils = append(a.untils, until)
	if a.asked != nil {
		a.asked()
	}
	if len(a.exchange) > 0 {
		err := a.exchange[0]
		a.exchange = a.exchange[1:]
		if err != nil {
			return federation.Console{}, err
		}
	}
	now := time.Now()
	return federation.Console{Issued: now, Expires: now.Add(12 * time.Hour), Shortened: a.shortened, Taken: a.taken, Console: "https://console.aws.amazon.com/"}, nil
}

var keptCredentials = []byte(`{"a":"ASIAEXAMPLE","s":"secret","t":"token","e":"2040-01-01T00:00:00Z"}`)

var prodRole = roles.Role{Profile: "prod", RoleARN: "arn:aws:iam::111122223333:role/x", Account: "111122223333", Partition: "aws", Region: "us-east-1", MFASerial: "arn:aws:iam::1:mfa/maya", ExternalID: "x1", Base: roles.Base{Profile: "me", Kind: roles.BaseStatic}}

// keptRequest gives back the credentials of an earlier sign-in.
func keptRequest() session.Request {
	return session.Request{Kept: session.Kept{Credentials: keptCredentials, For: session.BindingOf(prodRole), Terms: session.TermsFree, Ends: time.Now().Add(time.Hour)}}
}

// person answers questions, and remembers what it was asked and told.
type person struct {
	answers []any // string or error, in order; then ErrCancelled
	asked   []string
	told    []text.Message
	retries []bool
	events  []session.Event
	slow    bool // waits for the question to be taken away
	opens   int
	claimed string // codes that are taken
	openErr error
	fetch   bool
	alarms  chan Alarm
	// happened is what became of pages and of AWS's exchange, in order.
	happened []string
}

func (p *person) flow(a *fakeAWS, r session.Request) *Flow {
	return &Flow{
		Role:    prodRole,
		Request: r, Words: text.English(), Load: func(context.Context) (AWS, error) { return a, nil }, Length: 12 * time.Hour, Now: time.Now, Reopen: session.TermsFree,
		Hosts:  Hosts{Known: func(string) bool { return false }, Agree: func([]string) {}},
		Report: func(e session.Event) { p.events = append(p.events, e) },
		Codes: Codes{
			Claim: func(c session.SentCode) bool {
				taken := strings.Contains(p.claimed, c.Code) || c.MFASerial != "arn:aws:iam::1:mfa/maya"
				p.claimed += " " + c.Code
				return !taken
			},
			Release: func(c session.SentCode) { p.claimed = strings.ReplaceAll(p.claimed, c.Code, "back") },
		},
		UI: UI{
			Code: func(ctx context.Context, title, q string) (string, error) {
				p.asked = append(p.asked, title+"\n"+q)
				if p.slow {
					<-ctx.Done()
					return "", errors.New("dialog ended")
				}
				if len(p.answers) == 0 {
					return "", ErrCancelled
				}
				next := p.answers[0]
				p.answers = p.answers[1:]
				if err, ok := next.(error); ok {
					return "", err
				}
				return next.(string), nil
			},
			Consent: func(ctx context.Context, title, q string) (bool, error) {
				p.asked = append(p.asked, title+"\n"+q)
				if p.slow {
					<-ctx.Done()
					return false, errors.New("dialog ended")
				}
				next := p.answers[0]
				p.answers = p.answers[1:]
				if err, ok := next.(error); ok {
					return false, err
				}
				return next.(bool), nil
			},
			Tell:   func(_ context.Context, m text.Message) { p.told = append(p.told, m) },
			Inform: func(_ context.Context, m text.Message) { p.told = append(p.told, m) },
			Retry: func(_ context.Context, m text.Message) bool {
				p.told = append(p.told, m)
				if len(p.retries) == 0 {
					return false
				}
				next := p.retries[0]
				p.retries = p.retries[1:]
				return next
			},
		},
		Sort: func(error) text.Problem { return text.Problem{Kind: "browser_failed"} },
		Browser: Browser{
			Start: func() Redirect { return p.redirect() },
			Note:  func(title, text string, _ bool) string { return title + ": " + text },
			Close: func() { p.happened = append(p.happened, "close") },
		},
	}
}

// redirect is what the browser of the person does with a page: fetch it, or not.
func (p *person) redirect() Redirect {
	p.opens++
	p.happened = append(p.happened, "start")
	started, fetched := make(chan error, 1), make(chan struct{})
	started <- p.openErr
	return Redirect{
		Started: started, Fetched: fetched, Until: time.Now().Add(fetchLimit), Alarms: p.alarms,
		Lead: func(string) error {
			p.happened = append(p.happened, "lead")
			if p.fetch {
				close(fetched)
			}
			return nil
		},
		Fail: func() { p.happened = append(p.happened, "fail") },
	}
}

// watched is Run, and Watch where that worked.
func (f *Flow) watched(ctx context.Context) Result {
	r := f.Run(ctx)
	if r.Problem == "" {
		f.Watch(ctx)
	}
	return r
}

// fetchLimit is how long the pages here are answered.
const fetchLimit = time.Minute

func (p *person) kinds() []string {
	var all []string
	for _, e := range p.events {
		switch e.Kind {
		case session.EventPhase:
			all = append(all, string(e.Phase))
		case session.EventFailed:
			all = append(all, "failed:"+e.Problem)
		default:
			all = append(all, string(e.Kind))
		}
	}
	return all
}

// refused is an answer of AWS to a request that carried the code.
func refused(k federation.Kind) error { return &federation.Error{Kind: k, CodeSpent: true} }

// unsent is an error from before anything was sent.
func unsent(k federation.Kind) error { return &federation.Error{Kind: k} }

func TestRun(t *testing.T) {
	rejected := refused(federation.KindCodeRejected)
	tests := map[string]struct {
		aws     fakeAWS
		person  person
		request session.Request
		codes   []string
		events  string
		problem string
		asked   []string // each part stands in the question of that try
		told    string   // stands in the last thing told; "" for nothing told
		back    bool     // the code may be used after all
	}{
		"signs in": {
			person: person{answers: []any{"123 456"}, fetch: true},
			codes:  []string{"123456"},
			events: "code assume agreed exchange open signed_in",
			asked:  []string{"prod\nAccount: 1111-2222-3333\nMFA device: maya\nConsole: up to 12 h"},
		},
		"no serial, no question": {
			aws: fakeAWS{noCode: true}, person: person{fetch: true},
			codes: []string{""}, events: "assume exchange open signed_in",
		},
		"chained: says so before": {
			aws: fakeAWS{limited: true}, person: person{answers: []any{"123456"}, fetch: true},
			codes: []string{"123456"}, events: "code assume agreed exchange open signed_in",
			asked: []string{"\nConsole: 1 h: chained role"},
		},
		"bad format asks again without a call": {
			person: person{answers: []any{"12345", "1234567", "", "123456"}, fetch: true},
			codes:  []string{"123456"}, events: "code code code code assume agreed exchange open signed_in",
			asked: []string{"", "six digits", "six digits", "six digits"},
		},
		"refused code asks again, never sends it twice": {
			aws:    fakeAWS{assume: []error{rejected}},
			person: person{answers: []any{"123456", "123456", "654321"}, fetch: true},
			codes:  []string{"123456", "654321"},
			events: "code assume code code assume agreed exchange open signed_in",
			asked:  []string{"", "works once", ""},
		},
		"code sent by another sign-in": {
			person: person{answers: []any{"111111"}, claimed: "111111"},
			codes:  nil, events: "code code cancelled", problem: Cancelled,
		},
		"three refused: stops": {
			aws:    fakeAWS{assume: []error{rejected, rejected, rejected}},
			person: person{answers: []any{"111112", "111113", "111114", "111115"}},
			codes:  []string{"111112", "111113", "111114"}, problem: "code_tries",
			events: "code assume code assume code assume failed:code_tries",
			told:   "refused",
		},
		"cancel is silent": {
			events: "code cancelled", problem: Cancelled,
		},
		"above the role's maximum: says so, asks once more": {
			aws:    fakeAWS{assume: []error{&federation.Error{Kind: federation.KindDurationRoleMax, CodeSpent: true, Limit: time.Hour}}},
			person: person{answers: []any{"123456", "654321"}, fetch: true},
			codes:  []string{"123456", "654321"}, events: "code assume code assume agreed exchange open signed_in",
			asked: []string{"", "duration_seconds"},
		},
		"STS is off and there is no other region: stops": {
			aws:    fakeAWS{assume: []error{refused(federation.KindRegionDisabled)}},
			person: person{answers: []any{"123456", "654321"}}, codes: []string{"123456"},
			events: "code assume failed:region_disabled", problem: "region_disabled", told: "STS is not enabled",
		},
		"denied": {
			aws:    fakeAWS{assume: []error{refused(federation.KindAccessDenied)}},
			person: person{answers: []any{"123456"}}, codes: []string{"123456"},
			events: "code assume failed:access_denied", problem: "access_denied", told: "trust policy",
		},
		"no network is told without waiting for a code": {
			aws:    fakeAWS{reach: unsent(federation.KindNoNetwork)},
			events: "failed:no_network", problem: "no_network", told: "connection",
		},
		"source credentials missing": {
			aws:    fakeAWS{source: unsent(federation.KindProcessFailed)},
			events: "failed:process_failed", problem: "process_failed", told: "credential_process",
		},
		"source credentials fail while the code is typed": {
			aws:    fakeAWS{source: unsent(federation.KindProcessFailed), slow: time.Second},
			person: person{slow: true},
			events: "code failed:process_failed", problem: "process_failed", told: "credential_process",
		},
		"source credentials take no code: the question goes away": {
			aws:    fakeAWS{temporary: true, slow: time.Second},
			person: person{slow: true, fetch: true},
			codes:  []string{""}, events: "code assume exchange open signed_in",
		},
		"a code that did not leave is taken back": {
			back:   true,
			aws:    fakeAWS{assume: []error{unsent(federation.KindNoNetwork)}},
			person: person{answers: []any{"123456"}}, codes: []string{"123456"},
			events: "code assume failed:no_network", problem: "no_network", told: "connection",
		},
		"a code that may have left is not": {
			aws:    fakeAWS{assume: []error{refused(federation.KindCodeMaybeSpent)}},
			person: person{answers: []any{"123456"}}, codes: []string{"123456"},
			events: "code assume failed:code_maybe_spent", problem: "code_maybe_spent", told: "may have used this code",
		},
		"the sign-in host fails: tried again without a new code": {
			aws:    fakeAWS{exchange: []error{unsent(federation.KindCaptivePortal), unsent(federation.KindAWSDown)}},
			person: person{answers: []any{"123456"}, retries: []bool{true, true}, fetch: true}, codes: []string{"123456"},
			events: "code assume agreed exchange open signed_in", told: "problem of its own",
		},
		"the sign-in host fails, enough of it": {
			aws:    fakeAWS{exchange: []error{unsent(federation.KindNoNetwork), unsent(federation.KindNoNetwork)}},
			person: person{answers: []any{"123456"}, retries: []bool{true, false}}, codes: []string{"123456"},
			events: "code assume agreed exchange failed:no_network", problem: "no_network", told: "connection",
		},
		"the sign-in host refuses: nothing to try again": {
			aws:    fakeAWS{exchange: []error{unsent(federation.KindSignInRefused)}},
			person: person{answers: []any{"123456"}, retries: []bool{true}}, codes: []string{"123456"},
			events: "code assume agreed exchange failed:signin_refused", problem: "signin_refused", told: "refused to open",
		},
		"kept credentials: no question": {
			person:  person{fetch: true},
			request: keptRequest(),
			events:  "exchange open signed_in",
		},
		"kept credentials refused: asks": {
			aws:     fakeAWS{exchange: []error{unsent(federation.KindSignInRefused)}},
			person:  person{answers: []any{"123456"}, fetch: true},
			request: keptRequest(),
			codes:   []string{"123456"}, events: "exchange code assume agreed exchange open signed_in",
		},
		"shortened: says so": {
			aws: fakeAWS{shortened: true}, person: person{answers: []any{"123456"}, fetch: true}, codes: []string{"123456"},
			events: "code assume agreed exchange open signed_in", told: "12 h",
		},
		"no such region: says so": {
			aws: fakeAWS{noRegion: "xx-new-1"}, person: person{answers: []any{"123456"}, fetch: true}, codes: []string{"123456"},
			events: "code assume agreed exchange open signed_in", told: "no region xx-new-1",
		},
		"browser fails, tried again, fails again": {
			person: person{answers: []any{"123456"}, openErr: errors.New("exit 3"), retries: []bool{true}}, codes: []string{"123456"},
			events: "code assume agreed exchange open failed:browser_failed", problem: "browser_failed", told: "browser",
		},
		"codes used up": {
			aws:    fakeAWS{assume: []error{rejected}},
			person: person{answers: []any{"123456", ErrNoMore}}, codes: []string{"123456"},
			events: "code assume code failed:code_rejected", problem: "code_rejected", told: "code",
		},
		"no code at all": {
			person: person{answers: []any{ErrNoMore}}, events: "code failed:stdin", problem: "stdin", told: "code",
		},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				a, p := test.aws, test.person
				result := p.flow(&a, test.request).watched(t.Context())
				if result.Problem != test.problem {
					t.Errorf("problem: got %q, want %q", result.Problem, test.problem)
				}
				if !slices.Equal(a.codes, test.codes) {
					t.Errorf("codes sent: got %q, want %q", a.codes, test.codes)
				}
				if got := strings.Join(p.kinds(), " "); got != test.events {
					t.Errorf("events:\n got %s\nwant %s", got, test.events)
				}
				if got := strings.HasSuffix(p.claimed, "back"); got != test.back {
					t.Errorf("the code was given back: %v, want %v", got, test.back)
				}
				for i, part := range test.asked {
					if i >= len(p.asked) || !strings.Contains(p.asked[i], part) {
						t.Errorf("question %d of %q lacks %q", i, p.asked, part)
					}
				}
				switch {
				case test.told == "" && len(p.told) > 0:
					t.Errorf("told %v, want nothing", p.told)
				case test.told != "" && (len(p.told) == 0 || !strings.Contains(strings.ToLower(p.told[len(p.told)-1].String()), strings.ToLower(test.told))):
					t.Errorf("told %v, want %q", p.told, test.told)
				}
			})
		})
	}
}

// The browser starts as soon as the role is assumed, and not before.
func TestBrowserStartsBeforeTheToken(t *testing.T) {
	broken := unsent(federation.KindAWSDown)
	kept := keptRequest()
	for name, test := range map[string]struct {
		aws     fakeAWS
		person  person
		request session.Request
		want    string
	}{
		"all well":                     {fakeAWS{}, person{answers: []any{"123456"}}, session.Request{}, "start exchange lead"},
		"a wrong code opens nothing":   {fakeAWS{assume: []error{refused(federation.KindCodeRejected)}}, person{answers: []any{"123456"}}, session.Request{}, ""},
		"then the right one":           {fakeAWS{assume: []error{refused(federation.KindCodeRejected)}}, person{answers: []any{"123456", "654321"}}, session.Request{}, "start exchange lead"},
		"denied":                       {fakeAWS{assume: []error{refused(federation.KindAccessDenied)}}, person{answers: []any{"123456"}}, session.Request{}, ""},
		"refused":                      {fakeAWS{exchange: []error{unsent(federation.KindSignInRefused)}}, person{answers: []any{"123456"}}, session.Request{}, "start exchange fail"},
		"tried again":                  {fakeAWS{exchange: []error{broken, broken}}, person{answers: []any{"123456"}, retries: []bool{true, true}}, session.Request{}, "start exchange fail start exchange fail start exchange lead"},
		"given up":                     {fakeAWS{exchange: []error{broken}}, person{answers: []any{"123456"}}, session.Request{}, "start exchange fail"},
		"no browser, AWS is asked":     {fakeAWS{}, person{answers: []any{"123456"}, openErr: errors.New("exit 3")}, session.Request{}, "start exchange lead"},
		"kept credentials":             {fakeAWS{}, person{}, kept, "exchange start lead"},
		"kept credentials are refused": {fakeAWS{exchange: []error{unsent(federation.KindSignInRefused)}}, person{answers: []any{"123456"}}, kept, "exchange start exchange lead"},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				a, p := test.aws, test.person
				p.fetch = p.openErr == nil
				a.asked = func() { p.happened = append(p.happened, "exchange") }
				p.flow(&a, test.request).watched(t.Context())
				if got := strings.Join(p.happened, " "); got != test.want {
					t.Errorf("got %s, want %s", got, test.want)
				}
			})
		})
	}
}

// Who asks for the page in the browser's place, or beside it, is told of.
func TestAlarms(t *testing.T) {
	thief := Alarm{AlarmRefused, "thief"}
	for name, test := range map[string]struct {
		alarms  []Alarm       // in order
		every   time.Duration // between them, from the page on
		fetch   time.Duration // when the browser comes; 0: never
		retries []bool
		events  string
		told    []string // a part of each, in order
	}{
		"nobody": {fetch: time.Second, events: "code assume agreed exchange open signed_in"},
		"a second one": {
			alarms: []Alarm{{Kind: AlarmSecond}}, every: 9 * time.Second, fetch: time.Second,
			events: "code assume agreed exchange open signed_in alarm", told: []string{"Revoke active sessions"},
		},
		"a second one that is told first": {
			alarms: []Alarm{{Kind: AlarmSecond}}, every: time.Millisecond, fetch: time.Second,
			events: "code assume agreed exchange open signed_in alarm", told: []string{"/iam/home#/roles/details/x?section=revoke_sessions"},
		},
		"a second one, long after": {
			alarms: []Alarm{{Kind: AlarmSecond}}, every: 12 * time.Second, fetch: time.Second,
			events: "code assume agreed exchange open signed_in",
		},
		"a thief before the browser": {
			alarms: []Alarm{thief}, every: time.Millisecond, fetch: time.Second,
			events: "code assume agreed exchange open signed_in", told: []string{"The program thief asked for the sign-in page"},
		},
		"a thief and then again": {
			alarms: []Alarm{thief, {AlarmSecond, "thief"}}, every: 2 * time.Second, fetch: 3 * time.Second,
			events: "code assume agreed exchange open signed_in alarm", told: []string{"The program thief", "Revoke active sessions"},
		},
		"a thief, and no browser": {
			alarms: []Alarm{thief}, every: time.Millisecond, retries: []bool{false},
			events: "code assume agreed exchange open failed:browser_refused", told: []string{"--print-url"},
		},
		"another user, and no browser": {
			alarms: []Alarm{{Kind: AlarmRefused}}, every: time.Millisecond,
			events: "code assume agreed exchange open failed:browser_refused", told: []string{"Another user of this computer"},
		},
		"two at a time": {
			alarms: []Alarm{{Kind: AlarmContested}}, every: time.Millisecond,
			events: "code assume agreed exchange open failed:browser_contested", told: []string{"neither got it"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				var a fakeAWS
				p := person{answers: []any{"123456"}, retries: test.retries, alarms: make(chan Alarm, 8)}
				f := p.flow(&a, session.Request{})
				f.Browser.Start = func() Redirect {
					page := p.redirect()
					fetched := make(chan struct{})
					page.Fetched = fetched
					if test.fetch > 0 {
						time.AfterFunc(test.fetch, func() { close(fetched) })
					}
					for i, one := range test.alarms {
						time.AfterFunc(time.Duration(i+1)*test.every, func() { p.alarms <- one })
					}
					return page
				}
				f.watched(t.Context())
				time.Sleep(time.Minute)
				if got := strings.Join(p.kinds(), " "); got != test.events {
					t.Errorf("events:\n got %s\nwant %s", got, test.events)
				}
				if len(p.told) != len(test.told) {
					t.Fatalf("told %v, want %q", p.told, test.told)
				}
				for i, part := range test.told {
					if !strings.Contains(p.told[i].String(), part) {
						t.Errorf("told %q, want %q in it", p.told[i], part)
					}
				}
			})
		})
	}
}

func TestBrowserNotFetched(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var a fakeAWS
		p := person{answers: []any{"123456"}, retries: slices.Repeat([]bool{true}, 100)}
		start := time.Now()
		result := p.flow(&a, session.Request{}).watched(t.Context())
		if result.Problem != "browser_not_fetched" {
			t.Errorf("problem: got %q", result.Problem)
		}
		if took := time.Since(start); took < holdLimit || took > holdLimit+2*fetchLimit {
			t.Errorf("offered it for %v, want about %v", took, holdLimit)
		}
		if p.opens < 10 {
			t.Errorf("opened %d times", p.opens)
		}
	})
}

func TestQuestionTimesOut(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var a fakeAWS
		p := person{slow: true}
		start := time.Now()
		result := p.flow(&a, session.Request{}).watched(t.Context())
		if result.Problem != "dialog_timeout" || time.Since(start) != codeLimit {
			t.Errorf("got %q after %v, want dialog_timeout after %v", result.Problem, time.Since(start), codeLimit)
		}
		if len(p.told) != 1 {
			t.Errorf("told %v, want one message", p.told)
		}
	})
}

func TestExchangeEndsAfter30s(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		a := fakeAWS{hang: true}
		p := person{answers: []any{"123456"}}
		start := time.Now()
		result := p.flow(&a, session.Request{}).watched(t.Context())
		if result.Problem != "timeout" || time.Since(start) > 31*time.Second {
			t.Errorf("got %q after %v", result.Problem, time.Since(start))
		}
	})
}

func TestCancelInEveryPhase(t *testing.T) {
	for _, phase := range []session.Phase{session.PhaseCode, session.PhaseAssume, session.PhaseOpen} {
		synctest.Test(t, func(t *testing.T) {
			ctx, stop := context.WithCancel(t.Context())
			a := fakeAWS{hang: phase == session.PhaseAssume}
			p := person{answers: []any{"123456"}, slow: phase == session.PhaseCode}
			f := p.flow(&a, session.Request{})
			report := f.Report
			f.Report = func(e session.Event) {
				report(e)
				if e.Phase == phase {
					time.AfterFunc(time.Second, stop)
				}
			}
			start := time.Now()
			if result := f.watched(ctx); result.Problem != Cancelled || time.Since(start) > 2*time.Second {
				t.Errorf("%s: got %q after %v", phase, result.Problem, time.Since(start))
			}
			if len(p.told) > 0 {
				t.Errorf("%s: told %v", phase, p.told)
			}
			stop()
		})
	}
}

func TestKeptCredentialsGoToTheEndOfTheFirst(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var a fakeAWS
		p := person{fetch: true}
		ends := time.Now().Add(5 * time.Hour)
		request := keptRequest()
		request.Ends, request.KeepCredentials = ends, true
		p.flow(&a, request).watched(t.Context())
		if len(a.untils) != 1 || !a.untils[0].Equal(ends) {
			t.Errorf("until: got %v, want %v", a.untils, ends)
		}
		if last := p.events[len(p.events)-1]; len(last.Credentials) > 0 {
			t.Error("the credentials came back: the one who gave them has them")
		}
	})
}

// Credentials for another role are not used, whoever gave them: the profile may
// have been given to another role since.
func TestCredentialsForAnotherRole(t *testing.T) {
	for name, change := range map[string]func(*session.Binding){
		"role ARN":     func(b *session.Binding) { b.RoleARN = "arn:aws:iam::444455556666:role/x" },
		"base profile": func(b *session.Binding) { b.BaseProfile = "you" },
		"MFA serial":   func(b *session.Binding) { b.MFASerial = "" },
		"external id":  func(b *session.Binding) { b.ExternalID = "x2" },
		"not said":     func(b *session.Binding) { *b = session.Binding{} },
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				var a fakeAWS
				p := person{answers: []any{"123456"}, fetch: true}
				request := keptRequest()
				change(&request.For)
				p.flow(&a, request).watched(t.Context())
				if got, want := strings.Join(p.kinds(), " "), "code assume agreed exchange open signed_in"; got != want {
					t.Errorf("got %s, want %s", got, want)
				}
			})
		})
	}
}

func TestFreshCredentialsComeBack(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		a := fakeAWS{exchange: []error{unsent(federation.KindSignInRefused)}}
		p := person{answers: []any{"123456"}, fetch: true}
		request := keptRequest()
		request.KeepCredentials = true
		p.flow(&a, request).watched(t.Context())
		last := p.events[len(p.events)-1]
		if len(last.Credentials) == 0 || last.Expires.IsZero() || last.For != session.BindingOf(prodRole) || last.Terms != session.TermsFree {
			t.Error("the credentials that took a code were not given back")
		}
		if len(a.untils) != 2 || !a.untils[1].IsZero() {
			t.Errorf("until %v: a fresh sign-in has its full length", a.untils)
		}
	})
}

func TestCredentialsOnlyWhenAskedFor(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var a fakeAWS
		p := person{answers: []any{"123456"}, fetch: true}
		p.flow(&a, session.Request{}).watched(t.Context())
		if last := p.events[len(p.events)-1]; len(last.Credentials) > 0 {
			t.Error("credentials were reported unasked")
		}
	})
}

// What AWS took is reported, and the person hears once that it is less than
// wanted.
func TestLengthIsLearned(t *testing.T) {
	const kept, fresh = true, false
	for name, test := range map[string]struct {
		aws           fakeAWS
		kept          bool
		learned, told bool
		want          string // taken and told of the lesson
		says          int
		asks          string
	}{
		"all of it":             {fakeAWS{taken: 43200}, fresh, false, false, "43200 false", 0, "Console: up to 12 h"},
		"all of it, known":      {fakeAWS{taken: 43200}, fresh, true, false, "43200 false", 0, "Console: 12 h"},
		"less":                  {fakeAWS{taken: 28799, shortened: true}, fresh, false, false, "28799 true", 1, "up to"},
		"less, and told before": {fakeAWS{taken: federation.WithoutDuration, shortened: true}, fresh, true, true, "-1 true", 0, ""},
		"told before, now all":  {fakeAWS{taken: 43200}, fresh, false, true, "43200 true", 0, ""},
		"chained":               {fakeAWS{taken: federation.WithoutDuration, limited: true}, fresh, false, false, "", 0, "Console: 1 h: chained role"},
		"kept credentials":      {fakeAWS{taken: 3000, shortened: true}, kept, false, false, "", 0, ""},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				a, p := test.aws, person{answers: []any{"123456"}, fetch: true}
				var r session.Request
				if test.kept {
					r = keptRequest()
				}
				f := p.flow(&a, r)
				f.Role.DurationSeconds, f.Told = 7200, test.told
				if test.learned {
					f.Learned = 43200
				}
				result := f.watched(t.Context())
				got := ""
				if l := result.Lesson; l != nil {
					got = fmt.Sprintf("%d %v", l.Taken, l.Told)
					if l.RoleARN != f.Role.RoleARN || l.DurationSeconds != 7200 || l.Wanted != 43200 || !l.At.Equal(time.Now()) || p.events[len(p.events)-1].Lesson != l {
						t.Errorf("learned %+v, want what the profile says", l)
					}
				}
				if got != test.want || len(p.told) != test.says {
					t.Errorf("learned %q and told %d, want %q and %d", got, len(p.told), test.want, test.says)
				}
				if !test.kept && !strings.Contains(p.asked[0], test.asks) {
					t.Errorf("asked %q, want %q in it", p.asked[0], test.asks)
				}
			})
		})
	}
}

func TestDenied(t *testing.T) {
	me := roles.Base{Profile: "me", Kind: roles.BaseStatic}
	hops := []roles.Hop{{Profile: "team", RoleARN: "arn:aws:iam::111122223333:role/team"}, {Profile: "audit", RoleARN: "arn:aws:iam::444455556666:role/audit", ExternalID: "x"}}
	tests := map[string]struct {
		role roles.Role
		err  federation.Error
		want string // kind, role and account, profile, causes
	}{
		"with a code": {roles.Role{MFASerial: "mfa", Base: me, Hops: hops[:1]}, federation.Error{CodeSpent: true},
			"access_denied team 111122223333 me: trust_policy permission source_ip external_id_missing wrong_account"},
		"external id": {roles.Role{MFASerial: "mfa", Base: me, Hops: hops[1:]}, federation.Error{CodeSpent: true},
			"access_denied audit 444455556666 me: trust_policy permission external_id source_ip wrong_account"},
		"no device": {roles.Role{Base: me, Hops: hops[:1]}, federation.Error{},
			"no_mfa team 111122223333 me: trust_policy permission source_ip external_id_missing wrong_account"},
		"AWS says more": {roles.Role{MFASerial: "mfa", Base: me, Hops: hops[:1]},
			federation.Error{CodeSpent: true, Detail: "User: arn:aws:iam::1:user/x is not authorized to perform: sts:AssumeRole on resource: y with an explicit deny in a service control policy"},
			"access_denied team 111122223333 me: explicit_deny trust_policy permission source_ip external_id_missing wrong_account"},
		"first of a chain": {roles.Role{MFASerial: "mfa", Base: me, Hops: hops}, federation.Error{CodeSpent: true},
			"access_denied team 111122223333 me: trust_policy permission source_ip external_id_missing wrong_account"},
		"second of a chain": {roles.Role{MFASerial: "mfa", Base: me, Hops: hops}, federation.Error{Hop: 1, CodeSpent: true},
			"access_denied audit 444455556666 team: trust_source permission_source mfa_impossible external_id source_ip wrong_account"},
		"Identity Center": {roles.Role{MFASerial: "mfa", Base: roles.Base{Profile: "sso", Kind: roles.BaseSSO}, Hops: hops[:1]}, federation.Error{},
			"access_denied team 111122223333 sso: trust_source permission_source mfa_impossible source_ip external_id_missing wrong_account"},
		"temporary": {roles.Role{Base: roles.Base{Profile: "tmp", Kind: roles.BaseTemporary}, Hops: hops[:1]}, federation.Error{},
			"access_denied team 111122223333 tmp: trust_policy permission mfa_session source_ip external_id_missing wrong_account"},
		"a program's temporary keys": {roles.Role{MFASerial: "mfa", Base: roles.Base{Profile: "prg", Kind: roles.BaseProcess}, Hops: hops[:1]}, federation.Error{},
			"access_denied team 111122223333 prg: trust_policy permission mfa_session source_ip external_id_missing wrong_account"},
		"a program's keys": {roles.Role{Base: roles.Base{Profile: "prg", Kind: roles.BaseProcess}, Hops: hops[:1]}, federation.Error{},
			"access_denied team 111122223333 prg: trust_policy permission mfa_condition source_ip external_id_missing wrong_account"},
		"a program's keys and a code": {roles.Role{MFASerial: "mfa", Base: roles.Base{Profile: "prg", Kind: roles.BaseProcess}, Hops: hops[:1]}, federation.Error{CodeSpent: true},
			"access_denied team 111122223333 prg: trust_policy permission source_ip external_id_missing wrong_account"},
	}
	for name, test := range tests {
		test.err.Kind = federation.KindAccessDenied
		p := Problem(&test.err, test.role)
		got := fmt.Sprintf("%s %s %s %s: %s", p.Kind, p.Role, p.Account, p.Profile, strings.Join(p.Causes, " "))
		if got != test.want {
			t.Errorf("%s:\n got %s\nwant %s", name, got, test.want)
		}
		for _, words := range []text.Words{text.English(), text.Japanese()} {
			if said := words.Problem(p).Do; strings.Count(said, "(") < len(p.Causes) {
				t.Errorf("%s: some of %q are not said in %q", name, p.Causes, said)
			}
		}
	}
}
