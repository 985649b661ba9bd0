package identitycenter

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"halfday/internal/redact"
)

func TestStanding(t *testing.T) {
	now := time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)
	const renewable = `"refreshToken": "planted-r", "clientId": "c", "clientSecret": "planted-s"`
	until := time.Date(2026, 11, 22, 20, 0, 0, 0, time.UTC)
	for name, test := range map[string]struct {
		text string
		want Standing
	}{
		"one that ends":          {`{"accessToken": "planted-a", "expiresAt": "2026-11-22T20:00:00Z"}`, Standing{Until: until}},
		"as an older CLI writes": {`{"accessToken": "planted-a", "expiresAt": "2026-11-22T20:00:00UTC", "startUrl": "` + theSession.StartURL + `"}`, Standing{Until: until}},
		"one that is renewed":    {`{"accessToken": "planted-a", "expiresAt": "2026-11-22T20:00:00Z", ` + renewable + `, "registrationExpiresAt": "2027-01-01T00:00:00Z"}`, Standing{Until: until, Renews: true}},
		"a client that ended":    {`{"accessToken": "planted-a", "expiresAt": "2026-11-22T20:00:00Z", ` + renewable + `, "registrationExpiresAt": "2026-01-01T00:00:00Z"}`, Standing{Until: until}},
		"no client":              {`{"accessToken": "planted-a", "expiresAt": "2026-11-22T20:00:00Z", "refreshToken": "planted-r", "registrationExpiresAt": "2027-01-01T00:00:00Z"}`, Standing{Until: until}},
		"another start URL":      {`{"accessToken": "planted-a", "expiresAt": "2026-11-22T20:00:00Z", "startUrl": "https://other.awsapps.com/start"}`, Standing{}},
		"no token":               {`{"accessToken": "", "expiresAt": "2026-11-22T20:00:00Z"}`, Standing{}},
		"a token that is none":   {`{"accessToken": {"a": "b"}, "expiresAt": "2026-11-22T20:00:00Z"}`, Standing{}},
		"half written":           {`{"accessToken": "planted-a", "expi`, Standing{}},
		"empty":                  {``, Standing{}},
	} {
		got := standing([]byte(test.text), theSession, now)
		if got != test.want {
			t.Errorf("%s: got %+v, want %+v", name, got, test.want)
		}
		clean(t, fmt.Sprintf("%#v", got))
	}
}

// Both readers say the same of what this package itself writes.
func TestStandingOfTheCache(t *testing.T) {
	c, now := Cache{Dir: filepath.Join(t.TempDir(), "cache")}, time.Now()
	if got := c.Standing(theSession.SSO, now); got != (Standing{}) {
		t.Errorf("out of nothing: %+v", got)
	}
	end := now.Add(time.Hour).UTC().Truncate(time.Second)
	token := token{StartURL: theSession.StartURL, Region: theSession.Region, Access: redact.New(theAccess), Expires: end, Refresh: redact.New(theRefresh),
		client: client{id: "c", secret: redact.New(theClientSecret), expires: end.Add(time.Hour)}}
	if err := c.keep(theSession, token); err != nil {
		t.Fatal(err)
	}
	if got, want := c.Standing(theSession.SSO, now), (Standing{Until: end, Renews: true}); got != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
	if err := os.WriteFile(filepath.Join(c.Dir, theSession.tokenFile()), make([]byte, maxFile+1), 0o600); err != nil {
		t.Fatal(err)
	}
	if got := c.Standing(theSession.SSO, now); got != (Standing{}) {
		t.Errorf("of a file too large: %+v", got)
	}
}
