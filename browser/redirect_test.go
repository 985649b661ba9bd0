package browser

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"os"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

const secretTarget = "https://signin.aws.amazon.com/federation?Action=login&SigninToken=SECRET%2Btoken&Destination=https%3A%2F%2Fx"

func newRedirect(t *testing.T) *Redirect {
	t.Helper()
	r := heldRedirect(t)
	if err := r.Lead(secretTarget); err != nil {
		t.Fatal(err)
	}
	return r
}

// heldRedirect is one of which it is not known where it leads.
func heldRedirect(t *testing.T) *Redirect {
	t.Helper()
	r, _ := judgedRedirect(t)
	return r
}

// judged says whose a connection is, as a test has it at the moment.
type judged struct{ now atomic.Pointer[judge] }

func (j *judged) foreign(client, server net.Addr) bool { return j.now.Load().foreign(client, server) }

func (j *judged) program(client, server net.Addr) (string, bool) {
	return j.now.Load().program(client, server)
}

// thisUser is the judge of the test's own connections.
func thisUser() *judge { return &judge{Foreign, Peers{Opener: os.Getpid()}.program} }

// anotherUser and anotherProgram are judges for whom all connections are theirs.
func anotherUser() *judge {
	return &judge{func(_, _ net.Addr) bool { return true }, thisUser().program}
}

func anotherProgram() *judge {
	return &judge{Foreign, func(_, _ net.Addr) (string, bool) { return "python3.13", false }}
}

func judgedRedirect(t *testing.T) (*Redirect, *judged) {
	t.Helper()
	var j judged
	j.now.Store(thisUser())
	r, err := listen(judge{j.foreign, j.program})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { r.Close() })
	return r, &j
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
	resp, err := roundTrip(req)
	if err != nil {
		t.Fatalf("%s: %v", method, err)
	}
	io.Copy(io.Discard, io.LimitReader(resp.Body, 1<<20))
	resp.Body.Close()
	return resp
}

// raw makes one request and gives all that comes back.
func raw(t *testing.T, host string, req *http.Request) string {
	t.Helper()
	var b bytes.Buffer
	if err := req.Write(&b); err != nil {
		t.Fatal(err)
	}
	return say(t, host, b.String())
}

// say writes a line to a port, and no more, and gives all that comes back.
func say(t *testing.T, host, line string) string {
	t.Helper()
	c, ok := must(net.Dial("tcp", host)).(*net.TCPConn)
	if !ok {
		t.Fatal("no TCP connection")
	}
	defer c.Close()
	io.WriteString(c, line)
	c.CloseWrite()
	all, _ := io.ReadAll(c) // a connection that is reset carried nothing either
	return string(all)
}

func roundTrip(req *http.Request) (*http.Response, error) {
	return (&http.Transport{DisableKeepAlives: true}).RoundTrip(req)
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
	}{
		{"root", "GET", root, nil},
		{"another path", "GET", root + "favicon.ico", nil},
		{"a query", "GET", r.Address() + "?x", nil},
		{"a longer path", "GET", r.Address() + "/", nil},
		{"another host", "GET", r.Address(), func(q *http.Request) { q.Host = "evil.example" }},
		{"another port", "GET", r.Address(), func(q *http.Request) { q.Host = "127.0.0.1" }},
		{"localhost", "GET", r.Address(), func(q *http.Request) { q.Host = strings.Replace(r.host, "127.0.0.1", "localhost", 1) }},
		{"HEAD", "HEAD", r.Address(), nil},
		{"POST", "POST", r.Address(), nil},
		{"prefetch", "GET", r.Address(), header("Sec-Purpose", "prefetch;prerender")},
		{"old prefetch", "GET", r.Address(), header("Purpose", "prefetch")},
		{"Firefox prefetch", "GET", r.Address(), header("X-Moz", "prefetch")},
		{"Safari preview", "GET", r.Address(), header("X-Purpose", "preview")},
		{"an image of a page", "GET", r.Address(), header("Sec-Fetch-Mode", "no-cors")},
		{"a script of a page", "GET", r.Address(), header("Sec-Fetch-Mode", "cors")},
	} {
		req := must(http.NewRequest(c.method, c.address, nil))
		if c.change != nil {
			c.change(req)
		}
		if got := raw(t, r.host, req); got != "" {
			t.Errorf("%s: got %q, want not a byte", c.name, got)
		}
	}
	for _, line := range []string{"", "GET", "\r\n\r\n", "GET / HTTP/9.9\r\n\r\n", "SSH-2.0-x\r\n", "\x16\x03\x01\x02\x00\x01\x00", "GET " + r.path + " HTTP/1.1\r\nHost: " + r.host + "\r\nContent-Length: 1\r\n\r\nx",
		"GET " + r.path + " HTTP/1.1\r\nHost: " + r.host + "\r\nx: " + strings.Repeat("x", redirectHeader)} {
		if got := say(t, r.host, line); got != "" {
			t.Errorf("%.60q: got %q, want not a byte", line, got)
		}
	}
	if isFetched(r) {
		t.Error("fetched before anybody did")
	}

	// Many cookies of other programs on 127.0.0.1 are no hindrance.
	resp := fetch(t, "GET", r.Address(), func(q *http.Request) {
		q.Header.Set("Cookie", "a="+strings.Repeat("x", 40<<10))
		q.Header.Set("Sec-Fetch-Mode", "navigate")
	})
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
			resp, err := roundTrip(must(http.NewRequest("GET", r.Address(), nil)))
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
	if got := alarmed(r); !slices.Contains(got, Alarm{Kind: AlarmSecond}) {
		t.Errorf("alarms %v, want one that another asked too", got)
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
	before := time.Now()
	r := newRedirect(t)
	after := time.Now()
	if end := r.Expires(); end.Before(before.Add(time.Minute)) || end.After(after.Add(time.Minute)) {
		t.Errorf("made between %v and %v, ends at %v, want 60 s later", before, after, end)
	}
	if r.Expires() != r.Expires().Round(0) {
		t.Error("the end is not one of the wall clock")
	}
	r.expires = time.Now().Round(0)
	if resp := fetch(t, "GET", r.Address(), nil); resp.StatusCode != 410 {
		t.Errorf("after its time: %d, want 410", resp.StatusCode)
	}
	if isFetched(r) {
		t.Error("fetched after its time")
	}
}

func TestRedirectRefusesOtherUsers(t *testing.T) {
	r, who := judgedRedirect(t)
	r.Lead(secretTarget)
	who.now.Store(anotherUser())
	if got := raw(t, r.host, must(http.NewRequest("GET", r.Address(), nil))); got != "" {
		t.Errorf("another user got %q, want not a byte", got)
	}
	who.now.Store(thisUser())
	if resp := fetch(t, "GET", r.Address(), nil); resp.StatusCode != 302 {
		t.Errorf("our user after another: %d, want 302", resp.StatusCode)
	}
}

func TestRedirectTargets(t *testing.T) {
	for target, ok := range map[string]bool{
		secretTarget:                         true,
		"http://127.0.0.1:8080/console":      true,
		"http://example.com/SECRET":          false,
		"https://example.com/%zz?x=SECRET%z": false,
	} {
		err := heldRedirect(t).Lead(target)
		if (err == nil) != ok {
			t.Errorf("Lead(%q) = %v, want ok %v", target, err, ok)
		}
		if err != nil && (Kind(err) != "browser_failed" || strings.Contains(err.Error(), "SECRET")) {
			t.Errorf("Lead(%q): error %q", target, err)
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
	count := func() int {
		r.mu.Lock()
		defer r.mu.Unlock()
		return len(r.guests)
	}
	for deadline := time.Now().Add(20 * time.Second); count() != redirectConns; time.Sleep(time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatalf("%d connections, want %d", count(), redirectConns)
		}
	}
	extra := must(net.Dial("tcp", r.host))
	defer extra.Close()
	extra.SetDeadline(time.Now().Add(20 * time.Second))
	if _, err := extra.Read(make([]byte, 1)); err == nil || isTimeout(err) {
		t.Errorf("one more connection: %v, want it closed", err)
	}
	idle[0].Close()
	for deadline := time.Now().Add(20 * time.Second); count() >= redirectConns; time.Sleep(time.Millisecond) {
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
		closed := make(chan struct{})
		go func() {
			defer close(closed)
			<-r.Fetched()
			r.Close()
		}()
		defer func() { <-closed }()
		if resp := fetch(t, "GET", r.Address(), nil); resp.StatusCode != 302 || resp.Header.Get("Location") != secretTarget {
			t.Fatalf("%d, want 302 with its target", resp.StatusCode)
		}
	}
}

// held starts a request for the address and gives what becomes of it.
func held(t *testing.T, r *Redirect) <-chan string {
	t.Helper()
	answer := make(chan string, 1)
	go func() {
		resp, err := roundTrip(must(http.NewRequest("GET", r.Address(), nil)))
		if err != nil {
			answer <- "none"
			return
		}
		defer resp.Body.Close()
		body, _ := io.ReadAll(resp.Body)
		answer <- fmt.Sprint(resp.StatusCode, " ", resp.Header.Get("Location"), string(body))
	}()
	awaitHeld(t, r, 1)
	return answer
}

// awaitHeld waits until n requests wait for an answer.
func awaitHeld(t *testing.T, r *Redirect, n int) {
	t.Helper()
	for deadline := time.Now().Add(20 * time.Second); ; time.Sleep(time.Millisecond) {
		r.mu.Lock()
		waiting := r.waiting()
		r.mu.Unlock()
		if waiting == n {
			return
		}
		if time.Now().After(deadline) {
			t.Fatalf("%d requests wait, want %d", waiting, n)
		}
	}
}

func TestRedirectHoldsItsAnswer(t *testing.T) {
	page := Page{Language: "en", Title: "It <b>failed</b>", Text: "A dialog says why."}
	for name, test := range map[string]struct {
		settle func(*Redirect)
		want   []string
	}{
		"leads":          {func(r *Redirect) { r.Lead(secretTarget) }, []string{"302 " + secretTarget}},
		"fails":          {func(r *Redirect) { r.Fail(page) }, []string{"502 ", `lang="en"`, "It &lt;b&gt;failed&lt;/b&gt;", "A dialog says why."}},
		"the first word": {func(r *Redirect) { r.Fail(page); r.Lead(secretTarget) }, []string{"502 "}},
		"ends":           {func(r *Redirect) { r.Close() }, []string{"none"}},
		// What was promised is kept, though the process is about to end.
		"leads and ends": {func(r *Redirect) { r.Lead(secretTarget); r.Close() }, []string{"302 " + secretTarget}},
		"fails and ends": {func(r *Redirect) { r.Fail(page); r.Close() }, []string{"502 "}},
	} {
		t.Run(name, func(t *testing.T) {
			r := heldRedirect(t)
			answer := held(t, r)
			test.settle(r)
			got := <-answer
			for _, part := range test.want {
				if !strings.Contains(got, part) {
					t.Errorf("got %q, want %q in it", got, part)
				}
			}
		})
	}
}

// A page that is reloaded while its answer is held gets it.
func TestRedirectReloadedWhileHeld(t *testing.T) {
	r := heldRedirect(t)
	first := must(net.Dial("tcp", r.host))
	fmt.Fprintf(first, "GET %s HTTP/1.1\r\nHost: %s\r\n\r\n", r.path, r.host)
	awaitHeld(t, r, 1)
	first.Close()
	awaitHeld(t, r, 0)
	answer := held(t, r)
	r.Lead(secretTarget)
	if got := <-answer; got != "302 "+secretTarget {
		t.Errorf("after a reload: %q, want 302 to the target", got)
	}
}

// alarmed are the alarms so far.
func alarmed(r *Redirect) (all []Alarm) {
	for len(r.alarms) > 0 {
		all = append(all, <-r.alarms)
	}
	return all
}

func TestRedirectAlarms(t *testing.T) {
	get := func(r *Redirect) string {
		resp, err := roundTrip(must(http.NewRequest("GET", r.Address(), nil)))
		if err != nil {
			return "none"
		}
		resp.Body.Close()
		return fmt.Sprint(resp.StatusCode)
	}
	for name, test := range map[string]struct {
		do   func(r *Redirect, who *judged) []string // what who asked got
		got  []string
		want []Alarm
	}{
		"the browser alone": {func(r *Redirect, who *judged) []string {
			r.Lead(secretTarget)
			return []string{get(r)}
		}, []string{"302"}, nil},
		"a second one": {func(r *Redirect, who *judged) []string {
			r.Lead(secretTarget)
			return []string{get(r), get(r)}
		}, []string{"302", "410"}, []Alarm{{Kind: AlarmSecond}}},
		"two while it is held": {func(r *Redirect, who *judged) []string {
			first := held(t, r)
			second := make(chan string, 1)
			go func() { second <- get(r) }()
			awaitHeld(t, r, 2)
			r.Lead(secretTarget)
			return []string{strings.Fields(<-first)[0], <-second, get(r)}
		}, []string{"410", "410", "410"}, []Alarm{{Kind: AlarmContested}}},
		"another program first": {func(r *Redirect, who *judged) []string {
			who.now.Store(anotherProgram())
			first := get(r)
			who.now.Store(thisUser())
			r.Lead(secretTarget)
			return []string{first, get(r)}
		}, []string{"none", "302"}, []Alarm{{AlarmRefused, "python3.13"}}},
		"another program afterwards": {func(r *Redirect, who *judged) []string {
			r.Lead(secretTarget)
			first := get(r)
			who.now.Store(anotherProgram())
			return []string{first, get(r)}
		}, []string{"302", "none"}, []Alarm{{AlarmSecond, "python3.13"}}},
		"another user": {func(r *Redirect, who *judged) []string {
			who.now.Store(anotherUser())
			return []string{get(r)}
		}, []string{"none"}, []Alarm{{Kind: AlarmRefused}}},
		"a page that failed, twice": {func(r *Redirect, who *judged) []string {
			r.Fail(Page{})
			return []string{get(r), get(r)}
		}, []string{"502", "410"}, nil},
		"too late": {func(r *Redirect, who *judged) []string {
			r.Lead(secretTarget)
			r.expires = time.Now().Round(0)
			return []string{get(r)}
		}, []string{"410"}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			r, who := judgedRedirect(t)
			if got := test.do(r, who); !slices.Equal(got, test.got) {
				t.Errorf("answers %q, want %q", got, test.got)
			}
			r.Close()
			if got := alarmed(r); !slices.Equal(got, test.want) {
				t.Errorf("alarms %v, want %v", got, test.want)
			}
		})
	}
}

// Other users have places of their own: the browser always gets one.
func TestRedirectOtherUsersTakeNoPlaces(t *testing.T) {
	r, who := judgedRedirect(t)
	r.Lead(secretTarget)
	who.now.Store(anotherUser())
	var idle []net.Conn
	for range 3 * redirectConns {
		idle = append(idle, must(net.Dial("tcp", r.host)))
	}
	defer func() {
		for _, c := range idle {
			c.Close()
		}
	}()
	// The oldest is closed first: once the last of these is, all have come.
	for _, c := range idle[:len(idle)-foreignConns] {
		c.SetDeadline(time.Now().Add(20 * time.Second))
		if _, err := c.Read(make([]byte, 1)); err == nil || isTimeout(err) {
			t.Fatalf("an old connection: %v, want it closed", err)
		}
	}
	who.now.Store(thisUser())
	r.mu.Lock()
	n := len(r.guests)
	r.mu.Unlock()
	if n > foreignConns {
		t.Errorf("%d connections of other users are open, want at most %d", n, foreignConns)
	}
	if resp := fetch(t, "GET", r.Address(), nil); resp.StatusCode != 302 {
		t.Errorf("the browser meanwhile: %d, want 302", resp.StatusCode)
	}
}

// Where the system does not say who asks, the browser is let in, and that is
// known.
func TestUnnamedProgram(t *testing.T) {
	for _, program := range []string{"chromium", ""} {
		r, who := judgedRedirect(t)
		r.Lead(secretTarget)
		who.now.Store(&judge{Foreign, func(_, _ net.Addr) (string, bool) { return program, true }})
		if fetch(t, http.MethodGet, r.Address(), nil).StatusCode != http.StatusFound {
			t.Errorf("%q was not let in", program)
		}
		if got := r.Unnamed(); got != (program == "") {
			t.Errorf("%q: unnamed %v", program, got)
		}
	}
}
