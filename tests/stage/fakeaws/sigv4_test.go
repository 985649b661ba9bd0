package fakeaws

import (
	"errors"
	"html"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	v4 "github.com/aws/aws-sdk-go-v2/aws/signer/v4"
	"github.com/aws/aws-sdk-go-v2/service/sts"
	"github.com/aws/aws-sdk-go-v2/service/sts/types"
	"github.com/aws/smithy-go"
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
			t.Fatal(e.Message)
		}
		if !a.valid(r, []byte(test.body), secret) {
			t.Errorf("%s: the signature was refused", name)
		}
		if a.valid(r, []byte(test.body), secret+"x") || a.valid(r, []byte(test.body+"x"), secret) {
			t.Errorf("%s: a wrong secret or body was taken", name)
		}
	}
}

// signed asks STS, or another service, in a form that the SDK's signer signs with
// maya's keys, at a time. change makes another request of it.
func (a asker) signed(service, body string, at time.Time, change func(*http.Request)) (code string, header http.Header, answer string) {
	a.t.Helper()
	k := a.Keys()[0]
	_, header, answer = a.do(http.MethodPost, "/"+service+"/", form, body, func(r *http.Request) {
		r.URL.RawQuery = "b=%C3%A9&a=x%20y&a=+&c" // signed too, whatever its order and its letters
		c := aws.Credentials{AccessKeyID: k.AccessKeyID, SecretAccessKey: k.SecretKey}
		if err := v4.NewSigner().SignHTTP(a.t.Context(), c, r, digest([]byte(body)), service, "eu-west-1", at); err != nil {
			a.t.Fatal(err)
		}
		change(r)
	})
	if m := errorCodes.FindStringSubmatch(answer); m != nil {
		return m[1], header, html.UnescapeString(answer)
	}
	return "none", header, answer
}

func asSigned(*http.Request) {}

const identity = "Action=GetCallerIdentity&Version=2011-06-15"

func TestTamperedRequests(t *testing.T) {
	const mismatch = "SignatureDoesNotMatch"
	edit := func(name, old, new string) func(*http.Request) {
		return func(r *http.Request) { r.Header.Set(name, strings.Replace(r.Header.Get(name), old, new, 1)) }
	}
	for name, test := range map[string]struct {
		tamper func(*http.Request)
		want   string
	}{
		"nothing":           {asSigned, "none"},
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
			if got, _, body := start(t, Options{}).signed("sts", identity, time.Now(), test.tamper); got != test.want {
				t.Errorf("got %s, want %s", body, test.want)
			}
		})
	}
}

// The secret of each key counts, and of what a role and a session gave.
func TestWrongSecrets(t *testing.T) {
	a := start(t, Options{})
	key := a.Keys()[0]
	role, err := a.assume(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	session, err := a.sts(key.AccessKeyID, key.SecretKey, "").GetSessionToken(t.Context(), &sts.GetSessionTokenInput{})
	if err != nil {
		t.Fatal(err)
	}
	user := &types.Credentials{AccessKeyId: &key.AccessKeyID, SecretAccessKey: &key.SecretKey, SessionToken: aws.String("")}
	for name, c := range map[string]*types.Credentials{"user": user, "role": role, "session": session.Credentials} {
		if _, err := a.as(c).GetCallerIdentity(t.Context(), nil); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		_, err := a.sts(*c.AccessKeyId, (*c.SecretAccessKey)[1:], *c.SessionToken).GetCallerIdentity(t.Context(), nil)
		api, _ := errors.AsType[smithy.APIError](err)
		if api == nil || api.ErrorCode() != "SignatureDoesNotMatch" || api.ErrorMessage() != stsErrors[WrongSecret].Message {
			t.Errorf("%s: got %v", name, err)
		}
	}
	for _, e := range a.Requests() {
		if (e.Code == "") != (e.Status == 200) || e.Status == 0 {
			t.Errorf("on record: %d %s", e.Status, e.Code)
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
		code, header, body := r.signed("sts", identity, now.Add(off), asSigned)
		if want == "" && code != "none" || want != "" && (code != "SignatureDoesNotMatch" || !strings.Contains(body, want)) {
			t.Errorf("%v: got %s", off, body)
		}
		if got, want := header.Get("Date"), "Sun, 01 Mar 2026 12:00:00 GMT"; got != want {
			t.Errorf("Date %q, want %q", got, want)
		}
	}
}
