package federation

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"
)

// inMemory serves one request on each connection, without a network, so that
// the clock of a synctest bubble governs them.
func inMemory(handle func(w io.Writer, r *http.Request)) func(context.Context, string, string) (net.Conn, error) {
	return func(context.Context, string, string) (net.Conn, error) {
		here, there := net.Pipe()
		go func() {
			defer there.Close()
			in := bufio.NewReader(there)
			r, err := http.ReadRequest(in)
			if err != nil || r.ParseForm() != nil {
				return
			}
			// Reading on tells when the other side has gone.
			ctx, gone := context.WithCancel(context.Background())
			go func() { defer gone(); _, _ = in.Peek(1) }()
			handle(there, r.WithContext(ctx))
		}()
		return here, nil
	}
}

// never answers nothing.
func never(_ io.Writer, r *http.Request) { <-r.Context().Done() }

// after answers with what f writes, so much later.
func after(d time.Duration, f http.HandlerFunc) func(io.Writer, *http.Request) {
	return func(w io.Writer, r *http.Request) {
		select {
		case <-time.After(d):
		case <-r.Context().Done():
			return
		}
		rec := httptest.NewRecorder()
		f(rec, r)
		answer := rec.Result()
		answer.Close = true
		answer.ContentLength = int64(rec.Body.Len())
		_ = answer.Write(w)
	}
}

// TestLimits: how long a person waits at most, by the clock and to the second,
// and that nothing is asked more often than that.
func TestLimits(t *testing.T) {
	slow := func(d time.Duration) func(io.Writer, *http.Request) {
		return after(d, func(w http.ResponseWriter, r *http.Request) { goodSTS(w, r, 1) })
	}
	drip := func(w io.Writer, r *http.Request) {
		fmt.Fprint(w, "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n")
		for {
			select {
			case <-time.After(time.Second):
			case <-r.Context().Done():
				return
			}
			if _, err := io.WriteString(w, "<"); err != nil {
				return
			}
		}
	}
	isSignIn := func(r *http.Request) bool { return r.Host == "127.0.0.1:2" }
	federation := func(signIn func(io.Writer, *http.Request), sts time.Duration) func(io.Writer, *http.Request) {
		return func(w io.Writer, r *http.Request) {
			if isSignIn(r) {
				signIn(w, r)
				return
			}
			slow(sts)(w, r)
		}
	}
	for _, tt := range []struct {
		name        string
		serve       func(io.Writer, *http.Request) // nil: no connection comes about
		hops        int                            // 0: Identity Center comes before them
		want        Kind
		took        time.Duration
		sts, signIn int64 // requests
	}{
		{"no connection", nil, 1, KindNoNetwork, 5 * time.Second, 0, 0},
		{"no answer", never, 1, KindCodeMaybeSpent, 10 * time.Second, 1, 0},
		{"a byte a second", drip, 1, KindCodeMaybeSpent, 10 * time.Second, 1, 0},
		{"Identity Center, a byte a second", drip, 0, KindTimeout, 10 * time.Second, 1, 0},
		{"a slow chain", slow(9 * time.Second), 4, KindTimeout, 30 * time.Second, 4, 0},
		// The tries of the sign-in host have 15 s, of which the first takes 10.
		{"no sign-in token", federation(never, 0), 1, KindTimeout, 15 * time.Second, 1, 2},
		{"a sign-in token, a byte a second", federation(drip, 0), 1, KindTimeout, 15 * time.Second, 1, 2},
		{"no sign-in token after a slow chain", federation(never, 9*time.Second), 2, KindTimeout, 30 * time.Second, 2, 2},
		{"no sign-in token after a slower chain", federation(never, 9*time.Second), 3, KindTimeout, 30 * time.Second, 3, 1},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Setenv("AWS_ENDPOINT_URL_STS", "http://127.0.0.1:1/")
			t.Setenv("AWS_ENDPOINT_URL_SSO", "http://127.0.0.1:3/")
			role, config := adminRole(), plainConfig
			if tt.hops == 0 {
				ssoToken(t)
				role, config = ssoRole(), ssoConfig
			}
			for len(role.Hops) < tt.hops {
				role.Hops = append(role.Hops, role.Hops[0])
			}
			opts := awsFiles(t, config, plainCredentials)
			opts.SigninEndpoint = "http://127.0.0.1:2"
			var sts, signIn atomic.Int64
			serve := func(w io.Writer, r *http.Request) {
				if isSignIn(r) {
					signIn.Add(1)
				} else {
					sts.Add(1)
				}
				tt.serve(w, r)
			}
			synctest.Test(t, func(t *testing.T) {
				s, err := Load(context.Background(), role, opts)
				if err != nil {
					t.Fatal(err)
				}
				defer s.Close()
				s.wire.dialTCP = func(ctx context.Context, network, addr string) (net.Conn, error) {
					if tt.serve == nil {
						<-ctx.Done()
						return nil, ctx.Err()
					}
					return inMemory(serve)(ctx, network, addr)
				}
				begun := time.Now()
				err = s.Source(context.Background())
				var creds Credentials
				if err == nil {
					creds, err = s.Assume(context.Background(), theCode)
				}
				if err == nil {
					_, err = s.Exchange(context.Background(), creds, time.Time{})
				}
				if e := failed(t, err); e.Kind != tt.want || e.CodeSpent != (sts.Load() > 0 && signIn.Load() == 0 && tt.hops > 0) {
					t.Errorf("got %v, spent %v, want %s", err, e.CodeSpent, tt.want)
				}
				checkLeaks(t, err)
				if sts.Load() != tt.sts || signIn.Load() != tt.signIn {
					t.Errorf("asked %d and %d times, want %d and %d", sts.Load(), signIn.Load(), tt.sts, tt.signIn)
				}
				if took := time.Since(begun); took > tt.took || took < tt.took-time.Second {
					t.Errorf("took %v, want %v", took, tt.took)
				}
			})
		})
	}
}

func TestUntilNextCode(t *testing.T) {
	for _, test := range []struct{ at, want string }{
		{"12:00:00", "30s"}, {"12:00:01", "29s"}, {"12:00:29", "1s"}, {"12:00:30", "30s"}, {"12:00:59", "1s"},
	} {
		at, err := time.Parse(time.TimeOnly, test.at)
		if err != nil {
			t.Fatal(err)
		}
		at = at.AddDate(2026, 0, 0)
		if got := UntilNextCode(at).String(); got != test.want {
			t.Errorf("%s: got %s, want %s", test.at, got, test.want)
		}
	}
}
