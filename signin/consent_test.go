package signin

import (
	"errors"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"halfday/session"
	"halfday/text"
)

// A role of Identity Center asks the same whether it opens for the first time or
// again.
func TestConsentOfCenter(t *testing.T) {
	for name, test := range map[string]struct {
		kept, signedIn, production, ask bool
		agreed                          bool // a moment ago
		reopen                          session.Terms
		asks                            bool
	}{
		"first":                                {signedIn: true, reopen: session.TermsAsk},
		"again":                                {kept: true, signedIn: true, reopen: session.TermsAsk},
		"first, in production":                 {signedIn: true, production: true, reopen: session.TermsFree, asks: true},
		"again, in production":                 {kept: true, signedIn: true, production: true, reopen: session.TermsFree, asks: true},
		"first, and the person wants to know":  {signedIn: true, ask: true, reopen: session.TermsAsk, asks: true},
		"again, and the person wants to know":  {kept: true, signedIn: true, ask: true, reopen: session.TermsAsk, asks: true},
		"again, and the person has just said":  {kept: true, signedIn: true, ask: true, agreed: true, reopen: session.TermsAsk},
		"again, where nobody is signed in":     {kept: true, reopen: session.TermsAsk, asks: true},
		"again, where nobody is, and it is ok": {kept: true, reopen: session.TermsFree},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				a := fakeAWS{noCode: true, signedIn: test.signedIn}
				p := person{answers: []any{true}, fetch: true}
				var request session.Request
				if test.kept {
					request = keptRequest()
					request.For, request.Terms = session.BindingOf(centerRole), session.TermsAsk
					if test.reopen == session.TermsFree {
						request.Terms = session.TermsFree
					}
				}
				if test.agreed {
					request.Agreed = time.Now().Add(-time.Minute)
				}
				f := p.flow(&a, request)
				f.Role, f.Reopen, f.Production, f.AskOpen = centerRole, test.reopen, test.production, test.ask
				result := f.Run(t.Context())
				if asked := strings.Contains(strings.Join(p.kinds(), " "), "consent"); asked != test.asks || result.Problem != "" {
					t.Errorf("asked: %v; %v, %s", asked, p.kinds(), result.Problem)
				}
			})
		})
	}
}

func TestConsent(t *testing.T) {
	const minute = time.Minute
	never := 1000 * time.Hour // since the person agreed
	for name, test := range map[string]struct {
		reopen     session.Terms
		production bool
		age        time.Duration
		answers    []any // to the question whether to open, then to that for the code
		events     string
		problem    string
	}{
		"asked, yes":                    {session.TermsAsk, false, never, []any{true}, "consent agreed exchange open signed_in", ""},
		"asked, no":                     {session.TermsAsk, false, never, []any{false}, "consent cancelled", Cancelled},
		"the window was closed":         {session.TermsAsk, false, never, []any{ErrCancelled}, "consent cancelled", Cancelled},
		"nobody answers":                {session.TermsAsk, false, never, []any{ErrTimedOut}, "consent failed:dialog_timeout", "dialog_timeout"},
		"it cannot be asked":            {session.TermsAsk, false, never, []any{errors.New("no display")}, "consent failed:browser_failed", "browser_failed"},
		"a yes of just now":             {session.TermsAsk, false, 0, nil, "exchange open signed_in", ""},
		"a yes of 9 minutes ago":        {session.TermsAsk, false, 9 * minute, nil, "exchange open signed_in", ""},
		"a yes of 10 minutes ago":       {session.TermsAsk, false, 10 * minute, []any{true}, "consent agreed exchange open signed_in", ""},
		"a yes of the future":           {session.TermsAsk, false, -minute, []any{false}, "consent cancelled", Cancelled},
		"free":                          {session.TermsFree, false, never, nil, "exchange open signed_in", ""},
		"a code":                        {session.TermsCode, false, 0, []any{"123456"}, "code assume agreed exchange open signed_in", ""},
		"not said":                      {"", false, never, []any{false}, "consent cancelled", Cancelled},
		"production":                    {session.TermsAsk, true, 0, []any{false}, "consent cancelled", Cancelled},
		"production, yes":               {session.TermsAsk, true, 0, []any{true}, "consent agreed exchange open signed_in", ""},
		"production that is to be free": {session.TermsFree, true, 0, []any{false}, "consent cancelled", Cancelled},
		"production that takes a code":  {session.TermsCode, true, 0, []any{"123456"}, "code assume agreed exchange open signed_in", ""},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				var a fakeAWS
				p := person{answers: test.answers, fetch: true}
				request := keptRequest()
				if test.age != never {
					request.Agreed = time.Now().Add(-test.age)
				}
				f := p.flow(&a, request)
				f.Reopen, f.Production = test.reopen, test.production
				result := f.Run(t.Context())
				if got := strings.Join(p.kinds(), " "); got != test.events || result.Problem != test.problem {
					t.Errorf("got %s (%s)\nwant %s (%s)", got, result.Problem, test.events, test.problem)
				}
				if strings.Contains(test.events, "exchange") != (len(a.untils) > 0) {
					t.Error("AWS was asked against the person's word")
				}
			})
		})
	}
}

// Who makes the settings milder opens nothing that is kept already; who makes
// them stricter is obeyed at once.
func TestConsentByTheStricterTerms(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var a fakeAWS
		p := person{answers: []any{"123456"}, fetch: true}
		request := keptRequest()
		request.Terms, request.Agreed = session.TermsCode, time.Now()
		p.flow(&a, request).Run(t.Context())
		if got, want := strings.Join(p.kinds(), " "), "code assume agreed exchange open signed_in"; got != want {
			t.Errorf("what was kept under terms that want a code: got %s, want %s", got, want)
		}
	})
	now := time.Now()
	for _, test := range []struct {
		then       session.Terms
		reopen     session.Terms
		production bool
		age        time.Duration // since the person agreed
		want       bool
	}{
		{session.TermsFree, session.TermsFree, false, time.Hour, false},
		{session.TermsAsk, session.TermsFree, false, time.Hour, true},
		{session.TermsAsk, session.TermsFree, false, time.Minute, false},
		{session.TermsAlways, session.TermsFree, false, time.Minute, true},
		{session.TermsAlways, session.TermsAsk, false, time.Minute, true},
		{session.TermsFree, session.TermsAsk, false, time.Hour, true},
		{session.TermsFree, session.TermsFree, true, time.Minute, true},
		{"", session.TermsFree, false, time.Hour, true},
	} {
		f := Flow{Reopen: test.reopen, Production: test.production, Request: session.Request{Kept: session.Kept{Terms: test.then, Agreed: now.Add(-test.age)}}}
		if got := f.mustAsk(now); got != test.want {
			t.Errorf("%+v: asks %v, want %v", test, got, test.want)
		}
	}
}

// What the page asks for gets a question each time, which says where it comes
// from, also where nobody else would be asked.
func TestConsentFromThePage(t *testing.T) {
	for name, kept := range map[string]bool{"kept credentials": true, "a role without a code": false} {
		for _, yes := range []bool{true, false} {
			t.Run(name, func(t *testing.T) {
				synctest.Test(t, func(t *testing.T) {
					a := fakeAWS{noCode: true}
					p := person{answers: []any{yes}, fetch: true}
					request := session.Request{KeepCredentials: true}
					if kept {
						request = keptRequest()
						request.Agreed, request.Terms = time.Now(), session.TermsFree
					}
					request.FromPage = &session.FromPage{}
					f := p.flow(&a, request)
					f.Reopen = session.TermsFree
					result := f.Run(t.Context())
					if len(p.asked) != 1 || !strings.Contains(p.asked[0], f.Words.Dialog.FromPage) || !strings.Contains(p.asked[0], "1111-2222-3333") {
						t.Fatalf("asked %q", p.asked)
					}
					if opened := result.Problem == ""; opened != yes || !yes && len(a.untils) > 0 {
						t.Errorf("after %v: %+v", yes, result)
					}
				})
			})
		}
	}
}

// The question names role, account and the time left, and what to think where
// nobody asked for it.
func TestConsentQuestion(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var a fakeAWS
		p := person{answers: []any{false}}
		request := keptRequest()
		request.Ends = time.Now().Add(7*time.Hour + 40*time.Minute)
		f := p.flow(&a, request)
		f.Production, f.Label = true, "Shop"
		f.Run(t.Context())
		for _, part := range []string{"PRODUCTION: Open again: Shop (prod) (1111-2222-3333)", "PRODUCTION: prod", "7 h 40 min", "another program"} {
			if !strings.Contains(p.asked[0], part) {
				t.Errorf("the question lacks %q:\n%s", part, p.asked[0])
			}
		}
		f.Words, p.answers, p.asked = text.Japanese(), []any{false}, nil
		f.Run(t.Context())
		for _, part := range []string{"もう一度開く", "1111-2222-3333", "7時間40分"} {
			if !strings.Contains(p.asked[0], part) {
				t.Errorf("the question lacks %q:\n%s", part, p.asked[0])
			}
		}
	})
}

// A question that nobody answers goes away by itself.
func TestConsentTimesOut(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var a fakeAWS
		p := person{slow: true}
		f := p.flow(&a, keptRequest())
		f.Reopen = session.TermsAsk
		start := time.Now()
		if result := f.Run(t.Context()); result.Problem != "dialog_timeout" || time.Since(start) != codeLimit {
			t.Errorf("got %q after %v", result.Problem, time.Since(start))
		}
	})
}
