package federation

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"
)

// A code is traded once; both roles are then assumed without one, and AWS is
// asked for no SessionDuration.
func TestTradeCode(t *testing.T) {
	f := newFakeAWS(t, func(w http.ResponseWriter, r *http.Request) {
		if r.Form.Get("Action") != "GetSessionToken" {
			goodSTS(w, r, 2)
			return
		}
		w.Header().Set("Content-Type", "text/xml")
		fmt.Fprintf(w, `<GetSessionTokenResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetSessionTokenResult><Credentials>`+
			`<AccessKeyId>%s</AccessKeyId><SecretAccessKey>%s</SecretAccessKey><SessionToken>%s</SessionToken><Expiration>%s</Expiration>`+
			`</Credentials></GetSessionTokenResult></GetSessionTokenResponse>`, roleKey(1), roleSecret(1), roleToken(1), time.Now().Add(15*time.Minute).UTC().Format(time.RFC3339))
	}, nil)
	s := plain(t, f)
	source, err := s.TradeCode(t.Context(), theCode)
	if err != nil {
		t.Fatal(err)
	}
	if s.NeedsCode() || !s.Limited() {
		t.Errorf("after the trade: needs a code %v, limited %v", s.NeedsCode(), s.Limited())
	}
	opts := awsFiles(t, plainConfig, plainCredentials)
	opts.Source = source
	other := load(t, f, adminRole(), opts)
	if other.NeedsCode() {
		t.Error("the other role needs a code")
	}
	for _, one := range []*SignIn{s, other} {
		c, err := one.Assume(t.Context(), "")
		if err != nil {
			t.Fatal(err)
		}
		if _, err := one.Exchange(t.Context(), c, time.Time{}); err != nil {
			t.Fatal(err)
		}
	}
	sts, signIn := f.all()
	if len(sts) != 3 || sts[0].key != baseKey || sts[0].form.Get("TokenCode") != theCode || sts[0].form.Get("DurationSeconds") != "900" {
		t.Errorf("the trade: %d requests, the first signed by %s", len(sts), sts[0].key)
	}
	for _, c := range sts[1:] {
		if c.key != roleKey(1) || c.form.Has("TokenCode") || c.form.Has("DurationSeconds") {
			t.Errorf("AssumeRole signed by %s, with a code: %v", c.key, c.form.Has("TokenCode"))
		}
	}
	for _, c := range signIn {
		if c.form.Has("SessionDuration") {
			t.Error("a SessionDuration for chained credentials")
		}
	}
	if text := fmt.Sprintf("%+v %v", source, opts); strings.Contains(text, roleSecret(1)) {
		t.Error("the credentials print")
	}
}

func TestTradeCodeRefused(t *testing.T) {
	f := newFakeAWS(t, stsError(403, "AccessDenied", "MultiFactorAuthentication failed with invalid MFA one time pass code. "), nil)
	s := plain(t, f)
	if _, err := s.TradeCode(t.Context(), "12"); KindOf(err) != KindMFAIncomplete {
		t.Errorf("no code: got %v", err)
	}
	_, err := s.TradeCode(t.Context(), theCode)
	if e := failed(t, err); e.Kind != KindCodeRejected || !e.CodeSpent {
		t.Errorf("got %+v", e)
	}
	if !s.NeedsCode() {
		t.Error("a code that was refused is not asked for again")
	}
}
