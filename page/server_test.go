package page

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"halfday/roles"
	"halfday/session"
	"halfday/text"
)

const host = "127.0.0.1:4242"

var place = Place{Port: 4242, Key: bytes.Repeat([]byte{7}, placeKey)}

var cookieName, cookie = place.cookie()

// owner notes what it is asked for.
type owner struct {
	mu    sync.Mutex
	asked []Ask
}

func (o *owner) ask(a Ask) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.asked = append(o.asked, a)
}

func aServer() (*server, *owner) {
	o := &owner{}
	s := newServer(Start{Place: place}, World{
		Find: func(address, _ string, _ []roles.Role) (Found, bool) {
			return Found{Profiles: []string{"prod"}, Page: address, Region: "eu-west-1"}, strings.HasPrefix(address, "https://")
		},
		Opens: func(_ roles.Role, p session.Page, _ string) bool { return p.Region != "mars" },
	}, o.ask)
	s.learn(Line{Language: "en", Roles: &[]roles.Role{{Profile: "prod", Account: "111122223333", Label: "Shop"}}, State: &session.State{}})
	return s, o
}

// request is what the document's own script sends, changed by with: "Name: value"
// sets a header, "Name:" takes it away.
func request(method, path, body string, with ...string) *http.Request {
	r := httptest.NewRequest(method, path, strings.NewReader(body))
	r.Host, r.URL.Host = host, ""
	h := map[string]string{"Sec-Fetch-Site": "same-origin", "Sec-Fetch-Mode": "cors", "Sec-Fetch-Dest": "empty",
		"Cookie": cookieName + "=" + cookie}
	if method == http.MethodPost {
		h["Origin"], h["Content-Type"], h[tokenHeader] = "http://"+host, "application/json", place.token()
	}
	for k, v := range h {
		r.Header.Set(k, v)
	}
	for _, w := range with {
		name, value, _ := strings.Cut(w, ": ")
		switch name = strings.TrimSuffix(name, ":"); {
		case name == "Host":
			r.Host = value
		case value == "":
			r.Header.Del(name)
		default:
			r.Header.Set(name, value)
		}
	}
	return r
}

// visit is a person who goes to an address.
func visit(path string, with ...string) *http.Request {
	return request(http.MethodGet, path, "", append([]string{"Cookie:", "Sec-Fetch-Site: none", "Sec-Fetch-Mode: navigate", "Sec-Fetch-Dest: document"}, with...)...)
}

func serve(s *server, r *http.Request) *httptest.ResponseRecorder {
	w := httptest.NewRecorder()
	s.ServeHTTP(w, r)
	return w
}

const act = `{"kind":"sign-in","profile":"prod"}`

func TestTheDocumentMay(t *testing.T) {
	s, o := aServer()
	w := serve(s, request("GET", statePath, ""))
	var got news
	if err := json.Unmarshal(w.Body.Bytes(), &got); err != nil || w.Code != 200 || got.Token != place.token() || len(*got.Roles) != 1 || (*got.Roles)[0].Label != "Shop" {
		t.Fatalf("state: %d %s", w.Code, w.Body)
	}
	if w := serve(s, request("POST", doPath, act)); w.Code != http.StatusAccepted || len(o.asked) != 1 || o.asked[0] != (Ask{Kind: SignIn, Profile: "prod"}) {
		t.Errorf("sign in: %d, asked %v", w.Code, o.asked)
	}
	if w := serve(s, request("POST", findPath, `{"address":"https://console.aws.amazon.com/"}`)); w.Code != 200 || !strings.Contains(w.Body.String(), `"profiles":["prod"]`) {
		t.Errorf("find: %d %s", w.Code, w.Body)
	}
	if w := serve(s, request("POST", findPath, `{"address":"x"}`)); w.Code != http.StatusNotFound {
		t.Errorf("find of no address: %d", w.Code)
	}
}

// Nobody but the document sees names or does anything.
func TestOthersMayNot(t *testing.T) {
	attacks := []struct {
		name string
		with []string
	}{
		{"no cookie", []string{"Cookie:"}},
		{"a guessed cookie", []string{"Cookie: " + cookieName + "=guess"}},
		{"an empty cookie", []string{"Cookie: " + cookieName + "="}},
		{"a cookie of another name", []string{"Cookie: halfday_4242=" + cookie}},
		{"rebinding", []string{"Host: evil.example:4242"}},
		{"localhost by name", []string{"Host: localhost:4242"}},
		{"another port", []string{"Host: 127.0.0.1:80"}},
		{"no port", []string{"Host: 127.0.0.1"}},
		{"another site's script", []string{"Sec-Fetch-Site: cross-site", "Origin: https://evil.example"}},
		{"no-cors", []string{"Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: no-cors"}},
		{"another port's page", []string{"Sec-Fetch-Site: same-site", "Origin: http://127.0.0.1:9"}},
		{"a form", []string{"Sec-Fetch-Mode: navigate", "Sec-Fetch-Dest: document", "Content-Type: application/x-www-form-urlencoded"}},
		{"an image", []string{"Sec-Fetch-Dest: image"}},
		{"a frame", []string{"Sec-Fetch-Dest: iframe", "Sec-Fetch-Mode: navigate"}},
		{"a program without a browser", []string{"Sec-Fetch-Site:"}},
	}
	for _, a := range attacks {
		t.Run(a.name, func(t *testing.T) {
			for _, r := range []*http.Request{request("GET", statePath, "", a.with...), request("POST", doPath, act, a.with...),
				request("POST", findPath, `{"address":"https://x"}`, a.with...)} {
				s, o := aServer()
				w := serve(s, r)
				if w.Code < 400 || w.Body.Len() > 0 || len(o.asked) > 0 {
					t.Errorf("%s: %d %s, asked %v", r.URL, w.Code, w.Body, o.asked)
				}
			}
		})
	}
	for _, with := range []string{tokenHeader + ":", tokenHeader + ": guess", "Content-Type: text/plain", "Origin: null", "Origin: https://evil.example"} {
		s, o := aServer()
		if w := serve(s, request("POST", doPath, act, with)); w.Code != http.StatusForbidden || len(o.asked) > 0 {
			t.Errorf("%s: %d, asked %v", with, w.Code, o.asked)
		}
	}
	for _, method := range []string{"GET", "PUT", "HEAD", "OPTIONS", "DELETE"} {
		s, o := aServer()
		if w := serve(s, request(method, doPath, act)); w.Code < 400 || len(o.asked) > 0 {
			t.Errorf("%s: %d, asked %v", method, w.Code, o.asked)
		}
	}
}

// Who has the cookie and comes by themselves gets the first news with the
// document, in a form that cannot end the element around it.
func TestTheDocumentCarriesTheFirstNews(t *testing.T) {
	s, _ := aServer()
	s.learn(Line{Roles: &[]roles.Role{{Profile: "prod", Label: "</script><b>Shop"}}})
	known := "Cookie: " + cookieName + "=" + cookie
	_, data, _ := strings.Cut(serve(s, visit(homePath, known)).Body.String(), `id="news">`)
	data, _, _ = strings.Cut(data, "</script>")
	var got news
	if err := json.Unmarshal([]byte(data), &got); err != nil || got.Token != place.token() || len(*got.Roles) != 1 || (*got.Roles)[0].Label != "</script><b>Shop" {
		t.Errorf("got %s (%v)", data, err)
	}
	for _, site := range []string{"cross-site", "same-site"} {
		if w := serve(s, visit(homePath, known, "Sec-Fetch-Site: "+site)); w.Code != http.StatusOK || strings.Contains(w.Body.String(), "Shop") {
			t.Errorf("led here by a page of another site (%s): %d, names roles", site, w.Code)
		}
	}
	if w := serve(s, visit("/")); w.Code != http.StatusSeeOther || w.Header().Get("Location") != homePath {
		t.Errorf("/ leads to %q (%d)", w.Header().Get("Location"), w.Code)
	}
}

// For anybody else it names nothing, and it is in no frame.
func TestTheDocumentNamesNothing(t *testing.T) {
	s, _ := aServer()
	for _, path := range []string{homePath, "/back/id1", "/back/guessed"} {
		w := serve(s, visit(path, "Sec-Fetch-Site: cross-site"))
		page := w.Body.String()
		if w.Code != 200 || strings.Contains(page, "prod") && strings.Contains(page, "Shop") || strings.Contains(page, "1111") || strings.Contains(page, place.token()) {
			t.Errorf("%s: %d, and it says more than it should", path, w.Code)
		}
		policy := w.Header().Get("Content-Security-Policy")
		for _, want := range []string{"default-src 'none'", "frame-ancestors 'none'", "script-src 'sha256-", "style-src 'sha256-", "form-action 'none'", "base-uri 'none'"} {
			if !strings.Contains(policy, want) {
				t.Errorf("the policy is %q, want %s in it", policy, want)
			}
		}
		if strings.Contains(policy, "unsafe") || w.Header().Get("Set-Cookie") != "" {
			t.Errorf("policy %q, cookie %q", policy, w.Header().Get("Set-Cookie"))
		}
		for name, want := range map[string]string{"Cache-Control": "no-store", "Referrer-Policy": "no-referrer", "X-Content-Type-Options": "nosniff", "X-Frame-Options": "DENY"} {
			if got := w.Header().Get(name); got != want {
				t.Errorf("%s is %q, want %q", name, got, want)
			}
		}
	}
	for _, with := range []string{"Sec-Fetch-Dest: iframe", "Sec-Purpose: prefetch", "Sec-Fetch-Mode: no-cors", "Purpose: preview"} {
		if w := serve(s, visit(homePath, with)); w.Code != http.StatusForbidden || w.Body.Len() > 0 {
			t.Errorf("%s: %d", with, w.Code)
		}
	}
	if w := serve(s, visit("/back/a%2fb")); w.Code != http.StatusNotFound {
		t.Errorf("an ID that is none: %d", w.Code)
	}
}

func TestALinkIsForOneTime(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s, _ := aServer()
		until := time.Now().Add(linkLife)
		s.links.add(Link{"once", "id1", until})
		s.links.add(Link{"late", "", until})
		for _, with := range []string{"Sec-Purpose: prefetch", "Sec-Fetch-Dest: iframe", "Sec-Fetch-Mode: no-cors"} {
			if w := serve(s, visit("/enter/once", with)); w.Code != http.StatusForbidden || w.Header().Get("Set-Cookie") != "" {
				t.Errorf("%s: %d, cookie %q", with, w.Code, w.Header().Get("Set-Cookie"))
			}
		}
		if w := serve(s, visit("/enter/guess")); w.Header().Get("Set-Cookie") != "" {
			t.Error("a guessed link sets the cookie")
		}
		w := serve(s, visit("/enter/once"))
		set := w.Header().Get("Set-Cookie")
		if w.Code != http.StatusSeeOther || w.Header().Get("Location") != "/back/id1" || !strings.HasPrefix(set, cookieName+"="+cookie) ||
			!strings.Contains(set, "HttpOnly") || !strings.Contains(set, "SameSite=Strict") || !strings.Contains(set, "Path="+ownPath) {
			t.Errorf("%d to %s with %q", w.Code, w.Header().Get("Location"), set)
		}
		if w := serve(s, visit("/enter/once")); w.Header().Get("Set-Cookie") != "" || w.Header().Get("Location") != homePath {
			t.Errorf("the second time: %d, cookie %q", w.Code, w.Header().Get("Set-Cookie"))
		}
		time.Sleep(linkLife)
		if w := serve(s, visit("/enter/late")); w.Header().Get("Set-Cookie") != "" {
			t.Error("a link works after its minute")
		}
	})
}

// Without the cookie the document can do one thing: ask for a tab that may see.
func TestRaise(t *testing.T) {
	s, o := aServer()
	if w := serve(s, request("POST", raisePath, `{"back":"id1"}`, "Cookie:", tokenHeader+":")); w.Code != http.StatusAccepted || len(o.asked) != 1 || o.asked[0] != (Ask{Kind: Raise, Back: "id1"}) {
		t.Errorf("%d, asked %v", w.Code, o.asked)
	}
	for _, with := range []string{"Sec-Fetch-Site: cross-site", "Sec-Fetch-Site: same-site", "Origin: https://evil.example", "Content-Type: text/plain", "Host: evil.example"} {
		if w := serve(s, request("POST", raisePath, `{}`, "Cookie:", with)); w.Code < 400 {
			t.Errorf("%s: %d", with, w.Code)
		}
	}
	for range 20 {
		serve(s, request("POST", raisePath, `{}`))
	}
	if len(o.asked) > 4 {
		t.Errorf("asked %d times for 21 requests, want few", len(o.asked))
	}
}

// A tab gets its address, and no other tab does: again where the answer did not
// come to it, and not once it says that it did.
func TestThisTabGoesOn(t *testing.T) {
	s, _ := aServer()
	s.learn(Line{Lead: &Lead{"mine", "http://127.0.0.1:1/once"}})
	look := func(tab string, after int64) (n news) {
		json.Unmarshal(serve(s, request("GET", fmt.Sprint(statePath, "?tab=", tab, "&after=", after), "")).Body.Bytes(), &n)
		return n
	}
	if n := look("other", -1); n.Go != "" {
		t.Errorf("another tab got %s", n.Go)
	}
	var last int64 = -1
	for range 2 {
		n := look("mine", -1)
		if last = n.Mark; n.Go != "http://127.0.0.1:1/once" {
			t.Errorf("the tab got %q", n.Go)
		}
	}
	s.learn(Line{State: &session.State{}})
	if n := look("mine", last); n.Go != "" {
		t.Errorf("the tab got %q after it had it", n.Go)
	}
	if n := look("mine", -1); n.Go != "" {
		t.Errorf("the tab got %q after it had it", n.Go)
	}
}

// A sign-in under way can be given up, whatever has become of its role.
func TestCancel(t *testing.T) {
	s, o := aServer()
	s.Opens = func(roles.Role, session.Page, string) bool { return false }
	for _, profile := range []string{"prod", "gone"} {
		w := serve(s, request("POST", doPath, `{"kind":"cancel","profile":"`+profile+`"}`))
		if want := (Ask{Kind: Cancel, Profile: profile}); w.Code != http.StatusAccepted || o.asked[len(o.asked)-1] != want {
			t.Errorf("%s: %d, asked %v", profile, w.Code, o.asked)
		}
	}
}

// However the clock is set, nobody who asks for nothing is taken for busy.
func TestIdle(t *testing.T) {
	s, _ := aServer()
	now := time.Now()
	s.now = func() time.Time { return now }
	serve(s, visit("/"))
	now = now.Add(-5 * time.Hour) // set back
	if got := s.idle(); got != 0 {
		t.Errorf("idle for %v, want 0", got)
	}
	now = now.Add(idleLimit)
	if got := s.idle(); got != idleLimit {
		t.Errorf("idle for %v, want %v", got, idleLimit)
	}
	serve(s, visit("/"))
	if now = now.Add(10 * time.Hour); s.idle() < idleLimit { // it has slept
		t.Errorf("idle for %v, want more", s.idle())
	}
}

func TestNewsAreWaitedFor(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s, _ := aServer()
		s.mark = 1
		got := make(chan *httptest.ResponseRecorder, 1)
		go func() { got <- serve(s, request("GET", statePath+"?after=1", "")) }()
		synctest.Wait()
		select {
		case w := <-got:
			t.Fatalf("answered at once: %s", w.Body)
		default:
		}
		s.learn(Line{State: &session.State{}})
		if w := <-got; !strings.Contains(w.Body.String(), `"mark":2`) {
			t.Errorf("the news are %s", w.Body)
		}
		if w := serve(s, request("GET", statePath+"?after=2", "")); strings.Contains(w.Body.String(), "state") {
			t.Errorf("after a while without news: %s", w.Body)
		}
	})
}

func TestBounds(t *testing.T) {
	s, o := aServer()
	for _, body := range []string{"", "{", "[]", `{"kind":"raise"}`, `{"kind":"quit","profile":"prod"}`, `{"kind":"sign-in"}`, `{"kind":"sign-in","profile":"x","tab":"../x"}`,
		`{"kind":"sign-in","profile":"` + strings.Repeat("a", maxAsk+1) + `"}`} {
		if w := serve(s, request("POST", doPath, body)); w.Code != http.StatusBadRequest {
			t.Errorf("%.40q: %d", body, w.Code)
		}
	}
	if w := serve(s, request("POST", doPath, strings.Repeat(" ", maxBody+1))); w.Code != http.StatusRequestEntityTooLarge {
		t.Errorf("a large body: %d", w.Code)
	}
	if len(o.asked) > 0 {
		t.Errorf("asked %v", o.asked)
	}
	for range 1000 {
		serve(s, request("POST", doPath, act))
	}
	if len(o.asked) > 2*rateBurst {
		t.Errorf("asked %d times for 1000 requests, want %d and few more", len(o.asked), rateBurst)
	}
}

// A body that never ends is not read, over the wire either; another user's
// connection gets nothing; without requests the server ends.
func TestServe(t *testing.T) {
	l, err := net.Listen("tcp4", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	here := Place{Port: l.Addr().(*net.TCPAddr).Port, Key: place.Key}
	ours := make(chan bool, 1)
	ours <- true
	s := newServer(Start{Place: here}, World{Own: func(net.Addr, net.Addr) bool { is := <-ours; ours <- is; return is }}, nil)
	ctx, stop := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- s.serve(ctx, l) }()
	dial := func(request string) string {
		c, err := net.Dial("tcp4", l.Addr().String())
		if err != nil {
			t.Fatal(err)
		}
		defer c.Close()
		io.WriteString(c, request)
		answer, _ := io.ReadAll(c)
		return string(answer)
	}
	head := "POST " + doPath + " HTTP/1.1\r\nHost: " + l.Addr().String() + "\r\nConnection: close\r\nSec-Fetch-Site: same-origin\r\nSec-Fetch-Dest: empty\r\nOrigin: http://" + l.Addr().String() +
		"\r\nContent-Type: application/json\r\nX-Halfday-Token: " + here.token() + "\r\nCookie: " + s.cookieName + "=" + s.cookie + "\r\n"
	var busy []net.Conn
	for range maxConns {
		c, err := net.Dial("tcp4", l.Addr().String())
		if err != nil {
			t.Fatal(err)
		}
		busy = append(busy, c)
	}
	if got := dial(head + "Content-Length: 2\r\n\r\n{}"); got != "" {
		t.Errorf("one connection too many got %.60q", got)
	}
	for _, c := range busy {
		c.Close()
	}
	for got := ""; got == ""; got = dial(head + "Content-Length: 2\r\n\r\n{}") { // until their places are free
		time.Sleep(time.Millisecond)
	}
	if got := dial(head + "Content-Length: 1073741824\r\n\r\n{"); !strings.HasPrefix(got, "HTTP/1.1 413") {
		t.Errorf("1 GiB: %.60q", got)
	}
	if got := dial(head + "Content-Length: 2\r\n\r\n{}"); !strings.HasPrefix(got, "HTTP/1.1 400") {
		t.Errorf("an empty ask: %.60q", got)
	}
	<-ours
	ours <- false
	if got := dial(head + "Content-Length: 2\r\n\r\n{}"); got != "" {
		t.Errorf("another user got %.60q", got)
	}
	stop()
	if err := <-done; err != nil {
		t.Error(err)
	}
}

func TestShow(t *testing.T) {
	now := time.Date(2026, 11, 28, 9, 0, 0, 0, time.UTC)
	list := []roles.Role{
		{Profile: "prod", Account: "111122223333", Region: "eu-west-1", Production: true, Console: 12 * time.Hour},
		{Profile: "bad", Label: "Bad\x1b", Problem: roles.Problem{Kind: roles.ProblemNoKeys, Profile: "me"}},
	}
	shown := showRoles(list, text.English(), place)
	if len(shown) != 2 || shown[0].ID != place.id(list[0]) || !shown[0].Production || shown[0].Lasts != "12 h" || shown[1].Problem == "" || shown[1].Lasts != "" || strings.Contains(shown[1].Label, "\x1b") {
		t.Errorf("roles: %+v", shown)
	}
	got := show(session.State{
		Sessions: []session.Session{{Profile: "prod", SignedInAt: now, Expires: now.Add(12 * time.Hour)}},
		Attempts: []session.Attempt{{Profile: "bad", Phase: session.PhaseCode}},
	}, list, []Browser{{"firefox", "Firefox"}}, text.English())
	if len(got.Sessions) != 1 || !got.Sessions[0].Ends.Equal(now.Add(12*time.Hour)) || len(got.Attempts) != 1 || !strings.Contains(got.Attempts[0].Says, "Bad") || len(got.Browsers) != 1 {
		t.Errorf("%+v", got)
	}
}

// What is said of a role is said in the person's language, also where that has
// changed and the roles have not.
func TestAnotherLanguage(t *testing.T) {
	s, _ := aServer()
	s.learn(Line{Roles: &[]roles.Role{{Profile: "bad", Problem: roles.Problem{Kind: roles.ProblemNoKeys, Profile: "me"}}}})
	english := s.roles[0].Problem
	s.learn(Line{Language: "ja", State: &session.State{}})
	if n, _ := s.look(noMark, noMark, ""); n.Roles == nil || (*n.Roles)[0].Problem == english {
		t.Errorf("it still says %q", english)
	}
	if s.document.policy == "" || !bytes.Contains(s.document.before, []byte(`lang="ja"`)) {
		t.Error("the document is in the language before")
	}
}

// FuzzServeHTTP: whatever is asked, without the cookie nothing is named or done.
func FuzzServeHTTP(f *testing.F) {
	for _, s := range []string{"/", statePath, doPath, "/enter/x", "/back/../state", "//state", statePath + "?after=-1&tab=x", "/back/%00"} {
		f.Add("GET", s, "", "same-origin")
		f.Add("POST", s, act, "same-origin")
	}
	f.Fuzz(func(t *testing.T, method, path, body, site string) {
		r, err := http.NewRequest(method, "http://"+host+"/", strings.NewReader(body))
		if err != nil {
			return
		}
		r.URL.Host, r.URL.Path, r.Host = "", path, host
		r.Header.Set(fetchSite, site)
		r.Header.Set(fetchDest, "empty")
		r.Header.Set("Content-Type", "application/json")
		r.Header.Set("Origin", "http://"+host)
		s, o := aServer()
		w := serve(s, r)
		if strings.Contains(w.Body.String(), "Shop") || strings.Contains(w.Body.String(), place.token()) || w.Header().Get("Set-Cookie") != "" {
			t.Errorf("%s %q: %d tells too much", method, path, w.Code)
		}
		for _, a := range o.asked {
			if a.Kind != Raise {
				t.Errorf("%s %q: asked %v", method, path, a)
			}
		}
	})
}
