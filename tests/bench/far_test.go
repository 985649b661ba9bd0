//go:build bench && linux

package bench

import (
	"bufio"
	"crypto/tls"
	"crypto/x509"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"halfday/demo"
	"halfday/tests/stage/fakeaws"
)

// farAWS is a stand-in for AWS that is a round trip away: STS at one address,
// the sign-in host at another, both with TLS.
type farAWS struct {
	t            *testing.T
	server       *fakeaws.Server
	sts, signIn  string // addresses to connect to
	bundle       string // file of the certificate
	roots        *x509.CertPool
	config, keys string // AWS files with the roles
	codes        int
	log          chan asked
}

// asked is a request that the stand-in has answered.
type asked struct {
	action string
	at     int64
}

func startFarAWS(t *testing.T, roles int, roundTrip time.Duration) *farAWS {
	t.Helper()
	certificate, pem, err := fakeaws.NewCertificate("127.0.0.1")
	if err != nil {
		t.Fatal(err)
	}
	a := &farAWS{t: t, roots: x509.NewCertPool(), bundle: filepath.Join(t.TempDir(), "ca.pem"), log: make(chan asked, 1000)}
	a.roots.AppendCertsFromPEM(pem)
	if err := os.WriteFile(a.bundle, pem, 0o600); err != nil {
		t.Fatal(err)
	}
	var exist []demo.Role
	for i := range roles {
		exist = append(exist, demo.Role{
			Profile: roleName(i), ARN: fmt.Sprintf("arn:aws:iam::111122223333:role/%s", roleName(i)),
			Region: "eu-central-1", MFA: true,
		})
	}
	a.server = fakeaws.Start(t, fakeaws.Options{
		Roles: exist, TLS: &tls.Config{Certificates: []tls.Certificate{certificate}},
		Fault: func(e fakeaws.Entry) fakeaws.Fault { a.note(e); return fakeaws.Fault{} },
	})
	if a.config, a.keys, err = a.server.WriteFiles(t.TempDir()); err != nil {
		t.Fatal(err)
	}
	u, err := url.Parse(a.server.SigninEndpoint())
	if err != nil {
		t.Fatal(err)
	}
	a.sts, a.signIn = startDelay(t, u.Host, roundTrip), startDelay(t, u.Host, roundTrip)
	return a
}

// note keeps a request for await, where somebody waits.
func (a *farAWS) note(e fakeaws.Entry) {
	select {
	case a.log <- asked{e.Action, clock()}:
	default:
	}
}

// forget takes away what was asked so far.
func (a *farAWS) forget() {
	for len(a.log) > 0 {
		<-a.log
	}
}

// await waits for a request and tells when it was answered.
func (a *farAWS) await(action string) int64 {
	a.t.Helper()
	for late := time.After(benchPatience); ; {
		select {
		case got := <-a.log:
			if got.action == action {
				return got.at
			}
		case <-late:
			a.t.Fatalf("no %s after %v", action, benchPatience)
		}
	}
}

func roleName(i int) string { return fmt.Sprintf("bench-%d", i) }

// env makes a program use it.
func (a *farAWS) env() []string {
	return []string{
		"AWS_CONFIG_FILE=" + a.config, "AWS_SHARED_CREDENTIALS_FILE=" + a.keys, "AWS_CA_BUNDLE=" + a.bundle,
		"AWS_ENDPOINT_URL_STS=https://" + a.sts + "/sts", "HALFDAY_SIGNIN_ENDPOINT=https://" + a.signIn,
	}
}

// code is a code that was not used yet.
func (a *farAWS) code() string {
	a.codes++
	return fmt.Sprintf("%06d", a.codes)
}

// dial opens a connection as a program does that knows nothing better.
func (a *farAWS) dial(address string) *tls.Conn {
	a.t.Helper()
	c, err := tls.Dial("tcp4", address, &tls.Config{RootCAs: a.roots})
	if err != nil {
		a.t.Fatal(err)
	}
	return c
}

// twoRequests is what a sign-in cannot do without: a request to STS and then
// one to the sign-in host, on two connections that are open and were idle for
// the pause. What they ask for is refused, which takes as long. It gives the
// time of the first and that of both.
func (a *farAWS) twoRequests(pause time.Duration) (one, two time.Duration) {
	a.t.Helper()
	sts, signIn := a.dial(a.sts), a.dial(a.signIn)
	defer sts.Close()
	defer signIn.Close()
	time.Sleep(pause)
	began := clock()
	a.ask(sts, "https://"+a.sts+"/sts", http.StatusForbidden)
	one = between(began, clock())
	a.ask(signIn, "https://"+a.signIn+"/federation", http.StatusBadRequest)
	return one, between(began, clock())
}

func (a *farAWS) ask(c *tls.Conn, address string, want int) {
	a.t.Helper()
	req, err := http.NewRequest(http.MethodPost, address, strings.NewReader(strings.Repeat("x", 1000)))
	if err != nil {
		a.t.Fatal(err)
	}
	req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	if err := req.Write(c); err != nil {
		a.t.Fatal(err)
	}
	resp, err := http.ReadResponse(bufio.NewReader(c), req)
	if err != nil {
		a.t.Fatal(err)
	}
	defer resp.Body.Close()
	if _, err := io.Copy(io.Discard, resp.Body); err != nil {
		a.t.Fatal(err)
	}
	if resp.StatusCode != want {
		a.t.Fatalf("asking %s: got %s, want %d", address, resp.Status, want)
	}
}

// leadsToConsole opens a sign-in URL as a browser does, and makes sure that it
// is one, got by assuming the role.
func (a *farAWS) leadsToConsole(address, role string) {
	a.t.Helper()
	if console := a.redirect(address); !strings.Contains(console, "/console") {
		a.t.Fatalf("signing in to %s leads to %s", role, console)
	}
	requests := a.server.Requests()
	for i := len(requests) - 1; i >= 0; i-- {
		if r := requests[i]; r.Action == demo.ActionAssumeRole && r.Status == http.StatusOK {
			if !strings.HasSuffix(r.RoleARN, "/"+role) {
				a.t.Fatalf("assumed %s, want %s", r.RoleARN, role)
			}
			return
		}
	}
	a.t.Fatalf("nobody assumed %s", role)
}

// redirect fetches an address and tells where it leads to.
func (a *farAWS) redirect(address string) string {
	a.t.Helper()
	client := http.Client{
		Transport:     &http.Transport{TLSClientConfig: &tls.Config{RootCAs: a.roots}, DisableKeepAlives: true},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
		Timeout:       benchPatience,
	}
	resp, err := client.Get(address)
	if err != nil {
		a.t.Fatal(err)
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusFound {
		a.t.Fatalf("fetching a sign-in: got %s", resp.Status)
	}
	return resp.Header.Get("Location")
}
