package federation

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"

	"halfday/roles"
)

func TestMain(m *testing.M) {
	// Nothing of the machine's own settings may reach a test.
	for _, kv := range os.Environ() {
		name, _, _ := strings.Cut(kv, "=")
		if strings.HasPrefix(name, "AWS_") || strings.HasSuffix(strings.ToUpper(name), "_PROXY") {
			os.Unsetenv(name)
		}
	}
	goleak.VerifyTestMain(m)
}

// The secrets of the tests: none of them can occur by chance.
const (
	baseKey     = "AKIAPLANTEDBASE00001"
	baseSecret  = "plantedSecret/base+key/zQ81kd02"
	baseToken   = "plantedSessionToken//base==7hq2"
	theCode     = "918273"
	theToken    = "plantedSignInToken-0Zk3_9qLm"
	roleARN     = "arn:aws:iam::222222222222:role/admin"
	hopARN      = "arn:aws:iam::111111111111:role/hop"
	mfaARN      = "arn:aws:iam::111111111111:mfa/phone"
	accountUser = "arn:aws:iam::111111111111:user/x"
)

// roleSecret is the secret key that fakeAWS gives for the n-th AssumeRole.
func roleSecret(n int) string { return fmt.Sprintf("plantedRoleSecret/%d+xW5/pp", n) }
func roleToken(n int) string  { return fmt.Sprintf("plantedRoleToken//%d==kd93", n) }
func roleKey(n int) string    { return fmt.Sprintf("ASIAPLANTEDROLE%05d", n) }

// call is a request that fakeAWS got.
type call struct {
	method, path string
	key, scope   string // the access key that signed, and the region and the service that it signed for
	form         url.Values
}

// fakeAWS stands in for STS and for the sign-in host.
type fakeAWS struct {
	*httptest.Server
	sts    http.HandlerFunc // in place of the good answer, where set
	signIn http.HandlerFunc

	mu    sync.Mutex
	calls []call
}

func newFakeAWS(t *testing.T, sts, signIn http.HandlerFunc) *fakeAWS {
	t.Helper()
	f := &fakeAWS{sts: sts, signIn: signIn}
	f.Server = httptest.NewUnstartedServer(http.HandlerFunc(f.serve))
	f.Config.ErrorLog = discardLog()
	f.Start()
	t.Cleanup(f.stop)
	return f
}

func (f *fakeAWS) stop() {
	f.CloseClientConnections()
	f.Close()
}

func (f *fakeAWS) serve(w http.ResponseWriter, r *http.Request) {
	if err := r.ParseForm(); err != nil {
		http.Error(w, "form", 400)
		return
	}
	c := call{method: r.Method, path: r.URL.Path, form: r.Form}
	if _, rest, ok := strings.Cut(r.Header.Get("Authorization"), "Credential="); ok {
		parts := strings.SplitN(rest, "/", 5) // key, day, region, service, what follows
		c.key, c.scope = parts[0], strings.Join(parts[2:4], "/")
	}
	f.mu.Lock()
	f.calls = append(f.calls, c)
	n := len(f.calls)
	f.mu.Unlock()
	switch {
	case r.URL.Path == "/federation" && f.signIn != nil:
		f.signIn(w, r)
	case r.URL.Path == "/federation":
		fmt.Fprintf(w, `{"SigninToken":%q}`, theToken)
	case f.sts != nil:
		f.sts(w, r)
	default:
		goodSTS(w, r, n)
	}
}

func goodSTS(w http.ResponseWriter, r *http.Request, n int) {
	seconds := 3600
	fmt.Sscan(r.Form.Get("DurationSeconds"), &seconds)
	w.Header().Set("Content-Type", "text/xml")
	fmt.Fprintf(w, `<AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult><Credentials>`+
		`<AccessKeyId>%s</AccessKeyId><SecretAccessKey>%s</SecretAccessKey><SessionToken>%s</SessionToken><Expiration>%s</Expiration>`+
		`</Credentials></AssumeRoleResult></AssumeRoleResponse>`,
		roleKey(n), roleSecret(n), roleToken(n), time.Now().Add(time.Duration(seconds)*time.Second).UTC().Format(time.RFC3339))
}

// all gives the requests so far, those to STS and those to the sign-in host.
func (f *fakeAWS) all() (sts, signIn []call) {
	f.mu.Lock()
	defer f.mu.Unlock()
	for _, c := range f.calls {
		if c.path == "/federation" {
			signIn = append(signIn, c)
		} else {
			sts = append(sts, c)
		}
	}
	return sts, signIn
}

// stsError answers with an error as STS writes it.
func stsError(status int, code, message string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/xml")
		w.WriteHeader(status)
		fmt.Fprintf(w, `<ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><Error><Type>Sender</Type><Code>%s</Code><Message>%s</Message></Error><RequestId>1</RequestId></ErrorResponse>`, code, message)
	}
}

// files writes AWS files and gives options that name them.
func awsFiles(t *testing.T, config, credentials string) Options {
	t.Helper()
	dir := t.TempDir()
	o := Options{ConfigFile: filepath.Join(dir, "config"), CredentialsFile: filepath.Join(dir, "credentials"), UserName: "ann"}
	for path, text := range map[string]string{o.ConfigFile: config, o.CredentialsFile: credentials} {
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return o
}

const plainConfig = `[profile base]
region = eu-west-1
[profile admin]
role_arn = ` + roleARN + `
source_profile = base
mfa_serial = ` + mfaARN + `
region = eu-central-1
`

const plainCredentials = `[base]
aws_access_key_id = ` + baseKey + `
aws_secret_access_key = ` + baseSecret + `
`

func adminRole() roles.Role {
	return roles.Role{
		Profile: "admin", Partition: "aws", Region: "eu-central-1", MFASerial: mfaARN,
		Base: roles.Base{Profile: "base", Kind: roles.BaseStatic},
		Hops: []roles.Hop{{Profile: "admin", RoleARN: roleARN}},
	}
}

// load is Load against f, with short pauses, closed at the end of the test.
func load(t *testing.T, f *fakeAWS, role roles.Role, opts Options) *SignIn {
	t.Helper()
	t.Setenv("AWS_ENDPOINT_URL_STS", f.URL)
	opts.SigninEndpoint = f.URL
	s, err := Load(t.Context(), role, opts)
	if err != nil {
		t.Fatal(err)
	}
	s.backoff = []time.Duration{time.Millisecond, time.Millisecond}
	t.Cleanup(s.Close)
	return s
}

// plain is a sign-in to the plain role.
func plain(t *testing.T, f *fakeAWS) *SignIn {
	t.Helper()
	return load(t, f, adminRole(), awsFiles(t, plainConfig, plainCredentials))
}

// failed gives the *Error in err.
func failed(t *testing.T, err error) *Error {
	t.Helper()
	e, ok := errors.AsType[*Error](err)
	if !ok {
		t.Fatalf("got %v, want an *Error", err)
	}
	return e
}

// sessionOf reads the Session of a getSigninToken.
func sessionOf(t *testing.T, form url.Values) map[string]string {
	t.Helper()
	m := map[string]string{}
	if err := json.Unmarshal([]byte(form.Get("Session")), &m); err != nil {
		t.Fatal(err)
	}
	return m
}

// hijack takes the connection away from the server.
func hijack(t *testing.T, w http.ResponseWriter) net.Conn {
	c, _, err := w.(http.Hijacker).Hijack()
	if err != nil {
		t.Error(err)
	}
	return c
}

// reset ends a connection the rude way.
func reset(c net.Conn) {
	if t, ok := c.(*net.TCPConn); ok {
		t.SetLinger(0)
	}
	c.Close()
}

func drain(r io.Reader) { io.Copy(io.Discard, r) }

func background(t *testing.T) context.Context {
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	t.Cleanup(cancel)
	return ctx
}

func contextCanceled() (context.Context, context.CancelFunc) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	return ctx, cancel
}

func contextCancel(t *testing.T) (context.Context, context.CancelFunc) {
	return context.WithCancel(background(t))
}

func contextTimeout(t *testing.T, d time.Duration) (context.Context, context.CancelFunc) {
	return context.WithTimeout(t.Context(), d)
}
