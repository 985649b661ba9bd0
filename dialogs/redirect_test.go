package dialogs

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"
)

const secretTarget = "https://signin.aws.amazon.com/federation?Action=login&SigninToken=SECRET%2Btoken&Destination=https%3A%2F%2Fx"

func newRedirect(t *testing.T) *Redirect {
	t.Helper()
	r, err := NewRedirect(secretTarget)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { r.Close() })
	return r
}

// fetch makes one request as a browser would, without following the answer.
func fetch(t *testing.T, method, address string, change func(*http.Request)) *http.Response {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), method, address, nil)
	if err != nil {
		t.Fatal(err)
	}
	if change != nil {
		change(req)
	}
	transport := &http.Transport{DisableKeepAlives: true}
	resp, err := transport.RoundTrip(req)
	if err != nil {
		t.Fatalf("%s: %v", method, err)
	}
	io.Copy(io.Discard, io.LimitReader(resp.Body, 1<<20))
	resp.Body.Close()
	return resp
}

func header(name, value string) func(*http.Request) {
	return func(r *http.Request) { r.Header.Set(name, value) }
}

// isFetched tells whether the address was handed over before now.
func isFetched(r *Redirect) bool {
	select {
	case <-r.Fetched():
		return true
	default:
		return false
	}
}

func TestRedirectOnce(t *testing.T) {
	r := newRedirect(t)
	if a := r.Address(); !strings.HasPrefix(a, "http://127.0.0.1:") || len(a) > 100 || len(r.path) < 1+43 {
		t.Errorf("address %q: want a short one on loopback with 256 bits", a)
	}
	root := "http://" + r.host + "/"
	for _, c := range []struct {
		name, method, address string
		change                func(*http.Request)
		want                  int
	}{
		{"root", "GET", root, nil, 404},
		{"another path", "GET", root + "favicon.ico", nil, 404},
		{"a query", "GET", r.Address() + "?x", nil, 404},
		{"a longer path", "GET", r.Address() + "/", nil, 404},
		{"another host", "GET", r.Address(), func(q *http.Request) { q.Host = "evil.example" }, 404},
		{"another port", "GET", r.Address(), func(q *http.Request) { q.Host = "127.0.0.1" }, 404},
		{"localhost", "GET", r.Address(), func(q *http.Request) { q.Host = strings.Replace(r.host, "127.0.0.1", "localhost", 1) }, 404},
		{"HEAD", "HEAD", r.Address(), nil, 405},
		{"POST", "POST", r.Address(), nil, 405},
		{"prefetch", "GET", r.Address(), header("Sec-Purpose", "prefetch;prerender"), 503},
		{"old prefetch", "GET", r.Address(), header("Purpose", "prefetch"), 503},
		{"Firefox prefetch", "GET", r.Address(), header("X-Moz", "prefetch"), 503},
		{"Safari preview", "GET", r.Address(), header("X-Purpose", "preview"), 503},
	} {
		resp := fetch(t, c.method, c.address, c.change)
		if resp.StatusCode != c.want || resp.Header.Get("Location") != "" {
			t.Errorf("%s: %d, Location %q, want %d without", c.name, resp.StatusCode, resp.Header.Get("Location"), c.want)
		}
		if resp.Header.Get("Cache-Control") != "no-store" {
			t.Errorf("%s: may be cached", c.name)
		}
	}
	if isFetched(r) {
		t.Error("fetched before anybody did")
	}

	// Many cookies of other programs on 127.0.0.1 are no hindrance.
	resp := fetch(t, "GET", r.Address(), header("Cookie", "a="+strings.Repeat("x", 40<<10)))
	if got := resp.Header.Get("Location"); resp.StatusCode != 302 || got != secretTarget {
		t.Errorf("%d to %q, want 302 to the target", resp.StatusCode, got)
	}
	for name, want := range map[string]string{"Cache-Control": "no-store", "Referrer-Policy": "no-referrer"} {
		if got := resp.Header.Get(name); got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
	if resp.ContentLength != 0 || !resp.Close {
		t.Errorf("body of %d bytes, closed %v", resp.ContentLength, resp.Close)
	}
	select {
	case <-r.Fetched():
	case <-time.After(20 * time.Second):
		t.Error("nobody is told that it was fetched")
	}
	for range 2 {
		if resp := fetch(t, "GET", r.Address(), nil); resp.StatusCode != 410 || resp.Header.Get("Location") != "" {
			t.Errorf("a further hit: %d, want 410", resp.StatusCode)
		}
	}
}

func TestRedirectOnlyOneOfManyGetsIt(t *testing.T) {
	r := newRedirect(t)
	codes := make(chan int)
	for range 8 {
		go func() {
			resp, err := (&http.Transport{DisableKeepAlives: true}).RoundTrip(must(http.NewRequest("GET", r.Address(), nil)))
			if err != nil {
				codes <- 0
				return
			}
			resp.Body.Close()
			codes <- resp.StatusCode
		}()
	}
	count := map[int]int{}
	for range 8 {
		count[<-codes]++
	}
	if count[302] != 1 || count[410] != 7 {
		t.Errorf("answers %v, want one 302 and seven 410", count)
	}
}

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

func TestRedirectExpires(t *testing.T) {
	r := newRedirect(t)
	if left := time.Until(r.expires); left > 60*time.Second || left < 50*time.Second {
		t.Errorf("lives for %v, want 60 s", left)
	}
	r.expires = time.Now()
	if resp := fetch(t, "GET", r.Address(), nil); resp.StatusCode != 410 {
		t.Errorf("after its time: %d, want 410", resp.StatusCode)
	}
	if isFetched(r) {
		t.Error("fetched after its time")
	}
}

func TestRedirectRefusesOtherUsers(t *testing.T) {
	r := newRedirect(t)
	allow := false
	r.allowed = func(client, server net.Addr) bool { return allow }
	if resp := fetch(t, "GET", r.Address(), nil); resp.StatusCode != 403 {
		t.Errorf("another user: %d, want 403", resp.StatusCode)
	}
	allow = true
	if resp := fetch(t, "GET", r.Address(), nil); resp.StatusCode != 302 {
		t.Errorf("our user after another: %d, want 302", resp.StatusCode)
	}
}

func TestRedirectTargets(t *testing.T) {
	for target, ok := range map[string]bool{
		secretTarget:                         true,
		"http://127.0.0.1:8080/console":      true,
		"http://[::1]:8080/SECRET":           true,
		"http://localhost/SECRET":            false,
		"http://example.com/SECRET":          false,
		"http://127.0.0.1.example.com/":      false,
		"file:///etc/passwd":                 false,
		"javascript:alert(1)":                false,
		"https://":                           false,
		"https:SECRET":                       false,
		"https://SECRET@example.com/":        false,
		"https://example.com/\r\nX: SECRET":  false,
		"https://example.com/ SECRET":        false,
		"https://example.com/SECRET\u00e9":   false,
		"":                                   false,
		"https://example.com/%zz?x=SECRET%z": false,
	} {
		r, err := NewRedirect(target)
		if err == nil {
			r.Close()
		}
		if (err == nil) != ok {
			t.Errorf("NewRedirect(%q) = %v, want ok %v", target, err, ok)
		}
		if err != nil && (Kind(err) != "browser_failed" || strings.Contains(err.Error(), "SECRET")) {
			t.Errorf("NewRedirect(%q): error %q", target, err)
		}
	}
}

func TestRedirectPrintsNothing(t *testing.T) {
	r := newRedirect(t)
	var logged bytes.Buffer
	slog.New(slog.NewTextHandler(&logged, nil)).Info("x", "r", r, "s", struct{ R *Redirect }{r})
	slog.New(slog.NewJSONHandler(&logged, nil)).Info("x", "r", r, "s", struct{ R *Redirect }{r})
	all := logged.String() + string(must(json.Marshal(r)))
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%d", "%p"} {
		all += fmt.Sprintf(verb, r) + fmt.Sprintf(verb, struct{ R *Redirect }{r}) + fmt.Sprintf(verb, []any{r})
	}
	if strings.Contains(all, "SECRET") || strings.Contains(all, "signin.aws") || strings.Contains(all, r.path) ||
		strings.Contains(all, fmt.Sprintf("%x", "SECRET")) {
		t.Errorf("printed: %s", all)
	}
}

func TestRedirectLimitsConnections(t *testing.T) {
	r := newRedirect(t)
	var idle []net.Conn
	for range redirectConns {
		idle = append(idle, must(net.Dial("tcp", r.host)))
	}
	defer func() {
		for _, c := range idle {
			c.Close()
		}
	}()
	for deadline := time.Now().Add(5 * time.Second); r.conns.Load() != redirectConns; time.Sleep(time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatalf("%d connections, want %d", r.conns.Load(), redirectConns)
		}
	}
	extra := must(net.Dial("tcp", r.host))
	defer extra.Close()
	extra.SetDeadline(time.Now().Add(5 * time.Second))
	if _, err := extra.Read(make([]byte, 1)); err == nil || isTimeout(err) {
		t.Errorf("one more connection: %v, want it closed", err)
	}
	idle[0].Close()
	for deadline := time.Now().Add(5 * time.Second); r.conns.Load() >= redirectConns; time.Sleep(time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatal("a closed connection keeps its place")
		}
	}
	if resp := fetch(t, "GET", r.Address(), nil); resp.StatusCode != 302 {
		t.Errorf("with a free place: %d, want 302", resp.StatusCode)
	}
}

func isTimeout(err error) bool {
	var n net.Error
	return errors.As(err, &n) && n.Timeout()
}

// A process that ends right after Fetched must not take the answer with it.
func TestRedirectClosedAtOnceStillAnswers(t *testing.T) {
	for range 20 {
		r := newRedirect(t)
		go func() {
			<-r.Fetched()
			r.Close()
		}()
		if resp := fetch(t, "GET", r.Address(), nil); resp.StatusCode != 302 || resp.Header.Get("Location") != secretTarget {
			t.Fatalf("%d, want 302 with its target", resp.StatusCode)
		}
	}
}
