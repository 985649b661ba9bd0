package signin

import (
	"context"
	"strings"
	"testing"
	"testing/synctest"

	"halfday/federation"
	"halfday/roles"
	"halfday/session"
	"halfday/text"
)

var centerRole = roles.Role{Kind: roles.KindIdentityCenter, Profile: "shop", Account: "111122223333", Partition: "aws", Region: "us-east-1",
	Base: roles.Base{Profile: "shop", Kind: roles.BaseSSO}, SSO: roles.SSO{Session: "work", StartURL: "https://x.awsapps.com/start", Region: "us-east-1", Account: "111122223333", RoleName: "Admin"}}

// A role of Identity Center asks no code, and sends the person to AWS's page
// once, where that is needed.
func TestCenter(t *testing.T) {
	expired := unsent(federation.KindSSOExpired)
	well := func(context.Context, <-chan error) error { return nil }
	fails := func(k federation.Kind) func(context.Context, <-chan error) error {
		return func(context.Context, <-chan error) error { return unsent(k) }
	}
	for name, test := range map[string]struct {
		aws        fakeAWS
		production bool
		answers    []any
		openErr    error
		events     string
		told       string
		happened   string
	}{
		"a token that holds":     {aws: fakeAWS{noCode: true, center: well}, events: "assume exchange open signed_in", happened: "start lead"},
		"none":                   {aws: fakeAWS{noCode: true, center: well, assume: []error{expired}}, events: "assume center assume exchange open signed_in", happened: "start lead start lead"},
		"none, and still none":   {aws: fakeAWS{noCode: true, center: well, assume: []error{expired, expired}}, events: "assume center assume failed:sso_expired", told: "aws sso login", happened: "start lead"},
		"denied":                 {aws: fakeAWS{noCode: true, center: fails(federation.KindSSOConsent), assume: []error{expired}}, events: "assume center failed:sso_consent", told: "Allow access", happened: "start lead"},
		"nobody answers":         {aws: fakeAWS{noCode: true, center: fails(federation.KindSSOTimeout), assume: []error{expired}}, events: "assume center failed:sso_timeout", told: "5 minutes", happened: "start lead"},
		"somebody else signs in": {aws: fakeAWS{noCode: true, center: well, assume: []error{expired, unsent(federation.KindSSORole)}}, events: "assume center assume failed:sso_role", told: "somebody else", happened: "start lead"},
		"given up":               {aws: fakeAWS{noCode: true, center: fails(federation.KindCanceled), assume: []error{expired}}, events: "assume center cancelled", happened: "start lead"},
		"production asks":        {aws: fakeAWS{noCode: true, center: well}, production: true, answers: []any{true}, events: "consent assume exchange open signed_in", happened: "start lead"},
		"production asks, a no":  {aws: fakeAWS{noCode: true, center: well}, production: true, answers: []any{false}, events: "consent cancelled"},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				p := person{answers: test.answers, fetch: true, openErr: test.openErr}
				f := p.flow(&test.aws, session.Request{})
				f.Role, f.Production = centerRole, test.production
				// The browser has AWS's page before the person answers it.
				if well := test.aws.center; well != nil {
					test.aws.center = func(ctx context.Context, failed <-chan error) error {
						synctest.Wait()
						return well(ctx, failed)
					}
				}
				f.watched(t.Context())
				if got := strings.Join(p.kinds(), " "); got != test.events {
					t.Errorf("events:\n got %s\nwant %s", got, test.events)
				}
				if got := strings.ReplaceAll(strings.Join(p.happened, " "), " close", ""); got != test.happened {
					t.Errorf("got %q, want %q", got, test.happened)
				}
				if said := saidAll(p.told); test.told == "" && said != "" || !strings.Contains(said, test.told) {
					t.Errorf("told %q, want %q", said, test.told)
				}
			})
		})
	}
}

func saidAll(all []text.Message) string {
	var b strings.Builder
	for _, m := range all {
		b.WriteString(m.String())
	}
	return b.String()
}

// Where there is no browser the person gets a code for another one.
func TestCenterByDevice(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		a := fakeAWS{noCode: true, assume: []error{unsent(federation.KindSSOExpired)}, center: func(context.Context, <-chan error) error { return nil }}
		p := person{fetch: true}
		f := p.flow(&a, session.Request{})
		f.Role = centerRole
		var shown string
		f.UI.Device = func(m text.Message) { shown = m.String() }
		if r := f.watched(t.Context()); r.Problem != "" || !strings.Contains(shown, "AB-CD") || !strings.Contains(shown, "https://device.example/") {
			t.Errorf("got %q, shown %q", r.Problem, shown)
		}
	})
}
