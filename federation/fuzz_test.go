package federation

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode"
	"unicode/utf8"
)

// canned is a transport with one answer.
type canned struct {
	status int
	kind   string // Content-Type
	body   []byte
	sent   int
}

func (c *canned) RoundTrip(r *http.Request) (*http.Response, error) {
	c.sent++
	return &http.Response{StatusCode: c.status, Header: http.Header{"Content-Type": {c.kind}}, Body: io.NopCloser(bytes.NewReader(c.body)), Request: r}, nil
}

// ways are like others, but connected to c.
func (c *canned) ways(like *ways) *ways {
	w := newWays(nil, like.ready)
	for _, to := range like.all {
		none := func() error { return nil }
		w.all = append(w.all, &way{url: to.url, region: to.region, link: &link{RoundTripper: c, since: time.Now().Round(0), end: none, broken: none}})
	}
	return w
}

// FuzzSTSError: whatever answers in the place of STS, the error has a kind and
// a printable text without the secrets that were sent.
func FuzzSTSError(f *testing.F) {
	s := fuzzed(f)
	one := func(code, message string) []byte {
		return []byte("<ErrorResponse><Error><Code>" + code + "</Code><Message>" + message + "</Message></Error></ErrorResponse>")
	}
	f.Add(403, one("AccessDenied", "MultiFactorAuthentication failed with invalid MFA one time pass code. "))
	f.Add(403, one("SignatureDoesNotMatch", "Signature expired: x"))
	f.Add(400, one("ValidationError", "The requested DurationSeconds exceeds the MaxSessionDuration set for this role."))
	f.Add(403, one("ExpiredTokenException", baseSecret))
	f.Add(400, one(theCode, "&#10; "+baseSecret+" "+baseKey))
	f.Add(200, []byte("<AssumeRoleResponse><AssumeRoleResult><Credentials><AccessKeyId>a</AccessKeyId></Credentials></AssumeRoleResult></AssumeRoleResponse>"))
	f.Add(302, []byte{})
	f.Add(200, []byte("<html>"))
	f.Add(500, []byte("\xff\x00"))
	f.Add(99, []byte("<a><b>"))
	f.Fuzz(func(t *testing.T, status int, body []byte) {
		c := &canned{status: status, body: body}
		try := &SignIn{role: s.role, opts: s.opts, partition: s.partition, ctx: s.ctx, endpoint: s.endpoint, wire: s.wire, sts: c.ways(s.sts)}
		in := try.form(try.role.Hops[0], false)
		in.Set("TokenCode", theCode)
		in.Set("SerialNumber", mfaARN)
		got, e := try.credentials(t.Context(), "assuming", &keys{AccessKeyID: baseKey, SecretAccessKey: baseSecret}, in)
		if c.sent != 1 {
			t.Errorf("sent %d times", c.sent)
		}
		if e == nil {
			if got == nil || got.SessionToken == "" {
				t.Error("neither credentials nor an error")
			}
			return
		}
		text := e.Error()
		if e.Kind == "" || got != nil || !utf8.ValidString(text) || strings.ContainsFunc(text, unicode.IsControl) {
			t.Errorf("%d %q gives %q", status, body, text)
		}
		checkLeaks(t, e)
	})
}

// fuzzed is a sign-in that has loaded its settings and done nothing else.
func fuzzed(f *testing.F) *SignIn {
	dir := f.TempDir()
	opts := Options{ConfigFile: filepath.Join(dir, "config"), CredentialsFile: filepath.Join(dir, "credentials")}
	for path, text := range map[string]string{opts.ConfigFile: plainConfig, opts.CredentialsFile: plainCredentials} {
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			f.Fatal(err)
		}
	}
	s, err := Load(context.Background(), adminRole(), opts)
	if err != nil {
		f.Fatal(err)
	}
	f.Cleanup(s.Close)
	return s
}

// FuzzSignInAnswer: whatever answers in the place of the sign-in host, there is
// either an address of that host with one token in it, or an error that can be
// printed.
func FuzzSignInAnswer(f *testing.F) {
	s := fuzzed(f)
	const plain = "application/json"
	f.Add(200, plain, []byte(`{"SigninToken":"`+theToken+`"}`))
	f.Add(200, plain, []byte(` {"a":[{}],"SigninToken":"\u0041\/+=&#?%0a"} `))
	f.Add(200, plain, []byte(`{"SigninToken":"a","SigninToken":"b"}`))
	f.Add(200, plain, []byte(`{"signintoken":"a"}`))
	f.Add(200, plain, []byte(`{"SigninToken":"a\r\nb\u0000"}`))
	f.Add(200, plain, []byte(`{"SigninToken":"a"} {`))
	f.Add(200, plain, []byte(`[{"SigninToken":"a"}]`))
	f.Add(200, plain, []byte("\xef\xbb\xbf{\"SigninToken\":\"a\"}"))
	f.Add(200, plain, []byte(`{"SigninToken":"`+strings.Repeat("a", maxToken+1)+`"}`))
	f.Add(200, plain, []byte(`{"SigninToken":{}}`))
	f.Add(200, plain, []byte(`{"a":[[[]]],"SigninToken":"x"} `))
	f.Add(200, "text/html", []byte("<!-- --><html>"))
	f.Add(400, "text/html;charset=utf-8", []byte("<html><head><title>Error report</title></head><body><h1>HTTP Status 400 - Invalid credentials parameter</h1>"))
	f.Add(302, "", []byte(""))
	f.Add(429, "", []byte(""))
	f.Add(503, "text/html", []byte("<html>"))
	f.Add(-1, "\x00", []byte("\xff"))
	f.Fuzz(func(t *testing.T, status int, kind string, body []byte) {
		c := &canned{status: status, kind: kind, body: body}
		try := &SignIn{
			role: s.role, opts: s.opts, partition: s.partition, ctx: s.ctx, endpoint: s.endpoint, wire: s.wire,
			sts: c.ways(s.sts), doors: c.ways(s.doors), started: true,
		}
		k := &keys{AccessKeyID: roleKey(1), SecretAccessKey: roleSecret(1), SessionToken: roleToken(1), Expires: time.Now().Add(time.Hour)}
		con, err := try.Exchange(t.Context(), newCredentials(k), time.Time{})
		// Where it is no token, to each of the three doors; and where a 400 is
		// all that they say, the whole ladder at two.
		if c.sent != 1 && c.sent != 3 && (c.sent != 12 || status != http.StatusBadRequest) {
			t.Errorf("sent %d times", c.sent)
		}
		if err != nil {
			text := err.Error()
			if KindOf(err) == "" || con.URL.Reveal() != "" || !utf8.ValidString(text) || strings.ContainsFunc(text, unicode.IsControl) {
				t.Errorf("%d %q gives %q", status, body, text)
			}
			checkLeaks(t, err)
			return
		}
		u, err := url.Parse(con.URL.Reveal())
		if err != nil {
			t.Fatal(err)
		}
		q := u.Query()
		token := q.Get("SigninToken")
		if u.Scheme != "https" || u.Host != "eu-central-1.signin.aws.amazon.com" || u.Path != "/federation" || u.Fragment != "" || len(q) != 4 || len(q["SigninToken"]) != 1 {
			t.Errorf("%q gives an address of %s, path %s, %d values", body, u.Host, u.Path, len(q))
		}
		if token == "" || len(token) > maxToken || strings.ContainsFunc(token, func(r rune) bool { return unicode.IsControl(r) || unicode.IsSpace(r) }) {
			t.Errorf("%q gives the token %q", body, token)
		}
		var want map[string]any
		if json.Unmarshal(body, &want) != nil || want["SigninToken"] != token || status != http.StatusOK {
			t.Errorf("%d %q gives the token %q", status, body, token)
		}
	})
}

func FuzzClean(f *testing.F) {
	for _, s := range []string{"", "a\nb", "\u202eabc", "\xff", strings.Repeat("é", 400), "a\x00\x1b[0m"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got := clean(s, 50)
		if utf8.RuneCountInString(got) > 50 || !utf8.ValidString(got) || strings.ContainsFunc(got, func(r rune) bool { return unicode.IsControl(r) || unicode.Is(unicode.Cf, r) }) {
			t.Errorf("%q gives %q", s, got)
		}
		if again := clean(got, 50); again != got {
			t.Errorf("%q, then %q", got, again)
		}
	})
}
