package signin

import (
	"slices"
	"strings"
	"testing"
	"testing/synctest"

	"halfday/session"
)

// Nothing goes to a host in AWS's place before a yes, which is remembered, and
// the session says who answered.
func TestHostsAreAskedAboutOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		const host = "sts.corp.example"
		var agreed []string
		run := func(answers ...any) (*person, *fakeAWS, Result) {
			a, p := &fakeAWS{strangers: []string{host}}, &person{answers: answers, fetch: true}
			f := p.flow(a, session.Request{})
			f.Hosts.Known = func(h string) bool { return slices.Contains(agreed, h) }
			f.Hosts.Agree = func(hosts []string) { agreed = append(agreed, hosts...) }
			return p, a, f.watched(t.Context())
		}
		if _, a, r := run(false); r.Problem != Cancelled || len(a.codes) != 0 || len(agreed) != 0 {
			t.Errorf("after a no: got %q, sent %d codes, agreed to %q", r.Problem, len(a.codes), agreed)
		}
		p, _, r := run(true, "123456")
		if r.Session.InPlace != host || len(p.asked) != 2 || !strings.Contains(p.asked[0], host) || !strings.Contains(p.asked[1], host) {
			t.Errorf("after a yes: session by %q, asked %q", r.Session.InPlace, p.asked)
		}
		if p, _, r := run("654321"); r.Session.InPlace != host || len(p.asked) != 1 {
			t.Errorf("the second time: session by %q, asked %q", r.Session.InPlace, p.asked)
		}
	})
}
