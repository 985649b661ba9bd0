package demo

import (
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/sts"
	"github.com/aws/aws-sdk-go-v2/service/sts/types"
	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

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

// rig is a server with a client for it.
type rig struct {
	*Server
	t    *testing.T
	http *http.Client // follows no redirect, keeps cookies
}

func start(t *testing.T, o Options) *rig {
	t.Helper()
	s, err := Start(o)
	if err != nil {
		t.Fatal(err)
	}
	jar, _ := cookiejar.New(nil)
	transport := &http.Transport{}
	t.Cleanup(func() {
		transport.CloseIdleConnections()
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return &rig{Server: s, t: t, http: &http.Client{
		Transport: transport, Jar: jar, Timeout: 10 * time.Second,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}}
}

// sts is the SDK's client, signing with the given keys.
func (r *rig) sts(id, secret, token string, change ...func(*sts.Options)) *sts.Client {
	o := sts.Options{
		Region: "eu-west-1", BaseEndpoint: aws.String(r.STSEndpoint()), HTTPClient: r.http, RetryMaxAttempts: 1,
		Credentials: aws.CredentialsProviderFunc(func(context.Context) (aws.Credentials, error) {
			return aws.Credentials{AccessKeyID: id, SecretAccessKey: secret, SessionToken: token}, nil
		}),
	}
	return sts.New(o, change...)
}

func (r *rig) maya(change ...func(*sts.Options)) *sts.Client {
	k := r.Keys()[0]
	return r.sts(string(k.AccessKeyID), string(k.SecretKey), string(k.Token), change...)
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
		address = r.SigninEndpoint() + address
	}
	return r.do(http.NewRequestWithContext(r.t.Context(), http.MethodGet, address, nil))
}

func (r *rig) post(path string, form url.Values) answer {
	r.t.Helper()
	req, err := http.NewRequestWithContext(r.t.Context(), http.MethodPost, r.SigninEndpoint()+path, strings.NewReader(form.Encode()))
	if err == nil {
		req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
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
	return r.SigninEndpoint() + "/federation?" + url.Values{
		"Action": {"login"}, "Issuer": {"halfday"}, "Destination": {destination}, "SigninToken": {token.SigninToken},
	}.Encode()
}

func TestTheWholeWay(t *testing.T) {
	r := start(t, Options{})
	cred := r.assume(r.maya(), dev("123456"))
	login := r.loginURL(cred, "43200", "https://ap-northeast-1.console.aws.amazon.com/console/home?region=ap-northeast-1")
	a := r.get(login)
	if got, want := a.status, http.StatusFound; got != want {
		t.Fatalf("status %d, want %d: %s", got, want, a.body)
	}
	a = r.get(a.header.Get("Location"))
	for _, want := range []string{
		"<title>atlas-dev | 1111-2222-3333 | Halfday demo console</title>", "It is not AWS",
		`<dd id="region">ap-northeast-1</dd>`, `<dd id="who">halfday-maya</dd>`, ">12:00:00<",
	} {
		if !strings.Contains(a.body, want) {
			t.Errorf("the page lacks %q", want)
		}
	}

	k := r.Keys()[0]
	secrets := strings.Join(r.Secrets(), "\n") + "\n"
	for _, want := range []string{
		string(k.AccessKeyID), string(k.SecretKey), "123456", *cred.AccessKeyId, *cred.SecretAccessKey, *cred.SessionToken, login,
	} {
		if !strings.Contains(secrets, want+"\n") {
			t.Errorf("Secrets lacks one of %d characters", len(want))
		}
	}

	var got []string
	for _, e := range r.Requests() {
		got = append(got, strings.Join([]string{e.Method, e.Service, e.Action, e.RoleARN, string(e.TokenCode), e.DurationSeconds, e.SessionDuration, e.Region}, " "))
		if e.Status != 200 && e.Action != "login" {
			t.Errorf("%s: status %d", e.Action, e.Status)
		}
	}
	want := []string{
		"POST sts AssumeRole " + devARN + " 123456   eu-west-1",
		"POST signin getSigninToken    43200 ",
		"GET signin login     ",
		"GET console      ",
	}
	if len(got) != len(want) {
		t.Fatalf("got %q", got)
	}
	for i := range want {
		if strings.TrimSpace(got[i]) != strings.TrimSpace(want[i]) {
			t.Errorf("got %q, want %q", got[i], want[i])
		}
	}
	if e := r.Requests()[1]; string(e.AccessKeyID) != *cred.AccessKeyId {
		t.Error("the entry does not say whose credentials were traded")
	}
}

func TestEntriesAndKeysPrintWithoutSecrets(t *testing.T) {
	r := start(t, Options{})
	r.assume(r.maya(), dev("907165"))
	var log strings.Builder
	for _, v := range []any{r.Requests(), r.Keys()} {
		b, err := json.Marshal(v)
		if err != nil {
			t.Fatal(err)
		}
		log.Write(b)
		for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%d"} {
			log.WriteString(sprintf(verb, v))
		}
	}
	for _, secret := range r.Secrets() {
		if strings.Contains(log.String(), secret) || strings.Contains(log.String(), sprintf("%x", secret)) {
			t.Errorf("a secret of %d characters shows", len(secret))
		}
	}
	if !strings.Contains(log.String(), redacted) {
		t.Error("nothing was printed at all")
	}
}

func TestLatencyIsInjected(t *testing.T) {
	r := start(t, Options{Latency: 30 * time.Millisecond, ConnLatency: 60 * time.Millisecond})
	at := time.Now()
	r.assume(r.maya(), dev("123456"))
	if got := time.Since(at); got < 90*time.Millisecond {
		t.Errorf("a new connection answered after %v", got)
	}
	at = time.Now()
	r.assume(r.maya(), dev("123457"))
	if got := time.Since(at); got < 30*time.Millisecond {
		t.Errorf("a warm connection answered after %v", got)
	}
	if a, b := r.Requests()[0].Conn, r.Requests()[1].Conn; a != 1 || b != 1 {
		t.Errorf("connections %d and %d, want one for both", a, b)
	}
}

func TestHTTPS(t *testing.T) {
	cert, ca, err := NewCertificate("127.0.0.1", "sts.eu-west-1.amazonaws.com")
	if err != nil {
		t.Fatal(err)
	}
	r := start(t, Options{TLS: serverTLS(cert)})
	if !strings.HasPrefix(r.STSEndpoint(), "https://127.0.0.1:") {
		t.Fatal(r.STSEndpoint())
	}
	if _, err := r.maya().GetCallerIdentity(t.Context(), nil); err == nil || !strings.Contains(err.Error(), "certificate") {
		t.Errorf("an unknown certificate was trusted: %v", err)
	}
	r.http.Transport.(*http.Transport).TLSClientConfig = clientTLS(ca, "")
	out, err := r.maya().GetCallerIdentity(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	if got, want := *out.Arn, "arn:aws:iam::123456789012:user/maya"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	// A client that believes to speak to AWS itself is served as well.
	out, err = r.maya(func(o *sts.Options) {
		o.BaseEndpoint = nil
		o.HTTPClient = &http.Client{Transport: &http.Transport{
			DisableKeepAlives: true, TLSClientConfig: clientTLS(ca, "sts.eu-west-1.amazonaws.com"), DialContext: dialTo(r.Server),
		}}
	}).GetCallerIdentity(t.Context(), nil)
	if err != nil || *out.Account != "123456789012" {
		t.Errorf("as AWS's own host: %v", err)
	}
}

func TestCloseEndsWhatIsUnderWay(t *testing.T) {
	for _, kind := range []FaultKind{FaultSilence, FaultDrip, FaultHuge, FaultNone} {
		t.Run(string("fault "+kind), func(t *testing.T) {
			asked := make(chan bool)
			o := Options{Fault: func(e Entry) Fault {
				if e.Service == ServiceSTS {
					close(asked)
				}
				return Fault{Kind: kind, Size: 1 << 40}
			}}
			if kind == FaultNone {
				o.Latency = time.Hour
			}
			r := start(t, o)
			failed := make(chan error)
			go func() {
				_, err := r.maya().AssumeRole(context.Background(), dev("123456"))
				failed <- err
			}()
			<-asked
			at := time.Now()
			if err := r.Close(); err != nil {
				t.Error(err)
			}
			if err := <-failed; err == nil {
				t.Error("an answer came")
			}
			if got := time.Since(at); got > 2*time.Second {
				t.Errorf("Close took %v", got)
			}
		})
	}
}

// TestAskersWhoLeave: what arrived is on record also where nobody waited.
func TestAskersWhoLeave(t *testing.T) {
	r := start(t, Options{Latency: 100 * time.Millisecond})
	maya := r.maya(func(o *sts.Options) {
		o.HTTPClient = &http.Client{Transport: r.http.Transport, Timeout: 20 * time.Millisecond}
	})
	if _, err := maya.AssumeRole(t.Context(), dev("123456")); err == nil {
		t.Error("an answer came")
	}
	if err := r.Close(); err != nil {
		t.Error(err)
	}
	if e := r.Requests(); len(e) != 1 || e[0].TokenCode != "123456" || e[0].Status != 0 {
		t.Errorf("got %+v", e)
	}
}

func TestCloseTwiceAndIdleConnections(t *testing.T) {
	r := start(t, Options{})
	for range 3 {
		c, err := dialTo(r.Server)(t.Context(), "tcp", "")
		if err != nil {
			t.Fatal(err)
		}
		defer c.Close()
	}
	var closing sync.WaitGroup
	for range 3 {
		closing.Go(func() {
			if err := r.Close(); err != nil {
				t.Error(err)
			}
		})
	}
	closing.Wait()
}
