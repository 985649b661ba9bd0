package federation

import (
	"context"
	"crypto/tls"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"halfday/roles"
	"halfday/tests/stage/fakeaws"
)

// network leads names to a fake AWS with TLS.
type network struct {
	*fakeAWS
	names map[string]bool // hosts that exist

	mu    sync.Mutex
	dials []string
}

// dial stands in for DNS and TCP.
func (n *network) dial(ctx context.Context, nw, addr string) (net.Conn, error) {
	n.mu.Lock()
	n.dials = append(n.dials, addr)
	n.mu.Unlock()
	host, _, _ := net.SplitHostPort(addr)
	if !n.names[host] {
		return nil, &net.OpError{Op: "dial", Net: "tcp", Err: &net.DNSError{Err: "no such host", Name: host, IsNotFound: true}}
	}
	return (&net.Dialer{}).DialContext(ctx, nw, n.Listener.Addr().String())
}

func newNetwork(t *testing.T, certificateFor []string, names ...string) (*network, []byte) {
	t.Helper()
	cert, pem, err := fakeaws.NewCertificate(certificateFor...)
	if err != nil {
		t.Fatal(err)
	}
	n := &network{fakeAWS: &fakeAWS{}, names: map[string]bool{}}
	for _, name := range names {
		n.names[name] = true
	}
	n.Server = httptest.NewUnstartedServer(http.HandlerFunc(n.serve))
	n.Config.ErrorLog = discardLog()
	n.TLS = &tls.Config{Certificates: []tls.Certificate{cert}}
	n.StartTLS()
	t.Cleanup(n.stop)
	return n, pem
}

// loadReal is Load without any override, on network n, trusting bundle.
func loadReal(t *testing.T, n *network, bundle []byte, role roles.Role) *SignIn {
	t.Helper()
	if bundle != nil {
		path := filepath.Join(t.TempDir(), "ca.pem")
		if err := os.WriteFile(path, bundle, 0o600); err != nil {
			t.Fatal(err)
		}
		t.Setenv("AWS_CA_BUNDLE", path)
	}
	s, err := Load(t.Context(), role, awsFiles(t, plainConfig, plainCredentials))
	if err != nil {
		t.Fatal(err)
	}
	s.wire.dialTCP = n.dial
	s.backoff = []time.Duration{time.Millisecond, time.Millisecond}
	t.Cleanup(s.Close)
	return s
}

// ready waits until connections to STS and to the first doors stand.
func ready(t *testing.T, s *SignIn) {
	t.Helper()
	s.Start()
	for _, w := range []*ways{s.sts, s.doors} {
		for {
			w.mu.Lock()
			n := 0
			for _, to := range w.all {
				if to.stands(time.Now()) {
					n++
				}
			}
			changed := w.changed
			w.mu.Unlock()
			if n >= min(w.ready, len(w.all)) {
				break
			}
			select {
			case <-changed:
			case <-background(t).Done():
				t.Fatal("not ready")
			}
		}
	}
}

// TestRealHosts: which hosts are spoken to in each partition, of which the
// first two doors are kept ready.
func TestRealHosts(t *testing.T) {
	for _, tt := range []struct {
		partition, region, sts string
		doors                  []string
		console                string
	}{
		{"aws", "eu-central-1", "sts.eu-central-1.amazonaws.com",
			[]string{"eu-central-1.signin.aws.amazon.com", "signin.aws.amazon.com", "us-west-2.signin.aws.amazon.com"}, "eu-central-1.console.aws.amazon.com"},
		{"aws", "", "sts.us-east-1.amazonaws.com", []string{"signin.aws.amazon.com", "us-west-2.signin.aws.amazon.com"}, "us-east-1.console.aws.amazon.com"},
		{"aws", "aws-global", "sts.us-east-1.amazonaws.com", []string{"signin.aws.amazon.com", "us-west-2.signin.aws.amazon.com"}, "us-east-1.console.aws.amazon.com"},
		{"aws", "us-west-2", "sts.us-west-2.amazonaws.com", []string{"us-west-2.signin.aws.amazon.com", "signin.aws.amazon.com"}, "us-west-2.console.aws.amazon.com"},
		{"aws", "cn-north-1", "sts.us-east-1.amazonaws.com", []string{"signin.aws.amazon.com", "us-west-2.signin.aws.amazon.com"}, "us-east-1.console.aws.amazon.com"},
		{"aws-cn", "cn-northwest-1", "sts.cn-northwest-1.amazonaws.com.cn", []string{"cn-northwest-1.signin.amazonaws.cn", "signin.amazonaws.cn"}, "cn-northwest-1.console.amazonaws.cn"},
		{"aws-cn", "eu-west-1", "sts.cn-north-1.amazonaws.com.cn", []string{"signin.amazonaws.cn", "cn-northwest-1.signin.amazonaws.cn"}, "cn-north-1.console.amazonaws.cn"},
		{"aws-us-gov", "us-gov-east-1", "sts.us-gov-east-1.amazonaws.com", []string{"us-gov-east-1.signin.amazonaws-us-gov.com", "signin.amazonaws-us-gov.com"}, "us-gov-east-1.console.amazonaws-us-gov.com"},
		{"aws-us-gov", "", "sts.us-gov-west-1.amazonaws.com", []string{"signin.amazonaws-us-gov.com", "us-gov-east-1.signin.amazonaws-us-gov.com"}, "us-gov-west-1.console.amazonaws-us-gov.com"},
		{"aws-eusc", "", "sts.eusc-de-east-1.amazonaws.eu", []string{"eusc-de-east-1.signin.amazonaws-eusc.eu"}, "eusc-de-east-1.console.amazonaws-eusc.eu"},
	} {
		t.Run(tt.partition+" "+tt.region, func(t *testing.T) {
			hosts := append([]string{tt.sts}, tt.doors...)
			n, pem := newNetwork(t, hosts, hosts...)
			role := adminRole()
			role.Partition, role.Region = tt.partition, tt.region
			s := loadReal(t, n, pem, role)
			var doors []string
			for _, to := range s.doors.all {
				doors = append(doors, to.url.Host)
			}
			if diff := cmp.Diff(tt.doors, doors); diff != "" {
				t.Error("doors:", diff)
			}
			ready(t, s)
			creds, err := s.Assume(background(t), theCode)
			if err != nil {
				t.Fatal(err)
			}
			con, err := s.Exchange(background(t), creds, time.Time{})
			if err != nil {
				t.Fatal(err)
			}
			u, err := url.Parse(con.URL.Reveal())
			if err != nil {
				t.Fatal(err)
			}
			region := role.Region
			if _, rest, _ := strings.Cut(tt.sts, "."); rest != "" {
				region, _, _ = strings.Cut(rest, ".")
			}
			console := "https://" + tt.console + "/console/home?region=" + region
			if sent, _ := n.all(); sent[0].scope != region+"/sts" {
				t.Errorf("signed for %s", sent[0].scope)
			}
			if u.Scheme != "https" || u.Host != tt.doors[0] || u.Query().Get("Destination") != console || con.Console != console {
				t.Errorf("host %s, destination %s, console %s", u.Host, u.Query().Get("Destination"), con.Console)
			}
			if want := "sign-in token from " + tt.doors[0]; con.Story != want {
				t.Errorf("story %q, want %q", con.Story, want)
			}
			slices.Sort(n.dials)
			var want []string
			for _, host := range hosts[:min(len(hosts), 3)] {
				want = append(want, host+":443")
			}
			slices.Sort(want)
			if !slices.Equal(n.dials, want) {
				t.Errorf("dialled %q, want %q", n.dials, want)
			}
		})
	}
}

func TestSignOutFirst(t *testing.T) {
	opts := awsFiles(t, plainConfig, plainCredentials)
	opts.SignOutFirst, opts.Destination, opts.Issuer = true, "https://console.aws.amazon.com/s3?x=1", "i"
	s, err := Load(t.Context(), adminRole(), opts)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	u, err := url.Parse(s.loginURL(&grant{door: s.doors.all[0], token: theToken}))
	if err != nil {
		t.Fatal(err)
	}
	in, err := url.Parse(u.Query().Get("redirect_uri"))
	if err != nil {
		t.Fatal(err)
	}
	const logout = "us-east-1.signin.aws.amazon.com"
	if u.Host != logout || u.Path != "/oauth" || u.Query().Get("Action") != "logout" || in.Host != logout || in.Query().Get("SigninToken") != theToken {
		t.Errorf("got %s, then %s", u.Host, in.Host)
	}
	if got, want := in.Query().Get("Destination"), "https://console.aws.amazon.com/s3?region=eu-central-1&x=1"; got != want {
		t.Errorf("destination %s, want %s", got, want)
	}
}

func TestTLSFaults(t *testing.T) {
	const sts = "sts.eu-central-1.amazonaws.com"
	names := []string{sts, "sts.us-east-1.amazonaws.com", "sts.us-west-2.amazonaws.com", "eu-central-1.signin.aws.amazon.com", "signin.aws.amazon.com", "us-west-2.signin.aws.amazon.com"}
	for _, tt := range []struct {
		name        string
		certificate string
		trusted     bool
		why         string
	}{
		{"wrong name", "portal.example.com", true, "another name"},
		{"unknown authority", sts, false, "unknown authority"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			n, pem := newNetwork(t, []string{tt.certificate}, names...)
			if !tt.trusted {
				pem = nil
			}
			s := loadReal(t, n, pem, adminRole())
			if err := s.Reachable(background(t)); KindOf(err) != KindTLS {
				t.Errorf("Reachable: %v", err)
			}
			_, err := s.Assume(background(t), theCode)
			e := failed(t, err)
			if e.Kind != KindTLS || e.CodeSpent || !strings.Contains(e.Error(), tt.why) {
				t.Errorf("got %v, spent %v", err, e.CodeSpent)
			}
			checkLeaks(t, err)
		})
	}
	t.Run("no TLS, 1.1, silence", func(t *testing.T) {
		n, _ := newNetwork(t, []string{sts})
		for name, answer := range map[string]func(net.Conn){
			"plain": func(c net.Conn) {
				go drain(c)
				c.Write([]byte("HTTP/1.1 302 Found\r\nLocation: http://portal.invalid/\r\n\r\n"))
			},
			"old": func(c net.Conn) {
				tls.Server(c, &tls.Config{Certificates: n.TLS.Certificates, MinVersion: tls.VersionTLS10, MaxVersion: tls.VersionTLS11}).Handshake()
			},
			"silent": func(c net.Conn) { c.Read(make([]byte, 10000)); c.Read(make([]byte, 1)) },
		} {
			s := loadReal(t, n, nil, adminRole())
			want := KindTLS
			if name == "silent" {
				want, s.wire.connect = KindTimeout, 100*time.Millisecond
			}
			s.wire.dialTCP = func(ctx context.Context, _, _ string) (net.Conn, error) {
				here, there := net.Pipe()
				go func() { defer there.Close(); answer(there) }()
				return here, nil
			}
			_, err := s.Assume(background(t), theCode)
			if e := failed(t, err); e.Kind != want || e.CodeSpent {
				t.Errorf("%s: got %v, spent %v", name, err, e.CodeSpent)
			}
			s.Close()
		}
	})
}

// TestUnknownRegion: a region without a host gives way to the default, before
// and after the code was typed, and nothing was sent.
func TestUnknownRegion(t *testing.T) {
	const sts, signIn = "sts.us-east-1.amazonaws.com", "signin.aws.amazon.com"
	n, pem := newNetwork(t, []string{sts, signIn}, sts, signIn)
	role := adminRole()
	role.Region = "xx-new-1"
	s := loadReal(t, n, pem, role)
	creds, err := s.Assume(background(t), theCode)
	if err != nil {
		t.Fatal(err)
	}
	if s.Region() != "us-east-1" || s.NoSuchRegion() != "xx-new-1" {
		t.Errorf("region %s, none is %q", s.Region(), s.NoSuchRegion())
	}
	con, err := s.Exchange(background(t), creds, time.Time{})
	if err != nil {
		t.Fatal(err)
	}
	if want := "https://us-east-1.console.aws.amazon.com/console/home?region=us-east-1"; con.Console != want {
		t.Errorf("console %s, want %s", con.Console, want)
	}
	if calls, _ := n.all(); len(calls) != 1 {
		t.Errorf("sent %d times", len(calls))
	}
}

// TestOffline: without any host the role's region is kept.
func TestOffline(t *testing.T) {
	n, pem := newNetwork(t, []string{"x"})
	s := loadReal(t, n, pem, adminRole())
	if err := s.Reachable(background(t)); KindOf(err) != KindNoNetwork {
		t.Errorf("Reachable: %v", err)
	}
	_, err := s.Assume(background(t), theCode)
	if e := failed(t, err); e.Kind != KindNoNetwork || e.CodeSpent || s.Region() != "eu-central-1" || s.NoSuchRegion() != "" {
		t.Errorf("got %v, spent %v, region %s", err, e.CodeSpent, s.Region())
	}
}

// TestRegionDisabled: AWS did answer, so the next try, with the next code,
// goes to the partition's default region.
func TestRegionDisabled(t *testing.T) {
	const off, on, signIn = "sts.eu-central-1.amazonaws.com", "sts.us-east-1.amazonaws.com", "signin.aws.amazon.com"
	n, pem := newNetwork(t, []string{off, on, signIn}, off, on, signIn)
	n.sts = func(w http.ResponseWriter, r *http.Request) {
		if r.Host == off {
			stsError(403, "RegionDisabledException", "STS is not activated in the requested region for account:1")(w, r)
			return
		}
		goodSTS(w, r, 1)
	}
	s := loadReal(t, n, pem, adminRole())
	_, err := s.Assume(background(t), theCode)
	if e := failed(t, err); e.Kind != KindRegionDisabled || e.Region != "eu-central-1" || e.Detail != "us-east-1" || !e.CodeSpent {
		t.Fatalf("got %v", err)
	}
	if _, err := s.Assume(background(t), "918274"); err != nil || s.Region() != "us-east-1" {
		t.Errorf("got %v, region %s", err, s.Region())
	}
}
