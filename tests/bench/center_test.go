//go:build bench && linux

package bench

import (
	"crypto/tls"
	"crypto/x509"
	"fmt"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"halfday/demo"
	"halfday/roles"
	"halfday/tests/stage/fakeaws"
)

// startFarCenter is a farAWS with a role of Identity Center, whose portal is at
// an address of its own, too: that of STS, which has no part in it.
func startFarCenter(t *testing.T) *farAWS {
	t.Helper()
	certificate, pem, err := fakeaws.NewCertificate("127.0.0.1")
	if err != nil {
		t.Fatal(err)
	}
	a := &farAWS{t: t, roots: x509.NewCertPool(), bundle: filepath.Join(t.TempDir(), "ca.pem")}
	a.roots.AppendCertsFromPEM(pem)
	if err := os.WriteFile(a.bundle, pem, 0o600); err != nil {
		t.Fatal(err)
	}
	a.server = fakeaws.Start(t, fakeaws.Options{
		Roles: append(demo.DefaultRoles(), demo.CenterRoles()...), TLS: &tls.Config{Certificates: []tls.Certificate{certificate}},
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

// coldRequests is what a click with a valid token cannot do without, where
// nothing is known before it: connections to the portal and to the sign-in
// host, side by side, and a request over each, one after the other.
func (a *farAWS) coldRequests() time.Duration {
	a.t.Helper()
	began := clock()
	other := make(chan *tls.Conn, 1)
	go func() {
		c, err := tls.Dial("tcp4", a.signIn, &tls.Config{RootCAs: a.roots})
		if err != nil {
			c = nil
		}
		other <- c
	}()
	portal := a.dial(a.sts)
	defer portal.Close()
	a.ask(portal, "https://"+a.sts+"/sts", http.StatusForbidden)
	signIn := <-other
	if signIn == nil {
		a.t.Fatal("no connection to the sign-in host")
	}
	defer signIn.Close()
	a.ask(signIn, "https://"+a.signIn+"/federation", http.StatusBadRequest)
	return between(began, clock())
}

// handshakes is what TCP and TLS 1.3 take before the first request: nothing is
// known before the click, and the tray itself speaks to nobody.
const handshakes = 2 * roundTrip

// measureCenter clicks on a role of Identity Center whose session is signed in,
// until the browser has been told where the console is.
func measureCenter(t *testing.T, program string, s standins) []figure {
	aws := startFarCenter(t)
	const role = "atlas-shop"
	env := append(aws.env(), "AWS_ENDPOINT_URL_SSO=https://"+aws.sts+"/sso", "AWS_ENDPOINT_URL_SSO_OIDC=https://"+aws.sts+"/oidc", "BENCH_PAUSE=1h")
	var click, connected, floor, more samples
	for i := range benchRuns {
		t.Run(fmt.Sprintf("center %d", i), func(t *testing.T) {
			bus := startBenchBus(t)
			h := newBenchHome(t, s, bus, env...)
			h.run(program, "sign-in", "--print-url", role) // leaves a token
			tray := h.start(program)
			icon := bus.awaitIcon()
			line := bus.line(icon, role)
			time.Sleep(benchSettle)
			floor.took(aws.coldRequests())
			at := bus.click(icon, line)
			h.await("opener")
			click.took(between(at, h.await("answered").at))
			connected.took(time.Duration((click[len(click)-1])*float64(time.Millisecond)) - handshakes)
			more.add(click[len(click)-1] - floor[len(floor)-1])
			tray.end()
		})
		if t.Failed() {
			t.FailNow()
		}
	}
	const promised = 2*roundTrip + 60*time.Millisecond
	return []figure{
		{"click → login URL answered, Identity Center signed in, 60 ms round trips", "ms", float64((handshakes + promised).Milliseconds()), click},
		{"  without the handshakes of TCP and TLS: two round trips", "ms", float64(promised.Milliseconds()), connected},
		{"  floor: two connections side by side, two requests", "ms", 0, floor},
		{"  longer than it by", "ms", 60, more},
	}
}

// manyCenterRoles writes AWS files with a role of Identity Center in each of n
// profiles.
func manyCenterRoles(t *testing.T, n int) roles.Files {
	t.Helper()
	dir := t.TempDir()
	f := roles.Files{Config: filepath.Join(dir, "config"), Credentials: filepath.Join(dir, "credentials")}
	var b strings.Builder
	b.WriteString("[sso-session atlas]\nsso_start_url = https://atlas.awsapps.com/start\nsso_region = eu-central-1\nsso_registration_scopes = sso:account:access\n\n")
	for i := range n {
		fmt.Fprintf(&b, "[profile team-%d-admin]\nsso_session = atlas\nsso_account_id = %012d\nsso_role_name = Admin\nregion = eu-central-1\n\n", i, i+1)
	}
	if err := os.WriteFile(f.Config, []byte(b.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(f.Credentials, []byte("[base]\naws_access_key_id = AKIAIOSFODNN7EXAMPLE\naws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	return f
}
