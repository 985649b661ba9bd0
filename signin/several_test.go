package signin

import (
	"strings"
	"testing"

	"halfday/federation"
	"halfday/session"
)

// One code for several roles is traded, what came of it reported before the
// role is assumed, and the question says how long the consoles last.
func TestOneCodeForSeveral(t *testing.T) {
	a, p := &fakeAWS{assume: []error{&federation.Error{Kind: federation.KindAccessDenied}}}, &person{answers: []any{"111111"}}
	f := p.flow(a, session.Request{Several: []string{"prod", "dev"}})
	if got := f.Run(t.Context()); got.Problem != string(federation.KindAccessDenied) {
		t.Errorf("got %q", got.Problem)
	}
	if q := p.asked[0]; !strings.Contains(q, "One code for prod and dev") || !strings.Contains(q, "Console: 1 h") {
		t.Errorf("asked: %s", q)
	}
	if len(a.traded) != 1 || a.traded[0] != "111111" || len(a.codes) != 1 || a.codes[0] != "" {
		t.Errorf("traded %q, then assumed with %q", a.traded, a.codes)
	}
	var kinds []string
	for _, e := range p.events {
		if e.Kind != session.EventPhase {
			kinds = append(kinds, string(e.Kind))
		}
		if e.Kind == session.EventShared && len(e.Credentials) == 0 {
			t.Error("nothing is shared")
		}
	}
	if got, want := strings.Join(kinds, " "), "shared failed"; got != want {
		t.Errorf("events: got %s, want %s", got, want)
	}
	if strings.Contains(p.claimed, "back") {
		t.Error("the code was given back, which AWS has seen")
	}
}

// Who has a share is asked for no code; in production for a yes.
func TestShareOfACode(t *testing.T) {
	for _, production := range []bool{false, true} {
		a, p := &fakeAWS{noCode: true}, &person{answers: []any{true}, fetch: true}
		f := p.flow(a, session.Request{Source: keptCredentials})
		f.Production, f.Early = production, true
		if got := f.Run(t.Context()); got.Problem != "" {
			t.Errorf("got %q", got.Problem)
		}
		if got := len(p.asked); got != btoi(production) {
			t.Errorf("production %v: %d questions: %q", production, got, p.asked)
		}
	}
}

func btoi(b bool) int {
	if b {
		return 1
	}
	return 0
}
