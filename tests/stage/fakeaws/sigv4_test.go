package demo

import (
	"io"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	v4 "github.com/aws/aws-sdk-go-v2/aws/signer/v4"
	"github.com/aws/aws-sdk-go-v2/service/sts"
)

// TestAWSsOwnExamples takes the signatures that AWS publishes in its test
// suite for Signature Version 4.
func TestAWSsOwnExamples(t *testing.T) {
	const secret = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"
	const scope = "AKIDEXAMPLE00000/20150830/us-east-1/service/aws4_request"
	for name, test := range map[string]struct {
		method, path, body, signed, signature string
	}{
		"get-vanilla":                      {"GET", "/", "", "host;x-amz-date", "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31"},
		"get-vanilla-query-order-key-case": {"GET", "/?Param2=value2&Param1=value1", "", "host;x-amz-date", "b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500"},
		"post-x-www-form-urlencoded":       {"POST", "/", "Param1=value1", "content-type;host;x-amz-date", "ff11897932ad3f4e8b18135d722051e5ac45fc38421b1da7b9d196a0fe09473a"},
	} {
		r := httptest.NewRequest(test.method, "http://example.amazonaws.com"+test.path, nil)
		r.Header.Set("X-Amz-Date", "20150830T123600Z")
		if test.body != "" {
			r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		}
		a, e := parseAuthorization(algorithm + " Credential=" + scope + ", SignedHeaders=" + test.signed + ", Signature=" + test.signature)
		if e != nil {
			t.Fatal(e.message)
		}
		if !a.valid(r, []byte(test.body), secret) {
			t.Errorf("%s: the signature was refused", name)
		}
		if a.valid(r, []byte(test.body), secret+"x") || a.valid(r, []byte(test.body+"x"), secret) {
			t.Errorf("%s: a wrong secret or body was taken", name)
		}
	}
}

// signed makes a POST to STS, signed by the SDK's signer with maya's keys.
func (r *rig) signed(body string, at ...time.Time) *http.Request {
	r.t.Helper()
	k := r.Keys()[0]
	return r.signedBy(aws.Credentials{AccessKeyID: k.AccessKeyID, SecretAccessKey: k.SecretKey, SessionToken: k.Token}, "sts", "eu-west-1", body, at...)
}

func (r *rig) signedBy(c aws.Credentials, service, region, body string, at ...time.Time) *http.Request {
	r.t.Helper()
	req, err := http.NewRequestWithContext(r.t.Context(), http.MethodPost, r.base+"/sts/", strings.NewReader(body))
	if err != nil {
		r.t.Fatal(err)
	}
	req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	when := time.Now()
	if len(at) > 0 {
		when = at[0]
	}
	if err := v4.NewSigner().SignHTTP(r.t.Context(), c, req, digest([]byte(body)), service, region, when); err != nil {
		r.t.Fatal(err)
	}
	return req
}

const identity = "Action=GetCallerIdentity&Version=2011-06-15"

var errorCodes = regexp.MustCompile(`<Code>(.*)</Code>`)

func errorCode(a answer) string {
	if m := errorCodes.FindStringSubmatch(a.body); m != nil {
		return m[1]
	}
	return "none"
}

func TestTamperedRequests(t *testing.T) {
	const mismatch = "SignatureDoesNotMatch"
	edit := func(name, old, new string) func(*http.Request) {
		return func(r *http.Request) { r.Header.Set(name, strings.Replace(r.Header.Get(name), old, new, 1)) }
	}
	for name, test := range map[string]struct {
		tamper func(*http.Request)
		want   string
	}{
		"nothing":           {func(*http.Request) {}, "none"},
		"an unsigned extra": {func(r *http.Request) { r.Header.Set("X-Other", "1") }, "none"},
		"body": {func(r *http.Request) {
			r.Body = io.NopCloser(strings.NewReader(strings.Replace(identity, "2011", "2012", 1)))
		}, mismatch},
		"query":                {func(r *http.Request) { r.URL.RawQuery = "a=b" }, mismatch},
		"path":                 {func(r *http.Request) { r.URL.Path = "/sts" }, mismatch},
		"host":                 {func(r *http.Request) { r.Host = "sts.amazonaws.com" }, mismatch},
		"content type":         {func(r *http.Request) { r.Header.Add("Content-Type", "text/plain") }, mismatch},
		"region":               {edit("Authorization", "eu-west-1", "eu-west-2"), mismatch},
		"no such region":       {edit("Authorization", "eu-west-1", "moon"), mismatch},
		"service":              {edit("Authorization", "/sts/", "/s3/"), mismatch},
		"signature":            {edit("Authorization", "Signature=", "Signature=0"), "IncompleteSignature"},
		"algorithm":            {edit("Authorization", "SHA256", "SHA1"), "IncompleteSignature"},
		"no signature":         {edit("Authorization", ", Signature", ", Sig"), "IncompleteSignature"},
		"no authorization":     {func(r *http.Request) { r.Header.Del("Authorization") }, "MissingAuthenticationToken"},
		"host not signed":      {edit("Authorization", ";host", ""), mismatch},
		"date not signed":      {edit("Authorization", ";x-amz-date", ""), mismatch},
		"type not signed":      {edit("Authorization", "content-type;", ""), mismatch},
		"unsigned amz header":  {func(r *http.Request) { r.Header.Set("X-Amz-Meta", "1") }, mismatch},
		"token for a user":     {func(r *http.Request) { r.Header.Set("X-Amz-Security-Token", "t") }, mismatch},
		"date moved":           {func(r *http.Request) { r.Header.Set("X-Amz-Date", time.Now().Add(time.Minute).UTC().Format(amzFormat)) }, mismatch},
		"no date":              {func(r *http.Request) { r.Header.Del("X-Amz-Date") }, "IncompleteSignature"},
		"another content hash": {func(r *http.Request) { r.Header.Set("X-Amz-Content-Sha256", digest(nil)) }, mismatch},
	} {
		t.Run(name, func(t *testing.T) {
			r := start(t, Options{})
			req := r.signed(identity)
			test.tamper(req)
			a := r.do(req, nil)
			if got := errorCode(a); got != test.want {
				t.Errorf("got %d %s, want %s", a.status, a.body, test.want)
			}
		})
	}
}

func TestWrongKeys(t *testing.T) {
	r := start(t, Options{})
	k := r.Keys()[0]
	id, secret := k.AccessKeyID, k.SecretKey
	role := r.assume(r.maya(), dev("123456"))
	for name, test := range map[string]struct {
		cred    aws.Credentials
		code    string
		message string
	}{
		"unknown":       {aws.Credentials{AccessKeyID: "AKIAIOSFODNN7EXAMPLE", SecretAccessKey: secret}, "InvalidClientTokenId", "The security token included in the request is invalid."},
		"secret":        {aws.Credentials{AccessKeyID: id, SecretAccessKey: secret[1:]}, "SignatureDoesNotMatch", errSignature.message},
		"user's token":  {aws.Credentials{AccessKeyID: id, SecretAccessKey: secret, SessionToken: "t"}, "InvalidClientTokenId", errUnknownKey.message},
		"no token":      {aws.Credentials{AccessKeyID: *role.AccessKeyId, SecretAccessKey: *role.SecretAccessKey}, "InvalidClientTokenId", errUnknownKey.message},
		"other's token": {aws.Credentials{AccessKeyID: *role.AccessKeyId, SecretAccessKey: *role.SecretAccessKey, SessionToken: *role.SessionToken + "A"}, "InvalidClientTokenId", errUnknownKey.message},
	} {
		_, err := r.sts(test.cred.AccessKeyID, test.cred.SecretAccessKey, test.cred.SessionToken).GetCallerIdentity(t.Context(), nil)
		if status, code, message := refusal(t, err); status != 403 || code != test.code || message != test.message {
			t.Errorf("%s: got %d %s %q", name, status, code, message)
		}
	}
}

func TestSkew(t *testing.T) {
	now := time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
	r := start(t, Options{Now: func() time.Time { return now }})
	for off, want := range map[time.Duration]string{
		-5 * time.Minute:             "",
		5 * time.Minute:              "",
		-5*time.Minute - time.Second: "Signature expired: 20260301T115459Z is now earlier than 20260301T115500Z (20260301T120000Z - 5 min.)",
		5*time.Minute + time.Second:  "Signature not yet current: 20260301T120501Z is still later than 20260301T120500Z (20260301T120000Z + 5 min.)",
	} {
		a := r.do(r.signed(identity, now.Add(off)), nil)
		if want == "" && a.status != 200 || want != "" && (a.status != 403 || errorCode(a) != "SignatureDoesNotMatch" || !strings.Contains(a.body, want)) {
			t.Errorf("%v: got %d %s", off, a.status, a.body)
		}
		if got, want := a.header.Get("Date"), "Sun, 01 Mar 2026 12:00:00 GMT"; got != want {
			t.Errorf("Date %q, want %q", got, want)
		}
	}
}

func TestPathsQueriesAndHosts(t *testing.T) {
	r := start(t, Options{})
	k := r.Keys()[0]
	for _, path := range []string{"", "/", "/sts", "/sts/"} {
		c := r.maya(func(o *sts.Options) { o.BaseEndpoint = aws.String(r.base + path) })
		if _, err := c.GetCallerIdentity(t.Context(), nil); err != nil {
			t.Errorf("%q: %v", path, err)
		}
	}
	// A query is signed too, whatever its order and its letters.
	req, _ := http.NewRequestWithContext(t.Context(), http.MethodPost, r.base+"/sts/?b=%C3%A9&a=x%20y&a=+&c", strings.NewReader(identity))
	req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	cred := aws.Credentials{AccessKeyID: k.AccessKeyID, SecretAccessKey: k.SecretKey}
	if err := v4.NewSigner().SignHTTP(t.Context(), cred, req, digest([]byte(identity)), "sts", "eu-west-1", time.Now()); err != nil {
		t.Fatal(err)
	}
	if a := r.do(req, nil); a.status != 200 {
		t.Errorf("with a query: %s", a.body)
	}
}
