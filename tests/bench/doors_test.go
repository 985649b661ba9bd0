//go:build bench && linux

package bench

import (
	"crypto/tls"
	"crypto/x509"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"testing"
	"time"

	"halfday/demo"
	"halfday/tests/stage/fakeaws"
)

// The hosts of AWS for roles in ap-northeast-1 and in us-east-1.
const (
	tokyoSTS, virginiaSTS               = "sts.ap-northeast-1.amazonaws.com", "sts.us-east-1.amazonaws.com"
	tokyoDoor, virginiaDoor, oregonDoor = "ap-northeast-1.signin.aws.amazon.com", "signin.aws.amazon.com", "us-west-2.signin.aws.amazon.com"
)

// namedAWS is a stand-in that has the names of AWS's hosts, each at its own
// distance. It has a role tokyo and a role virginia.
type namedAWS struct {
	farAWS
	network *fakeaws.Network
	down    string // host that answers 503; set between sign-ins
}

func startNamedAWS(t *testing.T) *namedAWS {
	t.Helper()
	certificate, pem, err := fakeaws.NewCertificate(tokyoSTS, virginiaSTS, tokyoDoor, virginiaDoor, oregonDoor)
	if err != nil {
		t.Fatal(err)
	}
	a := &namedAWS{farAWS: farAWS{t: t, roots: x509.NewCertPool(), bundle: filepath.Join(t.TempDir(), "ca.pem")}}
	a.roots.AppendCertsFromPEM(pem)
	if err := os.WriteFile(a.bundle, pem, 0o600); err != nil {
		t.Fatal(err)
	}
	a.server = fakeaws.Start(t, fakeaws.Options{
		TLS: &tls.Config{Certificates: []tls.Certificate{certificate}},
		Roles: []demo.Role{
			{Profile: "tokyo", ARN: "arn:aws:iam::111122223333:role/tokyo", Region: "ap-northeast-1", MFA: true},
			{Profile: "virginia", ARN: "arn:aws:iam::111122223333:role/virginia", Region: "us-east-1", MFA: true},
		},
		Fault: func(e fakeaws.Entry) fakeaws.Fault {
			if e.Host == a.down && e.Host != "" {
				return fakeaws.Fault{Kind: fakeaws.Unavailable}
			}
			return fakeaws.Fault{}
		},
	})
	if a.config, a.keys, err = a.server.WriteFiles(t.TempDir()); err != nil {
		t.Fatal(err)
	}
	a.network = fakeaws.StartNetwork(t, a.server)
	return a
}

// env makes a program use it.
func (a *namedAWS) env() []string {
	return []string{
		"AWS_CONFIG_FILE=" + a.config, "AWS_SHARED_CREDENTIALS_FILE=" + a.keys, "AWS_CA_BUNDLE=" + a.bundle,
		"HTTPS_PROXY=" + a.network.Proxy().String(), "NO_PROXY=127.0.0.1",
	}
}

// twoRequests is what a sign-in cannot do without, as that of farAWS, but to
// named hosts.
func (a *namedAWS) twoRequests(sts, door string, pause time.Duration) time.Duration {
	a.t.Helper()
	one, two := a.dial(sts), a.dial(door)
	defer one.Close()
	defer two.Close()
	time.Sleep(pause)
	began := clock()
	a.ask(one, "https://"+sts+"/", http.StatusForbidden)
	a.ask(two, "https://"+door+"/federation", http.StatusBadRequest)
	return between(began, clock())
}

// dial opens a connection to a host by way of the proxy.
func (a *namedAWS) dial(host string) *tls.Conn {
	a.t.Helper()
	raw, err := net.Dial("tcp4", a.network.Proxy().Host)
	if err != nil {
		a.t.Fatal(err)
	}
	fmt.Fprintf(raw, "CONNECT %s:443 HTTP/1.1\r\nHost: %[1]s:443\r\n\r\n", host)
	answer := make([]byte, len("HTTP/1.1 200 OK\r\n\r\n"))
	if _, err := io.ReadFull(raw, answer); err != nil {
		a.t.Fatal(err)
	}
	c := tls.Client(raw, &tls.Config{RootCAs: a.roots, ServerName: host})
	if err := c.Handshake(); err != nil {
		a.t.Fatal(err)
	}
	return c
}

// measureDoors signs in by the nearest sign-in host and by the plain one, and
// with the plain one dead in each way, each beside all well in the same run.
func measureDoors(t *testing.T, program string, s standins) []figure {
	aws := startNamedAWS(t)
	bus := startBenchBus(t)
	const near = 10 * time.Millisecond
	far := fakeaws.Host{RoundTrip: 170 * time.Millisecond}
	cases := []*struct {
		role  string
		hosts map[string]fakeaws.Host // those that are not near and well
		down  string
		typed time.Duration
		door  string
		got   samples
	}{
		{role: "tokyo", hosts: map[string]fakeaws.Host{virginiaDoor: far, oregonDoor: far}, typed: typing, door: tokyoDoor},
		{role: "tokyo", hosts: map[string]fakeaws.Host{tokyoDoor: {Refuses: true}, virginiaDoor: far, oregonDoor: far}, typed: typing, door: virginiaDoor},
		{role: "virginia", typed: typing, door: virginiaDoor},
		{role: "virginia", hosts: map[string]fakeaws.Host{virginiaDoor: {Refuses: true}}, typed: typing, door: oregonDoor},
		{role: "virginia", hosts: map[string]fakeaws.Host{virginiaDoor: {Hole: true}}, typed: typing, door: oregonDoor},
		{role: "virginia", down: virginiaDoor, typed: typing, door: oregonDoor},
		{role: "virginia", door: virginiaDoor},
		{role: "virginia", hosts: map[string]fakeaws.Host{virginiaDoor: {Hole: true}}, door: oregonDoor},
	}
	var refused, hole, unavailable, unknown, floor samples
	for i := range benchRuns {
		t.Run(fmt.Sprintf("doors %d", i), func(t *testing.T) {
			var took []time.Duration
			for _, name := range []string{tokyoSTS, tokyoDoor} {
				aws.network.Set(name, fakeaws.Host{RoundTrip: near})
			}
			floor.took(aws.twoRequests(tokyoSTS, tokyoDoor, typing))
			for _, c := range cases {
				for _, name := range []string{tokyoSTS, virginiaSTS, tokyoDoor, virginiaDoor, oregonDoor} {
					h, ok := c.hosts[name]
					if !ok {
						h.RoundTrip = near
					}
					aws.network.Set(name, h)
				}
				aws.down = c.down
				h := newBenchHome(t, s, bus, append(aws.env(), "BENCH_PAUSE="+c.typed.String())...)
				halfday := h.start(program, "sign-in", c.role)
				h.await("dialog")
				answer := h.await("answer")
				h.await("opener")
				target := h.await("answered")
				halfday.end()
				if u, err := url.Parse(target.rest); err != nil || u.Host != c.door {
					t.Fatalf("%s: the browser is sent to %s, want %s", c.role, u.Host, c.door)
				}
				took = append(took, between(answer.at, target.at))
				c.got.took(took[len(took)-1])
			}
			refused.took(took[3] - took[2])
			hole.took(took[4] - took[2])
			unavailable.took(took[5] - took[2])
			unknown.took(took[7] - took[6])
		})
		if t.Failed() {
			t.FailNow()
		}
	}
	return []figure{
		{"Tokyo, STS and its sign-in host 10 ms away: code typed → answered", "ms", 60, cases[0].got},
		{"  floor: two warm requests", "ms", 0, floor},
		{"  by the plain host, 170 ms away", "ms", 0, cases[1].got},
		{"  the plain host 10 ms away, all well", "ms", 0, cases[2].got},
		{"plain host refuses: longer by", "ms", 30, refused},
		{"plain host a black hole, 1 s of typing: longer by", "ms", 30, hole},
		{"plain host answers 503: longer by", "ms", 30, unavailable},
		{"  no typing, all well", "ms", 0, cases[6].got},
		{"plain host a black hole, no typing: longer by", "ms", 1500, unknown},
	}
}
