package federation

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/aws/aws-sdk-go-v2/aws"
)

// canned is a transport with one answer.
type canned struct {
	status int
	body   []byte
	sent   int
}

func (c *canned) RoundTrip(r *http.Request) (*http.Response, error) {
	c.sent++
	return &http.Response{StatusCode: c.status, Header: http.Header{}, Body: io.NopCloser(bytes.NewReader(c.body)), Request: r}, nil
}

// FuzzSTSError: whatever answers in the place of STS, the error has a kind and
// a printable text without the secrets that were sent.
func FuzzSTSError(f *testing.F) {
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
		wire := *s.wire
		c := &canned{status: status, body: body}
		wire.send = c
		try := &SignIn{role: s.role, opts: s.opts, partition: s.partition, ctx: s.ctx, client: s.client, wire: &wire, region: "us-east-1"}
		in := try.input(try.role.Hops[0], false)
		in.TokenCode, in.SerialNumber = aws.String(theCode), aws.String(mfaARN)
		got, e := try.assumeIn(t.Context(), "us-east-1", aws.Credentials{AccessKeyID: baseKey, SecretAccessKey: baseSecret}, in)
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
