package demo

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/sts"
	"github.com/aws/aws-sdk-go-v2/service/sts/types"
)

// clock is a server's clock that a test sets.
type clock struct {
	mu  sync.Mutex
	now time.Time
}

func (c *clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *clock) add(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
}

const (
	devARN     = "arn:aws:iam::111122223333:role/atlas-dev"
	prodARN    = "arn:aws:iam::444455556666:role/atlas-prod-readonly"
	billingARN = "arn:aws:iam::777788889999:role/finance/billing-audit"
	mayaMFA    = "arn:aws:iam::123456789012:mfa/maya"
	awsConsole = "https://us-east-1.console.aws.amazon.com/console/home?region=us-east-1"
)

// rig is a server that runs, with a client for it.
type rig struct {
	*Server
	base string
	t    *testing.T
	http *http.Client // follows no redirect, keeps cookies
}

func start(t *testing.T, o Options) *rig {
	t.Helper()
	s := New(o)
	server := httptest.NewServer(s)
	jar, _ := cookiejar.New(nil)
	transport := &http.Transport{}
	t.Cleanup(func() {
		transport.CloseIdleConnections()
		server.Close()
	})
	return &rig{Server: s, base: server.URL, t: t, http: &http.Client{
		Transport: transport, Jar: jar, Timeout: 10 * time.Second,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}}
}

// ownBody sends each request with a body of its own. The SDK closes the one it
// made when the answer begins; where net/http has not yet seen its end, it then
// takes the request for broken, and closes the connection under the answer.
type ownBody struct{ *http.Client }

func (c ownBody) Do(req *http.Request) (*http.Response, error) {
	body, err := io.ReadAll(req.Body)
	if err != nil {
		return nil, err
	}
	req = req.Clone(req.Context())
	req.Body = io.NopCloser(bytes.NewReader(body))
	return c.Client.Do(req)
}

// sts is the SDK's client, signing with the given keys.
func (r *rig) sts(id, secret, token string) *sts.Client {
	return sts.New(sts.Options{
		Region: "eu-west-1", BaseEndpoint: aws.String(r.base + "/sts"), HTTPClient: ownBody{r.http}, RetryMaxAttempts: 1,
		Credentials: aws.CredentialsProviderFunc(func(context.Context) (aws.Credentials, error) {
			return aws.Credentials{AccessKeyID: id, SecretAccessKey: secret, SessionToken: token}, nil
		}),
	})
}

func (r *rig) maya() *sts.Client {
	k := r.Keys()[0]
	return r.sts(k.AccessKeyID, k.SecretKey, k.Token)
}

func (r *rig) as(c *types.Credentials) *sts.Client {
	return r.sts(*c.AccessKeyId, *c.SecretAccessKey, *c.SessionToken)
}

// dev is a good request for atlas-dev.
func dev(code string) *sts.AssumeRoleInput {
	return &sts.AssumeRoleInput{
		RoleArn: aws.String(devARN), RoleSessionName: aws.String("halfday-maya"),
		SerialNumber: aws.String(mayaMFA), TokenCode: aws.String(code),
	}
}

func (r *rig) assume(c *sts.Client, in *sts.AssumeRoleInput) *types.Credentials {
	r.t.Helper()
	out, err := c.AssumeRole(r.t.Context(), in)
	if err != nil {
		r.t.Fatal(err)
	}
	return out.Credentials
}

// answer is a response that has been read.
type answer struct {
	status int
	header http.Header
	body   string
}

func (r *rig) do(req *http.Request, err error) answer {
	r.t.Helper()
	if err != nil {
		r.t.Fatal(err)
	}
	resp, err := r.http.Do(req)
	if err != nil {
		r.t.Fatal(err)
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(io.LimitReader(resp.Body, 1<<20))
	if err != nil {
		r.t.Fatal(err)
	}
	return answer{resp.StatusCode, resp.Header, string(body)}
}

func (r *rig) get(address string) answer {
	r.t.Helper()
	if strings.HasPrefix(address, "/") {
		address = r.base + address
	}
	return r.do(http.NewRequestWithContext(r.t.Context(), http.MethodGet, address, nil))
}

func (r *rig) post(path string, form url.Values) answer {
	r.t.Helper()
	return r.ask(path, "", form)
}

// ask asks a service in the name of an access key.
func (r *rig) ask(path, keyID string, form url.Values) answer {
	r.t.Helper()
	req, err := http.NewRequestWithContext(r.t.Context(), http.MethodPost, r.base+path, strings.NewReader(form.Encode()))
	if err == nil {
		req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		req.Header.Set("Authorization", "AWS4-HMAC-SHA256 Credential="+keyID+"/20260301/us-east-1/iam/aws4_request")
	}
	return r.do(req, err)
}

func sessionParameter(c *types.Credentials) string {
	b, _ := json.Marshal(map[string]string{"sessionId": *c.AccessKeyId, "sessionKey": *c.SecretAccessKey, "sessionToken": *c.SessionToken})
	return string(b)
}

// trade asks for a sign-in token; duration may be empty.
func (r *rig) trade(c *types.Credentials, duration string) answer {
	r.t.Helper()
	form := url.Values{"Action": {"getSigninToken"}, "Session": {sessionParameter(c)}}
	if duration != "" {
		form.Set("SessionDuration", duration)
	}
	return r.post("/federation", form)
}

// loginURL signs in as far as the URL that a browser would get.
func (r *rig) loginURL(c *types.Credentials, duration, destination string) string {
	r.t.Helper()
	a := r.trade(c, duration)
	var token struct{ SigninToken string }
	if err := json.Unmarshal([]byte(a.body), &token); err != nil || token.SigninToken == "" {
		r.t.Fatalf("status %d, no sign-in token: %v", a.status, err)
	}
	return r.base + "/federation?" + url.Values{
		"Action": {"login"}, "Issuer": {"halfday"}, "Destination": {destination}, "SigninToken": {token.SigninToken},
	}.Encode()
}
