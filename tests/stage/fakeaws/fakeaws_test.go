package fakeaws

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"encoding/json"
	"errors"
	"io"
	"net"
	"net/http"
	"net/url"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/credentials"
	"github.com/aws/aws-sdk-go-v2/service/sts"
	"github.com/aws/aws-sdk-go-v2/service/sts/types"
	"github.com/aws/smithy-go"
	smithyhttp "github.com/aws/smithy-go/transport/http"

	"halfday/demo"
)

// asker is a client of a stand-in, without retries and without redirects.
type asker struct {
	*Server
	t    *testing.T
	http *http.Client
}

func start(t *testing.T, o Options) asker {
	t.Helper()
	transport := &http.Transport{}
	t.Cleanup(transport.CloseIdleConnections)
	return asker{Start(t, o), t, &http.Client{Transport: transport, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}}
}

// once gives a fault to the first request of a service.
func once(service string, f Fault) func(Entry) Fault {
	var given atomic.Bool
	return func(e Entry) Fault {
		if e.Service == service && given.CompareAndSwap(false, true) {
			return f
		}
		return Fault{}
	}
}

// sts is a client that signs with the given keys.
func (a asker) sts(id, secret, token string) *sts.Client {
	return sts.New(sts.Options{
		Region: "eu-west-1", BaseEndpoint: aws.String(a.STSEndpoint()), HTTPClient: a.http, RetryMaxAttempts: 1,
		Credentials: credentials.NewStaticCredentialsProvider(id, secret, token),
	})
}

func (a asker) as(c *types.Credentials) *sts.Client {
	return a.sts(*c.AccessKeyId, *c.SecretAccessKey, *c.SessionToken)
}

func (a asker) assume(ctx context.Context) (*types.Credentials, error) {
	key, role := a.Keys()[0], a.Roles()[0]
	out, err := a.sts(key.AccessKeyID, key.SecretKey, "").AssumeRole(ctx, &sts.AssumeRoleInput{
		RoleArn: aws.String(role.ARN), RoleSessionName: aws.String("maya"), SerialNumber: aws.String(key.MFASerials[0]), TokenCode: aws.String("123456"),
	})
	if err != nil {
		return nil, err
	}
	return out.Credentials, nil
}

// do gives an answer that has been read.
func (a asker) do(method, address, contentType, body string, change ...func(*http.Request)) (status int, header http.Header, answer string) {
	a.t.Helper()
	if strings.HasPrefix(address, "/") {
		address = a.SigninEndpoint() + address
	}
	req, err := http.NewRequestWithContext(a.t.Context(), method, address, strings.NewReader(body))
	if err != nil {
		a.t.Fatal(err)
	}
	req.Header.Set("Content-Type", contentType)
	for _, f := range change {
		f(req)
	}
	resp, err := a.http.Do(req)
	if err != nil {
		a.t.Fatal(err)
	}
	defer resp.Body.Close()
	read, err := io.ReadAll(io.LimitReader(resp.Body, 1<<20))
	if err != nil {
		a.t.Fatal(err)
	}
	return resp.StatusCode, resp.Header, string(read)
}

const form = "application/x-www-form-urlencoded"

func sessionOf(c *types.Credentials) string {
	session, _ := json.Marshal(map[string]string{"sessionId": *c.AccessKeyId, "sessionKey": *c.SecretAccessKey, "sessionToken": *c.SessionToken})
	return string(session)
}

func (a asker) trade(c *types.Credentials) (status int, header http.Header, body string) {
	a.t.Helper()
	return a.do(http.MethodPost, "/federation", form, url.Values{"Action": {"getSigninToken"}, "Session": {sessionOf(c)}, "SessionDuration": {"3600"}}.Encode())
}

func TestSTS(t *testing.T) {
	for kind, want := range map[Kind]struct {
		status        int
		code, message string
	}{
		WrongCode:      {403, "AccessDenied", "invalid MFA one time pass code. "},
		AccessDenied:   {403, "AccessDenied", "User: arn:aws:iam::123456789012:user/maya is not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::111122223333:role/atlas-dev"},
		ExplicitDeny:   {403, "AccessDenied", " with an explicit deny in a service control policy"},
		RegionDisabled: {403, "RegionDisabledException", "STS is not activated in the requested region (eu-west-1)"},
		Throttled:      {400, "Throttling", "Rate exceeded"},
		Internal:       {500, "InternalFailure", "failed"},
		STS:            {418, "Teapot", "short and stout"},
		Skew:           {403, "SignatureDoesNotMatch", "Signature expired: "},
	} {
		a := start(t, Options{Fault: once(demo.ServiceSTS, Fault{Kind: kind, Status: 418, Code: "Teapot", Message: "short and stout", By: 10 * time.Minute})})
		_, err := a.assume(t.Context())
		api, _ := errors.AsType[smithy.APIError](err)
		resp, _ := errors.AsType[*smithyhttp.ResponseError](err)
		if api == nil || resp == nil || resp.HTTPStatusCode() != want.status || api.ErrorCode() != want.code || !strings.Contains(api.ErrorMessage(), want.message) {
			t.Errorf("%s: got %v", kind, err)
		}
		if _, err := a.assume(t.Context()); err != nil {
			t.Errorf("%s, then well again, the code not spent: %v", kind, err)
		}
	}
}

func TestSignin(t *testing.T) {
	for kind, want := range map[Kind]struct {
		status int
		text   string
	}{
		Opaque400:       {400, "Invalid credentials parameter"},
		RefuseDuration:  {400, "Invalid credentials parameter"},
		Throttled:       {429, "Too Many Requests"},
		BadJSON:         {200, `{"SigninToken":"AAAA`},
		ControlToken:    {200, `\u0000`},
		LongToken:       {200, strings.Repeat("A", 20000)},
		CaptiveHTML:     {200, "guest network"},
		CaptiveRedirect: {307, ""},
		Answer:          {299, "own words"},
		Drip:            {200, `{"SigninToken":"`},
		Huge:            {200, strings.Repeat(" ", 70000) + `{"SigninToken":"`},
	} {
		a := start(t, Options{Fault: once(demo.ServiceSignin, Fault{Kind: kind, Status: want.status, Body: "own words", Size: map[Kind]int{Huge: 70000}[kind], By: time.Nanosecond})})
		c, err := a.assume(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		status, header, body := a.trade(c)
		if status != want.status || !strings.Contains(body, want.text) {
			t.Errorf("%s: got %d %q", kind, status, body)
		}
		if kind == CaptiveRedirect && header.Get("Location") != a.SigninEndpoint()+PortalPath {
			t.Errorf("redirected to %q", header.Get("Location"))
		}
		if status, _, body = a.trade(c); status != 200 || body[0] != '{' {
			t.Errorf("%s, the second time: %d", kind, status)
		}
	}
}

func TestNetwork(t *testing.T) {
	for kind, spent := range map[Kind]bool{ResetBefore: false, ResetAfter: true} {
		a := start(t, Options{Fault: once(demo.ServiceSTS, Fault{Kind: kind})})
		if _, err := a.assume(t.Context()); !errors.Is(err, syscall.ECONNRESET) && !errors.Is(err, syscall.EPIPE) && !errors.Is(err, io.EOF) {
			t.Errorf("%s: %v", kind, err)
		}
		if _, err := a.assume(t.Context()); (err != nil) != spent {
			t.Errorf("%s: the same code again: %v", kind, err)
		}
	}
	a := start(t, Options{Fault: once(ServiceConnect, Fault{Kind: ResetConnect})})
	if _, err := a.assume(t.Context()); err == nil {
		t.Error("the connection was not reset")
	}
	if _, err := a.assume(t.Context()); err != nil {
		t.Errorf("the second connection: %v", err)
	}
}

// What is silent is so until somebody leaves; Delay and faults are by request.
func TestSilence(t *testing.T) {
	for name, o := range map[string]Options{
		"after the request": {Fault: once(demo.ServiceSTS, Fault{Kind: Silence})},
		"from the start":    {Fault: once(ServiceConnect, Fault{Kind: SilentConnect})},
		"for an hour":       {Delay: func(Entry) time.Duration { return time.Hour }},
	} {
		a := start(t, o)
		ctx, leave := context.WithCancel(t.Context())
		failed := make(chan error)
		go func() { _, err := a.assume(ctx); failed <- err }()
		select {
		case err := <-failed:
			t.Errorf("%s: %v", name, err)
		case <-time.After(100 * time.Millisecond):
		}
		leave()
		if err := <-failed; err == nil {
			t.Errorf("%s: an answer came", name)
		}
	}
}

func TestCloseEndsWhatIsUnderWay(t *testing.T) {
	for _, kind := range []Kind{Silence, Drip, Huge, SilentConnect} {
		asked := make(chan bool, 10)
		a := start(t, Options{Fault: func(Entry) Fault {
			asked <- true
			return Fault{Kind: kind, Size: 1 << 40, By: time.Hour}
		}})
		failed := make(chan error)
		go func() { _, err := a.assume(context.Background()); failed <- err }()
		<-asked
		a.Close()
		if err := <-failed; err == nil {
			t.Errorf("%s: an answer came", kind)
		}
	}
}

func TestHTTPS(t *testing.T) {
	cert, ca, err := NewCertificate("127.0.0.1", "sts.eu-west-1.amazonaws.com")
	if err != nil {
		t.Fatal(err)
	}
	a := start(t, Options{TLS: &tls.Config{Certificates: []tls.Certificate{cert}, MinVersion: tls.VersionTLS12}})
	if !strings.HasPrefix(a.STSEndpoint(), "https://127.0.0.1:") {
		t.Fatal(a.STSEndpoint())
	}
	if _, err := a.assume(t.Context()); err == nil || !strings.Contains(err.Error(), "certificate") {
		t.Errorf("an unknown certificate was trusted: %v", err)
	}
	pool := x509.NewCertPool()
	pool.AppendCertsFromPEM(ca)
	transport := a.http.Transport.(*http.Transport)
	transport.TLSClientConfig = &tls.Config{RootCAs: pool, MinVersion: tls.VersionTLS12}
	if _, err := a.assume(t.Context()); err != nil {
		t.Error(err)
	}
	// A client that believes to speak to AWS itself is served as well.
	address := strings.TrimPrefix(a.SigninEndpoint(), "https://")
	transport.CloseIdleConnections()
	transport.DialContext = func(ctx context.Context, _, _ string) (net.Conn, error) {
		return new(net.Dialer).DialContext(ctx, "tcp", address)
	}
	resp, err := a.http.Get("https://sts.eu-west-1.amazonaws.com/")
	if err != nil {
		t.Fatal(err)
	}
	resp.Body.Close()
	if e := a.Requests(); e[len(e)-1].Service != demo.ServiceSTS {
		t.Errorf("got %+v", e[len(e)-1])
	}
}
