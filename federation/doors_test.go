package federation

import (
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"
	"testing/synctest"
	"time"

	"halfday/roles"
)

// host is what stands at a name of AWS: who does not connect gets err, after
// hang; else serve answers, nil being a host that works.
type host struct {
	hang  time.Duration
	err   error
	serve func(w io.Writer, r *http.Request)
}

// hosts are names on a network without TLS, in memory.
type hosts struct {
	mu    sync.Mutex
	at    map[string]host
	asked []string // which host was asked for what
}

func (h *hosts) set(name string, to host) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.at[name] = to
}

// was is what was asked so far.
func (h *hosts) was() []string {
	h.mu.Lock()
	defer h.mu.Unlock()
	return slices.Clone(h.asked)
}

func (h *hosts) dial(ctx context.Context, network, addr string) (net.Conn, error) {
	name, _, _ := net.SplitHostPort(addr)
	h.mu.Lock()
	to := h.at[name]
	h.mu.Unlock()
	if to.hang > 0 {
		select {
		case <-time.After(to.hang):
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
	if to.err != nil {
		return nil, &net.OpError{Op: "dial", Net: "tcp", Err: to.err}
	}
	return inMemory(func(w io.Writer, r *http.Request) {
		what := r.Form.Get("Action")
		if d := r.Form.Get("SessionDuration"); d != "" {
			what = d
		} else if what == "getSigninToken" {
			what = "without"
		}
		h.mu.Lock()
		h.asked = append(h.asked, strings.Split(name, ".signin")[0]+" "+what)
		to := h.at[name] // as it is now
		h.mu.Unlock()
		if to.serve == nil {
			to.serve = works(0)
		}
		to.serve(w, r)
	})(ctx, network, addr)
}

func works(d time.Duration) func(io.Writer, *http.Request) {
	return after(d, func(w http.ResponseWriter, r *http.Request) {
		if r.Form.Get("Action") == "AssumeRole" {
			goodSTS(w, r, 1)
			return
		}
		fmt.Fprintf(w, `{"SigninToken":%q}`, theToken)
	})
}

func says(status int, kind, body string) func(io.Writer, *http.Request) {
	return after(0, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", kind)
		w.WriteHeader(status)
		io.WriteString(w, body)
	})
}

func closes(io.Writer, *http.Request) {}

// takes answers 400 to whatever ok does not like.
func takes(ok func(duration string) bool) func(io.Writer, *http.Request) {
	return func(w io.Writer, r *http.Request) {
		if r.Form.Get("Action") == "AssumeRole" || ok(r.Form.Get("SessionDuration")) {
			works(0)(w, r)
			return
		}
		says(400, "text/html", "<html>Invalid credentials parameter</html>")(w, r)
	}
}

var (
	refused   = host{err: syscall.ECONNREFUSED}
	noName    = host{err: &net.DNSError{Err: "no such host", IsNotFound: true}}
	blackHole = host{hang: time.Hour}
	down      = host{serve: says(503, "text/html", "<html>")}
	strange   = host{serve: says(200, "text/html", "<html>Welcome")}
	dumb      = host{serve: never}
)

// atHosts is a sign-in to a role in eu-central-1 on hosts in memory, on a fake
// clock.
func atHosts(t *testing.T, change func(*roles.Role, *Options), at map[string]host, f func(*testing.T, *SignIn, *hosts)) {
	t.Helper()
	role, opts := adminRole(), awsFiles(t, plainConfig, plainCredentials)
	if change != nil {
		change(&role, &opts)
	}
	synctest.Test(t, func(t *testing.T) {
		s, err := Load(context.Background(), role, opts)
		if err != nil {
			t.Fatal(err)
		}
		defer s.Close()
		h := &hosts{at: map[string]host{}}
		for name, to := range at {
			if !strings.Contains(name, ".") {
				name = map[string]string{"R": "eu-central-1.", "P": "", "O": "us-west-2."}[name] + "signin.aws.amazon.com"
			}
			h.at[name] = to
		}
		s.wire.dialTCP = h.dial
		for _, w := range []*ways{s.sts, s.doors} {
			for _, to := range w.all {
				to.url.Scheme = "http" // TLS has tests of its own
			}
		}
		f(t, s, h)
	})
}

// someKeys are credentials of a role that last an hour.
func someKeys() Credentials {
	return newCredentials(&keys{AccessKeyID: roleKey(1), SecretAccessKey: roleSecret(1), SessionToken: roleToken(1), Expires: time.Now().Add(time.Hour)})
}

// TestDoors: which sign-in host gives the token, after what time, and what is
// asked of whom on the way there.
func TestDoors(t *testing.T) {
	const regional, plain, other = "eu-central-1", "signin.aws.amazon.com", "us-west-2"
	for _, tt := range []struct {
		name  string
		at    map[string]host
		typed time.Duration // while the code is typed
		want  string        // "": none
		kind  Kind
		took  time.Duration
		asked string
		story string // part of it
	}{
		{name: "all well", want: regional, asked: "eu-central-1 43200"},
		{name: "the regional one refuses", at: map[string]host{"R": refused}, typed: time.Second, want: plain, story: "eu-central-1.signin.aws.amazon.com: no network: connection refused"},
		{name: "the regional one refuses, at once", at: map[string]host{"R": refused}, want: plain},
		{name: "the regional one has no name", at: map[string]host{"R": noName}, want: plain, story: "no such host"},
		{name: "the regional one is a black hole", at: map[string]host{"R": blackHole}, typed: time.Second, want: plain},
		{name: "the regional one is a black hole, at once", at: map[string]host{"R": blackHole}, want: plain, took: headStart},
		{name: "the black hole is known", at: map[string]host{"R": blackHole}, typed: 6 * time.Second, want: plain, story: "no connection within 5 s"},
		{name: "the plain one is dead", at: map[string]host{"P": blackHole}, typed: time.Second, want: regional},
		{name: "the regional one is down", at: map[string]host{"R": down}, typed: time.Second, want: plain, asked: "eu-central-1 43200, signin.aws.amazon.com 43200", story: "eu-central-1.signin.aws.amazon.com: aws down"},
		{name: "throttled", at: map[string]host{"R": {serve: says(429, "", "")}}, typed: time.Second, want: plain},
		{name: "a portal's page", at: map[string]host{"R": strange}, typed: time.Second, want: plain, story: "captive portal"},
		{name: "a redirect", at: map[string]host{"R": {serve: says(302, "", "")}}, typed: time.Second, want: plain},
		{name: "not found", at: map[string]host{"R": {serve: says(404, "text/plain", "no")}}, typed: time.Second, want: plain},
		{name: "no JSON", at: map[string]host{"R": {serve: says(200, "application/json", "{")}}, typed: time.Second, want: plain},
		{name: "it breaks", at: map[string]host{"R": {serve: closes}}, typed: time.Second, want: plain},
		{name: "it says nothing", at: map[string]host{"R": dumb}, typed: time.Second, want: plain, took: 5 * time.Second, story: "timeout"},
		{name: "two are down", at: map[string]host{"R": down, "P": down}, typed: time.Second, want: other, asked: "eu-central-1 43200, signin.aws.amazon.com 43200, us-west-2 43200"},
		{name: "down, and a black hole", at: map[string]host{"R": down, "P": blackHole}, typed: time.Second, want: other},
		{name: "two refuse", at: map[string]host{"R": refused, "P": refused}, typed: time.Second, want: other},
		{name: "it refuses everything", at: map[string]host{"R": {serve: takes(func(string) bool { return false })}}, typed: time.Second, want: plain,
			asked: "eu-central-1 43200, eu-central-1 43199, eu-central-1 28799, eu-central-1 14399, eu-central-1 7199, eu-central-1 without, signin.aws.amazon.com 43200"},
		{name: "all are down", at: map[string]host{"R": down, "P": down, "O": down}, typed: time.Second, kind: KindAWSDown, took: 4 * time.Second,
			asked: strings.TrimSuffix(strings.Repeat("eu-central-1 43200, signin.aws.amazon.com 43200, us-west-2 43200, ", 3), ", ")},
		{name: "all refuse", at: map[string]host{"R": refused, "P": refused, "O": refused}, typed: time.Second, kind: KindNoNetwork, took: 4 * time.Second},
		{name: "portals everywhere", at: map[string]host{"R": strange, "P": strange, "O": strange}, typed: time.Second, kind: KindCaptivePortal},
		{name: "nobody says anything", at: map[string]host{"R": dumb, "P": dumb, "O": dumb}, typed: time.Second, kind: KindTimeout, took: 15 * time.Second},
		{name: "black holes everywhere", at: map[string]host{"R": blackHole, "P": blackHole, "O": blackHole}, kind: KindNoNetwork, took: 15 * time.Second},
		{name: "all refuse everything", at: map[string]host{"R": {serve: takes(func(string) bool { return false })}, "P": {serve: takes(func(string) bool { return false })}},
			typed: time.Second, kind: KindSignInRefused},
	} {
		t.Run(tt.name, func(t *testing.T) {
			atHosts(t, nil, tt.at, func(t *testing.T, s *SignIn, h *hosts) {
				s.Start()
				if tt.typed > 0 {
					time.Sleep(tt.typed)
					synctest.Wait()
				}
				begun := time.Now()
				con, err := s.Exchange(t.Context(), someKeys(), time.Time{})
				took := time.Since(begun)
				if KindOf(err) != tt.kind || took != tt.took {
					t.Errorf("got %v after %v, want %q after %v", err, took, tt.kind, tt.took)
				}
				door, _, _ := strings.Cut(strings.TrimPrefix(con.URL.Reveal(), "http://"), "/")
				if door != tt.want && door != tt.want+".signin.aws.amazon.com" {
					t.Errorf("door %q, want %q", door, tt.want)
				}
				if asked := strings.Join(h.was(), ", "); tt.asked != "" && asked != tt.asked {
					t.Errorf("asked %s\nwant  %s", asked, tt.asked)
				}
				if !strings.Contains(con.Story, tt.story) {
					t.Errorf("the log says %q, want %q in it", con.Story, tt.story)
				}
			})
		})
	}
}

// TestADoorComesBack: when all were tried they are tried again after a pause.
func TestADoorComesBack(t *testing.T) {
	atHosts(t, nil, map[string]host{"R": down, "P": refused, "O": refused}, func(t *testing.T, s *SignIn, h *hosts) {
		go func() {
			time.Sleep(500 * time.Millisecond)
			h.set("us-west-2.signin.aws.amazon.com", host{})
		}()
		begun := time.Now()
		con, err := s.Exchange(t.Context(), someKeys(), time.Time{})
		if err != nil || !strings.HasPrefix(con.URL.Reveal(), "http://us-west-2.signin.aws.amazon.com/") || time.Since(begun) != time.Second {
			t.Errorf("got %v, %s after %v", err, con.Story, time.Since(begun))
		}
	})
}

// TestBothReadings: the length of the console session where SessionDuration is
// independent of the role's maximum, and where it must be below it; from the
// top, and from what was learned.
func TestBothReadings(t *testing.T) {
	strictly := func(hours float64) host {
		return host{serve: takes(func(d string) bool {
			var n int
			fmt.Sscan(d, &n)
			return d == "" || float64(n) < hours*3600
		})}
	}
	const slow = 60 * time.Millisecond
	for _, tt := range []struct {
		name     string
		maximum  host
		life     time.Duration // of the credentials; 0: an hour
		wanted   time.Duration // 0: 12 h
		taken    Rung
		lasts    time.Duration
		shorter  bool
		requests int
	}{
		{"independent", host{}, 0, 0, 43200, 12 * time.Hour, false, 1},
		{"independent, wants four hours", host{}, 0, 4 * time.Hour, 14400, 4 * time.Hour, false, 1},
		{"strict, 12 h", strictly(12), 0, 0, 43199, 43199 * time.Second, false, 2},
		{"strict, 8 h", strictly(8), 0, 0, 28799, 28799 * time.Second, true, 3},
		{"strict, 8 h, all of it in the credentials", strictly(8), 8 * time.Hour, 0, 28799, 28799 * time.Second, true, 3},
		{"strict, 5 h, all of it in the credentials", strictly(5), 5 * time.Hour, 0, WithoutDuration, 5 * time.Hour, true, 4},
		{"strict, 12 h, all of it in the credentials", strictly(12), 12 * time.Hour, 0, 43199, 43199 * time.Second, false, 2},
		{"strict, 4 h", strictly(4), 0, 0, 14399, 14399 * time.Second, true, 4},
		{"strict, 2 h", strictly(2), 0, 0, 7199, 7199 * time.Second, true, 5},
		{"strict, 1 h", strictly(1), 0, 0, WithoutDuration, time.Hour, true, 6},
		{"strict, 8 h, wants four", strictly(8), 0, 4 * time.Hour, 14400, 4 * time.Hour, false, 1},
		{"strict, 4 h, wants four", strictly(4), 0, 4 * time.Hour, 14399, 14399 * time.Second, false, 2},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var learned Rung
			for _, round := range []string{"from the top", "learned"} {
				change := func(_ *roles.Role, o *Options) { o.Length, o.Learned = tt.wanted, learned }
				atHosts(t, change, map[string]host{"R": tt.maximum, "P": tt.maximum}, func(t *testing.T, s *SignIn, h *hosts) {
					k := *someKeys().keys()
					if tt.life > 0 {
						k.Expires = time.Now().Add(tt.life)
					}
					con, err := s.Exchange(t.Context(), newCredentials(&k), time.Time{})
					if err != nil {
						t.Fatal(err)
					}
					requests := tt.requests
					if learned != 0 {
						requests = 1
					}
					if got := con.Expires.Sub(con.Issued); con.Taken != tt.taken || got != tt.lasts || con.Shortened != tt.shorter || len(h.was()) != requests {
						t.Errorf("%s: took %d, lasts %v, shortened %v, after %q; want %d, %v, %v, %d requests",
							round, con.Taken, got, con.Shortened, h.was(), tt.taken, tt.lasts, tt.shorter, requests)
					}
					learned = con.Taken
				})
			}
		})
	}
	t.Run("each step is one round trip", func(t *testing.T) {
		slowly := strictly(1)
		quick := slowly.serve
		slowly.serve = func(w io.Writer, r *http.Request) { time.Sleep(slow); quick(w, r) }
		atHosts(t, nil, map[string]host{"R": slowly, "P": refused}, func(t *testing.T, s *SignIn, h *hosts) {
			begun := time.Now()
			if _, err := s.Exchange(t.Context(), someKeys(), time.Time{}); err != nil || time.Since(begun) != 6*slow {
				t.Errorf("got %v after %v, want six round trips of %v", err, time.Since(begun), slow)
			}
		})
	})
}

// TestKeptCredentials: those that AWS does not take any more are told from a
// length that is refused with one more request.
func TestKeptCredentials(t *testing.T) {
	dead := host{serve: takes(func(string) bool { return false })}
	for _, tt := range []struct {
		name    string
		at      map[string]host
		limited bool
		kind    Kind
		taken   Rung
		asked   string
	}{
		{"good", nil, false, "", 39600, "eu-central-1 39600"},
		{"dead", map[string]host{"R": dead, "P": dead}, false, KindSignInRefused, 0, "eu-central-1 39600, signin.aws.amazon.com without"},
		{"dead, the plain host is, too", map[string]host{"R": dead, "P": refused}, false, KindSignInRefused, 0, "eu-central-1 39600, eu-central-1 without"},
		{"dead and chained", map[string]host{"R": dead, "P": dead}, true, KindSignInRefused, 0, "eu-central-1 without, signin.aws.amazon.com without"},
		{"the door refuses everything", map[string]host{"R": dead}, false, "", 39600, "eu-central-1 39600, signin.aws.amazon.com without, signin.aws.amazon.com 39600"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			atHosts(t, nil, tt.at, func(t *testing.T, s *SignIn, h *hosts) {
				s.Start()
				time.Sleep(time.Second)
				k := *someKeys().keys()
				k.Limited = tt.limited
				con, err := s.Exchange(t.Context(), newCredentials(&k), time.Now().Add(11*time.Hour))
				if asked := strings.Join(h.was(), ", "); KindOf(err) != tt.kind || con.Taken != tt.taken || asked != tt.asked {
					t.Errorf("got %v, took %d, asked %s; want %q, %d, %s", err, con.Taken, asked, tt.kind, tt.taken, tt.asked)
				}
			})
		})
	}
}

// TestRegions: where STS is asked when there is no getting through to it in
// the role's region, and that a request which may have left goes nowhere else.
func TestRegions(t *testing.T) {
	const home, virginia, oregon = "sts.eu-central-1.amazonaws.com", "sts.us-east-1.amazonaws.com", "sts.us-west-2.amazonaws.com"
	for _, tt := range []struct {
		name   string
		at     map[string]host
		typed  time.Duration
		region string
		noSuch string
		kind   Kind
		spent  bool
		took   time.Duration
		asked  int
	}{
		{name: "all well", region: "eu-central-1", asked: 1},
		{name: "refused", at: map[string]host{home: refused}, typed: time.Second, region: "us-east-1", asked: 1},
		{name: "refused, at once", at: map[string]host{home: refused}, region: "us-east-1", asked: 1},
		{name: "no such name", at: map[string]host{home: noName}, typed: time.Second, region: "us-east-1", noSuch: "eu-central-1", asked: 1},
		{name: "a black hole", at: map[string]host{home: blackHole}, region: "us-east-1", took: 5 * time.Second, asked: 1},
		{name: "a black hole that is known", at: map[string]host{home: blackHole}, typed: 6 * time.Second, region: "us-east-1", asked: 1},
		{name: "two refuse", at: map[string]host{home: refused, virginia: refused}, typed: time.Second, region: "us-west-2", asked: 1},
		{name: "all refuse", at: map[string]host{home: refused, virginia: refused, oregon: refused}, typed: time.Second, region: "eu-central-1", kind: KindNoNetwork},
		{name: "it breaks", at: map[string]host{home: {serve: closes}}, typed: time.Second, region: "eu-central-1", kind: KindCodeMaybeSpent, spent: true, asked: 1},
		{name: "it is down", at: map[string]host{home: down}, typed: time.Second, region: "eu-central-1", kind: KindAWSDown, spent: true, asked: 1},
		{name: "it says nothing", at: map[string]host{home: dumb}, typed: time.Second, region: "eu-central-1", kind: KindCodeMaybeSpent, spent: true, took: 10 * time.Second, asked: 1},
	} {
		t.Run(tt.name, func(t *testing.T) {
			atHosts(t, nil, tt.at, func(t *testing.T, s *SignIn, h *hosts) {
				s.Start()
				if tt.typed > 0 {
					time.Sleep(tt.typed)
					synctest.Wait()
				}
				begun := time.Now()
				_, err := s.Assume(t.Context(), theCode)
				took := time.Since(begun)
				spent := err != nil && failed(t, err).CodeSpent
				if KindOf(err) != tt.kind || spent != tt.spent || took != tt.took || s.Region() != tt.region || s.NoSuchRegion() != tt.noSuch || len(h.was()) != tt.asked {
					t.Errorf("got %v, spent %v, after %v, in %s, none is %q, asked %q", err, spent, took, s.Region(), s.NoSuchRegion(), h.was())
				}
				// Whom a failure told nothing may try again.
				if tt.name == "all refuse" {
					h.set(oregon, host{})
					if _, err := s.Assume(t.Context(), theCode); err != nil || s.Region() != "us-west-2" {
						t.Errorf("again: got %v in %s", err, s.Region())
					}
				}
			})
		})
	}
}

// TestOneDoor: where a person names the endpoint, or wants to sign out first,
// there is no other.
func TestOneDoor(t *testing.T) {
	for name, change := range map[string]func(*roles.Role, *Options){
		"http://127.0.0.1:9":                      func(_ *roles.Role, o *Options) { o.SigninEndpoint = "http://127.0.0.1:9" },
		"https://aws.example:8443":                func(_ *roles.Role, o *Options) { o.SigninEndpoint = "https://aws.example:8443/federation" },
		"https://us-east-1.signin.aws.amazon.com": func(_ *roles.Role, o *Options) { o.SignOutFirst = true },
		"https://signin.amazonaws.cn":             func(r *roles.Role, o *Options) { r.Partition, r.Region, o.SignOutFirst = "aws-cn", "", true },
		"https://signin.aws.amazon.com":           func(r *roles.Role, _ *Options) { r.Region = "eu/../-1" },
	} {
		t.Run(name, func(t *testing.T) {
			role, opts := adminRole(), awsFiles(t, plainConfig, plainCredentials)
			change(&role, &opts)
			s, err := prepare(t.Context(), role, opts)
			if strings.Contains(role.Region, "/") {
				if KindOf(err) != KindRegionUnknown {
					t.Errorf("got %v, want %s", err, KindRegionUnknown)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			defer s.Close()
			want := 1
			if role.Partition == "aws-cn" { // it has no such address
				want = 2
			}
			first := s.doors.list()[0].url
			if got := first.Scheme + "://" + first.Host; len(s.doors.all) != want || got != name || first.Path != "/federation" {
				t.Errorf("%d doors, the first %s%s, want %d, %s/federation", len(s.doors.all), got, first.Path, want, name)
			}
		})
	}
}
