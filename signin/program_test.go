package signin

import (
	"context"
	"errors"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"halfday/federation"
	"halfday/session"
)

// gives is a program that gives codes in order, each after a while.
type gives struct {
	codes []any // string or error
	takes time.Duration
	says  string
	runs  int
	ended int
}

func (g *gives) program() Program {
	return Program{Name: "ykman", Code: func(ctx context.Context, told func(string)) (string, error) {
		g.runs++
		defer func() { g.ended++ }()
		if g.says != "" {
			told(g.says)
		}
		select {
		case <-time.After(g.takes):
		case <-ctx.Done():
			return "", ctx.Err()
		}
		next := g.codes[0]
		g.codes = g.codes[1:]
		if err, ok := next.(error); ok {
			return "", err
		}
		return next.(string), nil
	}}
}

func TestProgramGivesCode(t *testing.T) {
	failed := func(why string) error { return &ProgramError{Why: why, Detail: "no key"} }
	rejected := &federation.Error{Kind: federation.KindCodeRejected, CodeSpent: true}
	for name, test := range map[string]struct {
		g       gives
		assume  []error
		claimed string
		answers []any // of the person
		slow    bool  // who types nothing
		codes   string
		asked   []string // a part of each question
		problem string
	}{
		"at once":                    {g: gives{codes: []any{"111111"}}, codes: "111111"},
		"after a touch":              {g: gives{codes: []any{"111111"}, says: "Touch your key", takes: 20 * time.Second}, slow: true, codes: "111111", asked: []string{"ykman: Touch your key"}},
		"it takes its time":          {g: gives{codes: []any{"111111"}, takes: 20 * time.Second}, slow: true, codes: "111111", asked: []string{"Waiting for ykman"}},
		"the person types it":        {g: gives{says: "Touch", takes: time.Hour}, answers: []any{"222222"}, codes: "222222", asked: []string{"Touch"}},
		"the person gives up":        {g: gives{says: "Touch", takes: time.Hour}, answers: []any{ErrCancelled}, asked: []string{"Touch"}, problem: Cancelled},
		"it fails":                   {g: gives{codes: []any{failed("failed")}}, answers: []any{"222222"}, codes: "222222", asked: []string{"ykman, which should give the code, failed (no key). Please type it."}},
		"it fails while it is shown": {g: gives{codes: []any{failed("timeout")}, takes: time.Minute}, slow: true, answers: []any{"222222"}, asked: []string{"Waiting", "no code in a minute"}, problem: "dialog_timeout"},
		"a code that was sent, then the next": {g: gives{codes: []any{"111111", "222222"}}, claimed: "111111", slow: true, codes: "222222",
			asked: []string{"This code was sent before"}},
		"a code that AWS refuses, then the next": {g: gives{codes: []any{"111111", "222222"}}, assume: []error{rejected}, slow: true, codes: "111111 222222",
			asked: []string{"AWS did not accept this code"}},
		"it fails the second time": {g: gives{codes: []any{"111111", failed("answer")}}, claimed: "111111", slow: true, asked: []string{"was sent before", "no line of six digits"}, problem: "dialog_timeout"},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				a := fakeAWS{assume: test.assume}
				p := person{answers: test.answers, slow: test.slow, claimed: test.claimed, fetch: true}
				f := p.flow(&a, session.Request{})
				f.Program = test.g.program()
				result := f.Run(t.Context())
				if got := strings.Join(a.codes, " "); got != test.codes || result.Problem != test.problem {
					t.Errorf("sent %q (%s), want %q (%s)", got, result.Problem, test.codes, test.problem)
				}
				if len(p.asked) != len(test.asked) {
					t.Fatalf("asked %q", p.asked)
				}
				for i, part := range test.asked {
					if !strings.Contains(p.asked[i], part) {
						t.Errorf("asked %q, want %q in it", p.asked[i], part)
					}
				}
				if test.g.runs != test.g.ended {
					t.Errorf("%d of %d programs have ended", test.g.ended, test.g.runs)
				}
			})
		})
	}
}

// A role in production never opens without a question that names it, whatever it
// is opened with.
func TestProductionIsAsked(t *testing.T) {
	for name, test := range map[string]struct {
		noCode, temporary bool
		program           bool
		mute              bool  // nobody can be asked
		answers           []any // to the question whether to open, then to that for the code
		events            string
		problem           string
		asked             int
	}{
		"no code, yes":         {noCode: true, answers: []any{true}, events: "consent assume exchange open signed_in", asked: 1},
		"no code, no":          {noCode: true, answers: []any{false}, events: "consent cancelled", problem: Cancelled, asked: 1},
		"temporary keys":       {temporary: true, answers: []any{true}, events: "consent assume exchange open signed_in", asked: 1},
		"a program's code":     {program: true, answers: []any{true}, events: "consent code assume agreed exchange open signed_in", asked: 1},
		"no to a program":      {program: true, answers: []any{false}, events: "consent cancelled", problem: Cancelled, asked: 1},
		"a code that is typed": {answers: []any{"123456"}, events: "code assume agreed exchange open signed_in", asked: 1},
		"nobody to ask":        {noCode: true, mute: true, events: "failed:production_unasked", problem: "production_unasked"},
		"it cannot be asked":   {noCode: true, answers: []any{errors.New("no display")}, events: "consent failed:browser_failed", problem: "browser_failed", asked: 1},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				a := fakeAWS{noCode: test.noCode, temporary: test.temporary}
				p := person{answers: test.answers, fetch: true}
				f := p.flow(&a, session.Request{})
				f.Production = true
				if test.program {
					f.Program = (&gives{codes: []any{"111111"}}).program()
				}
				if test.mute {
					f.UI.Consent = nil
				}
				result := f.Run(t.Context())
				if events := strings.Join(p.kinds(), " "); events != test.events || result.Problem != test.problem {
					t.Errorf("got %s (%s)\nwant %s (%s)", events, result.Problem, test.events, test.problem)
				}
				if len(p.asked) != test.asked {
					t.Errorf("asked %q", p.asked)
				}
				for _, q := range p.asked {
					if title, _, _ := strings.Cut(q, "\n"); !strings.Contains(title, "PRODUCTION: ") || !strings.Contains(title, "prod") {
						t.Errorf("the title is %q", title)
					}
				}
			})
		})
	}
}
