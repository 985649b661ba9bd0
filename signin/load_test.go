package signin

import (
	"context"
	"errors"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"halfday/federation"
	"halfday/roles"
	"halfday/session"
)

// lateAWS is there after a minute, and notes when it is started.
type lateAWS struct {
	fakeAWS
	started, closed atomic.Bool
}

func (a *lateAWS) Start() { a.started.Store(true) }
func (a *lateAWS) Close() { a.closed.Store(true) }

// The question for the code does not wait for the AWS files.
func TestAskedWhileLoading(t *testing.T) {
	unknown := &federation.Error{Kind: federation.KindConfig}
	for _, tt := range []struct {
		name    string
		aws     fakeAWS
		err     error // of Load
		slow    bool  // the person is slower than Load
		answers []any
		known   bool // the hosts in AWS's place
		asked   string
		problem string
		codes   int
	}{
		{name: "a slow file", answers: []any{"123456"}, asked: "code", codes: 1},
		{name: "a slow file, given up", answers: nil, asked: "code", problem: Cancelled},
		{name: "the files are broken", err: unknown, slow: true, asked: "code", problem: "config"},
		{name: "the files are broken, the person was quicker", err: unknown, answers: []any{"123456"}, asked: "code", problem: "config"},
		{name: "no keys", aws: fakeAWS{source: &federation.Error{Kind: federation.KindSourceNone}}, slow: true, asked: "code", problem: "source_none"},
		{name: "temporary keys after all", aws: fakeAWS{temporary: true}, slow: true, asked: "code", codes: 1},
		{name: "hosts, agreed to", aws: fakeAWS{strangers: []string{"x.example"}}, answers: []any{"111111", true, "123456"}, asked: "code, hosts, code x.example", codes: 1},
		{name: "hosts, known", aws: fakeAWS{strangers: []string{"x.example"}}, known: true, answers: []any{"111111", "123456"}, asked: "code, code x.example", codes: 1},
		{name: "hosts, refused", aws: fakeAWS{strangers: []string{"x.example"}}, answers: []any{"111111", false}, asked: "code, hosts", problem: Cancelled},
	} {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				a := &lateAWS{fakeAWS: tt.aws}
				p := &person{answers: tt.answers, slow: tt.slow, fetch: true}
				f := p.flow(nil, session.Request{})
				f.Early = true
				f.Hosts.Known = func(string) bool { return tt.known }
				var loaded atomic.Bool
				f.Load = func(ctx context.Context) (AWS, error) {
					select {
					case <-time.After(time.Minute):
					case <-ctx.Done():
						return nil, ctx.Err()
					}
					loaded.Store(true)
					if tt.err != nil {
						return nil, tt.err
					}
					return a, nil
				}
				consent := f.UI.Consent
				f.UI.Consent = func(ctx context.Context, title, q string) (bool, error) {
					if a.started.Load() {
						t.Error("something was sent before the person agreed")
					}
					return consent(ctx, title, q)
				}
				code := f.UI.Code
				f.UI.Code = func(ctx context.Context, title, q string) (string, error) {
					if len(p.asked) == 0 && loaded.Load() {
						t.Error("the question waited")
					}
					return code(ctx, title, q)
				}
				result := f.Run(t.Context())
				var asked []string
				for _, q := range p.asked {
					what := "code"
					if strings.Contains(q, "allow") || strings.Contains(q, "Send") {
						what = "hosts"
					}
					if what == "code" && strings.Contains(q, "x.example") {
						what += " x.example"
					}
					asked = append(asked, what)
				}
				if got := strings.Join(asked, ", "); got != tt.asked || result.Problem != tt.problem || len(a.codes) != tt.codes {
					t.Errorf("asked for %s, %q, sent %q; want %s, %q, %d codes\n%q", got, result.Problem, a.codes, tt.asked, tt.problem, tt.codes, p.asked)
				}
				if loaded.Load() && tt.err == nil && !a.closed.Load() {
					t.Error("not closed")
				}
			})
		})
	}
}

// A sign-in that is given up waits for nothing.
func TestGivenUpWhileLoading(t *testing.T) {
	p := &person{answers: []any{errors.New("no dialog")}}
	f := p.flow(nil, session.Request{})
	f.Early = true
	f.Load = func(ctx context.Context) (AWS, error) { <-ctx.Done(); return nil, ctx.Err() }
	if result := f.Run(t.Context()); result.Problem != "browser_failed" {
		t.Errorf("got %q", result.Problem)
	}
}

// What AWS needs to know is read behind the question, once that shows.
func TestLoadsBehindTheQuestion(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := &person{answers: []any{"123456"}, fetch: true}
		f := p.flow(&fakeAWS{}, session.Request{})
		f.Early = true
		var shown, loaded atomic.Bool
		load := f.Load
		f.Load = func(ctx context.Context) (AWS, error) {
			if !shown.Load() {
				t.Error("loading took the processor from the question")
			}
			loaded.Store(true)
			return load(ctx)
		}
		var tell func()
		f.UI.Shown = func(ctx context.Context, shown func()) context.Context { tell = shown; return ctx }
		code := f.UI.Code
		f.UI.Code = func(ctx context.Context, title, q string) (string, error) {
			synctest.Wait()
			shown.Store(true)
			tell()
			synctest.Wait()
			if !loaded.Load() {
				t.Error("nothing is loaded while the person types")
			}
			return code(ctx, title, q)
		}
		if result := f.Run(t.Context()); result.Problem != "" {
			t.Errorf("got %q", result.Problem)
		}
	})
}

func TestMayAskEarly(t *testing.T) {
	for name, c := range map[string]struct {
		change   func(*Flow)
		variable string
		override bool
		want     bool
	}{
		"a click":               {want: true},
		"a role by its name":    {change: func(f *Flow) { f.Request.Role = nil }},
		"an endpoint in a file": {change: func(f *Flow) { f.Role.Endpoints = true }},
		"one in the variables":  {override: true},
		"a program for codes":   {change: func(f *Flow) { f.Program.Code = func(context.Context, func(string)) (string, error) { return "", nil } }},
		"a key":                 {variable: "AWS_SECRET_ACCESS_KEY"},
		"a token":               {variable: "AWS_SESSION_TOKEN"},
		"a region":              {variable: "AWS_REGION", want: true},
	} {
		f := Flow{Request: session.Request{Role: &roles.Role{}}}
		if c.change != nil {
			c.change(&f)
		}
		getenv := func(name string) string {
			if name == c.variable {
				return "set"
			}
			return ""
		}
		if got := f.MayAskEarly(getenv, c.override); got != c.want {
			t.Errorf("%s: %v, want %v", name, got, c.want)
		}
	}
}
