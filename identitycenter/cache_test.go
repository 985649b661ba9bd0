package identitycenter

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"halfday/internal/redact"
	"halfday/roles"
)

// The names that the AWS CLI gives its files: computed with Python's hashlib
// and json, as botocore does.
func TestFileNames(t *testing.T) {
	const start = "https://d-1234567890.awsapps.com/start"
	for _, test := range []struct {
		sso           roles.SSO
		token, client string
	}{
		{roles.SSO{Session: "my-sso", StartURL: start, Region: "eu-central-1"}, "0ad374308c5a4e22f723adf10145eafad7c4031c", "276d50528911751d794241d35d8d26b86f828923"},
		{roles.SSO{Session: "日本 \"s\" \\ \x7f 😀", StartURL: start, Region: "eu-central-1", Scopes: "sso:account:access, x:y"}, "d49a14963c5f123d9eb08eaa29d28dff13b51750", "51ef31eeadb3c7cdcad957d43e253700a6a44a50"},
		{roles.SSO{StartURL: start, Region: "eu-central-1"}, "7487b5b67d5fa1132cf33fa93ae51ef38cc37752", "4c8f82151c58a0b5f8a2d2aff7c872b197674e8d"},
	} {
		s := session{test.sso}
		if got := s.tokenFile(); got != test.token+".json" {
			t.Errorf("%q: token in %s", s.Session, got)
		}
		if got := s.clientFile(); got != test.client+".json" {
			t.Errorf("%q: client in %s", s.Session, got)
		}
	}
}

func TestParseToken(t *testing.T) {
	for name, test := range map[string]struct {
		text  string
		valid bool
	}{
		"as the CLI writes it":     {`{"startUrl": "https://x", "region": "eu-central-1", "accessToken": "a", "expiresAt": "2124-01-02T03:04:05Z", "clientId": "c", "clientSecret": "s", "registrationExpiresAt": "2124-02-01T00:00:00Z", "refreshToken": "r"}`, true},
		"as an older CLI does":     {`{"startUrl": "https://x", "region": "eu-central-1", "accessToken": "a", "expiresAt": "2124-01-02T03:04:05UTC"}`, true},
		"with what is not known":   {`{"accessToken": "a", "expiresAt": "2124-01-02T03:04:05Z", "more": {"x": [1]}}`, true},
		"half written":             {`{"startUrl": "https://x", "accessTok`, false},
		"empty":                    {"", false},
		"a client":                 {`{"clientId": "c", "clientSecret": "s", "expiresAt": "2124-01-02T03:04:05Z"}`, false},
		"no end":                   {`{"accessToken": "a"}`, false},
		"an impossible end":        {`{"accessToken": "a", "expiresAt": "soon"}`, false},
		"a line break in a header": {`{"accessToken": "a\r\nX: y", "expiresAt": "2124-01-02T03:04:05Z"}`, false},
		"a number":                 {`{"accessToken": 7, "expiresAt": "2124-01-02T03:04:05Z"}`, false},
	} {
		got, ok := parseToken([]byte(test.text))
		if ok != test.valid || got.valid(time.Now()) != test.valid {
			t.Errorf("%s: got %v, %v", name, got.valid(time.Now()), ok)
		}
	}
}

func TestCache(t *testing.T) {
	dir := t.TempDir()
	c := Cache{Dir: filepath.Join(dir, "sso", "cache"), Locks: filepath.Join(dir, "run")}
	if got := c.token(theSession); got.Access.Reveal() != "" {
		t.Error("a token out of nothing")
	}
	end := time.Now().Add(time.Hour).UTC().Truncate(time.Second)
	want := token{StartURL: theSession.StartURL, Region: theSession.Region, Access: redact.New(theAccess), Expires: end, Refresh: redact.New(theRefresh),
		client: client{id: "c", secret: redact.New(theClientSecret), expires: end.Add(time.Hour)}}
	if err := c.keep(theSession, want); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(c.Dir, theSession.tokenFile())
	info, err := os.Stat(path)
	if err != nil || runtime.GOOS != "windows" && info.Mode().Perm() != 0o600 {
		t.Fatalf("%v, %v", info, err)
	}
	got := c.token(theSession)
	if got.Access.Reveal() != theAccess || !got.Expires.Equal(end) || got.Refresh.Reveal() != theRefresh || !got.client.valid(time.Now()) {
		t.Errorf("got %v", got.Expires)
	}
	var form map[string]any
	b, err := os.ReadFile(path)
	if err != nil || json.Unmarshal(b, &form) != nil {
		t.Fatal(err)
	}
	for _, key := range []string{"startUrl", "region", "accessToken", "expiresAt", "clientId", "clientSecret", "registrationExpiresAt", "refreshToken"} {
		if form[key] == "" || form[key] == nil {
			t.Errorf("no %s for the AWS CLI", key)
		}
	}
	// The name may stand for another start URL by now.
	other := theSession
	other.StartURL = "https://d-other.awsapps.com/start"
	if c.token(other).Access.Reveal() != "" {
		t.Error("the token of another start URL")
	}
	clean(t, fmt.Sprintf("%v %+v %#v", got, got, &got), fmt.Sprintf("%v %+v", got.client, got.client))
	if j, err := json.Marshal(got); err != nil || strings.Contains(string(j), "planted") {
		t.Errorf("JSON: %s, %v", j, err)
	}
	if err := c.drop(theSession); err != nil || c.drop(theSession) != nil {
		t.Error("not dropped", err)
	}
}

func FuzzToken(f *testing.F) {
	f.Add([]byte(`{"startUrl": "https://x", "region": "r", "accessToken": "a", "expiresAt": "2124-01-02T03:04:05Z", "clientId": "c", "clientSecret": "s", "registrationExpiresAt": "2124-02-01T00:00:00Z", "refreshToken": "r"}`))
	f.Add([]byte(`{"clientId": "c", "clientSecret": "s", "expiresAt": "2124-01-02T03:04:05Z", "scopes": ["x"], "grantTypes": ["authorization_code"]}`))
	f.Add([]byte(`{"accessToken": "a", "expiresAt": "2124-01-02T03:04:05UTC"}`))
	f.Fuzz(func(t *testing.T, b []byte) {
		stands := standing(b, session{}, time.Now())
		if got, ok := parseToken(b); ok {
			if got.StartURL == "" && got.Region == "" && !stands.Until.Equal(got.Expires) {
				t.Fatalf("%s ends %v, and %v", b, got.Expires, stands.Until)
			}
			again, err := got.encode()
			if err != nil {
				t.Fatal(err)
			}
			back, ok := parseToken(again)
			if !ok || back.Access.Reveal() != got.Access.Reveal() || !back.Expires.Equal(got.Expires.Truncate(time.Second)) || back.client.id != got.client.id {
				t.Fatalf("%s does not come back", again)
			}
		}
		if got, ok := parseClient(b); ok {
			again, err := got.encode(nil)
			if err != nil {
				t.Fatal(err)
			}
			if back, ok := parseClient(again); !ok || back.id != got.id || back.code != got.code {
				t.Fatalf("%s does not come back", again)
			}
		}
	})
}
