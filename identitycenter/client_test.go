package identitycenter

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"halfday/internal/redact"
)

// One sign-in, and what it leaves for the AWS CLI and for the next.
func TestSignIn(t *testing.T) {
	f := newFake(t)
	c := f.client(t)
	ctx := background(t)
	if _, err := c.RoleCredentials(ctx, "111111111111", "Admin"); asError(err).Kind != KindNoToken {
		t.Fatalf("without a token: %v", err)
	}
	if err := c.SignIn(ctx, person(agrees)); err != nil {
		t.Fatal(err)
	}
	got, err := c.RoleCredentials(ctx, "111111111111", "Admin")
	if err != nil || got.SecretAccessKey != theKey {
		t.Fatal(err)
	}
	if want := "/client/register, /token authorization_code, /federation/credentials"; f.called() != want {
		t.Errorf("called %s", f.called())
	}
	in := f.forms[0]
	if fmt.Sprint(in["grantTypes"], in["redirectUris"], in["scopes"], in["issuerUrl"]) != "[authorization_code refresh_token] [http://127.0.0.1/oauth/callback] [sso:account:access]"+theSession.StartURL {
		t.Errorf("registered as %v", in)
	}
	if verifier, _ := f.forms[1]["codeVerifier"].(string); len(verifier) < 43 || f.forms[1]["code"] != theCode {
		t.Errorf("the code went without its verifier")
	}
	// The next one has a client already.
	if err := c.SignIn(ctx, person(agrees)); err != nil {
		t.Fatal(err)
	}
	if strings.Count(f.called(), "register") != 1 {
		t.Errorf("registered again: %s", f.called())
	}
}

// The challenge is that of the verifier, and the address has nothing that would
// do without it.
func TestAuthorizePage(t *testing.T) {
	f := newFake(t)
	c := f.client(t)
	var page *url.URL
	v := person(agrees)
	open := v.Open
	v.Open = func(address string) <-chan error {
		page, _ = url.Parse(address)
		return open(address)
	}
	if err := c.SignIn(background(t), v); err != nil {
		t.Fatal(err)
	}
	q := page.Query()
	verifier, _ := f.forms[1]["codeVerifier"].(string)
	if page.Path != "/authorize" || q.Get("response_type") != "code" || q.Get("client_id") != "client-1" || q.Get("scopes") != defaultScope || q.Get("code_challenge") == "" ||
		strings.Contains(page.String(), verifier) || strings.Contains(page.String(), theClientSecret) {
		t.Errorf("opened %s", page)
	}
	if u, err := url.Parse(q.Get("redirect_uri")); err != nil || u.Hostname() != "127.0.0.1" || u.Path != callbackPath {
		t.Errorf("redirects to %s", q.Get("redirect_uri"))
	}
}

// What is not the browser's answer gets none, and spoils nothing.
func TestCallbackTakesItsOwnOnly(t *testing.T) {
	f := newFake(t)
	c := f.client(t)
	ctx := background(t)
	err := c.SignIn(ctx, person(func(redirect, state string) {
		u, _ := url.Parse(redirect)
		good := "code=" + theCode + "&state=" + state
		for name, raw := range map[string]string{
			"another path":      "GET /oauth/callback/?" + good + " HTTP/1.1\r\nHost: " + u.Host,
			"another host":      "GET /oauth/callback?" + good + " HTTP/1.1\r\nHost: localhost:" + u.Port(),
			"another state":     "GET /oauth/callback?code=" + theCode + "&state=x HTTP/1.1\r\nHost: " + u.Host,
			"two states":        "GET /oauth/callback?" + good + "&state=" + state + " HTTP/1.1\r\nHost: " + u.Host,
			"no code":           "GET /oauth/callback?state=" + state + " HTTP/1.1\r\nHost: " + u.Host,
			"an error, unasked": "GET /oauth/callback?error=access_denied HTTP/1.1\r\nHost: " + u.Host,
			"a post":            "POST /oauth/callback?" + good + " HTTP/1.1\r\nContent-Length: 0\r\nHost: " + u.Host,
			"a script":          "GET /oauth/callback?" + good + " HTTP/1.1\r\nSec-Fetch-Mode: cors\r\nHost: " + u.Host,
			"a look ahead":      "GET /oauth/callback?" + good + " HTTP/1.1\r\nSec-Purpose: prefetch\r\nHost: " + u.Host,
			"not HTTP":          "hello",
		} {
			if said := knock(t, u.Host, raw); said != "" {
				t.Errorf("%s: was told %q", name, said)
			}
		}
		if status, body := fetch(redirect + "?" + good); status != http.StatusOK || body != "<p><nil>" {
			t.Errorf("the browser was told %d %q", status, body)
		}
	}))
	if err != nil {
		t.Fatal(err)
	}
}

func knock(t *testing.T, host, raw string) string {
	c, err := net.Dial("tcp", host)
	if err != nil {
		t.Error(err)
		return ""
	}
	defer c.Close()
	_ = c.SetDeadline(time.Now().Add(20 * time.Second))
	fmt.Fprint(c, raw, "\r\n\r\n")
	said, _ := bufio.NewReader(c).ReadString('\n')
	return said
}

// Another user's connection is nobody's.
func TestCallbackOfAnotherUser(t *testing.T) {
	f := newFake(t)
	c := f.client(t)
	var callers atomic.Int32
	c.foreign = func(_, _ net.Addr) bool { return callers.Add(1) == 1 }
	if err := c.SignIn(background(t), person(func(redirect, state string) {
		if status, _ := fetch(redirect + "?code=theirs&state=" + state); status != 0 {
			t.Errorf("another user got %d", status)
		}
		agrees(redirect, state)
	})); err != nil {
		t.Fatal(err)
	}
	if f.forms[1]["code"] != theCode {
		t.Error("the code of another user")
	}
}

func TestSignInFails(t *testing.T) {
	for name, test := range map[string]struct {
		answer func(string, int) (int, string)
		page   func(redirect, state string)
		want   Kind
	}{
		"denied": {page: func(redirect, state string) { fetch(redirect + "?error=access_denied&state=" + state) }, want: KindConsent},
		"a code that is not taken": {
			page: agrees, want: KindRefused,
			answer: func(call string, _ int) (int, string) { return on(call, "/token", 400, "InvalidGrantException") },
		},
		"another region": {
			page: agrees, want: KindRegion,
			answer: func(call string, _ int) (int, string) {
				return on(call, "/client/register", 400, "InvalidRequestRegionException")
			},
		},
		"AWS is down": {
			page: agrees, want: KindDown,
			answer: func(call string, _ int) (int, string) { return on(call, "/token", 500, "InternalServerException") },
		},
		"throttled": {
			page: agrees, want: KindThrottled,
			answer: func(call string, _ int) (int, string) { return on(call, "/client/register", 429, "SlowDownException") },
		},
		"an empty answer": {
			page: agrees, want: KindAnswer,
			answer: func(call string, _ int) (int, string) { return on(call, "/token", 201, "") },
		},
	} {
		t.Run(name, func(t *testing.T) {
			f := newFake(t)
			f.answer = test.answer
			c := f.client(t)
			err := c.SignIn(background(t), person(test.page))
			if asError(err).Kind != test.want {
				t.Errorf("got %v, want %s", err, test.want)
			}
			clean(t, fmt.Sprintf("%v %+v %#v", err, err, err))
			if c.cache.token(theSession).Access.Reveal() != "" {
				t.Error("a token was kept")
			}
		})
	}
}

// on answers one call.
func on(call, path string, status int, code string) (int, string) {
	if strings.HasPrefix(call, path) {
		return status, code
	}
	return 0, ""
}

func TestSignInGivenUp(t *testing.T) {
	f := newFake(t)
	c := f.client(t)
	ctx, stop := context.WithCancel(background(t))
	if err := c.SignIn(ctx, person(func(string, string) { stop() })); asError(err).Kind != KindCanceled {
		t.Errorf("got %v", err)
	}
	late, end := context.WithTimeoutCause(background(t), time.Millisecond, errNoAnswer)
	defer end()
	if err := c.SignIn(late, person(func(string, string) {})); asError(err).Kind != KindTimeout {
		t.Errorf("got %v", err)
	}
	broken := errors.New("no browser")
	v := person(nil)
	v.Open = func(string) <-chan error {
		failed := make(chan error, 1)
		failed <- broken
		return failed
	}
	if err := c.SignIn(background(t), v); !errors.Is(err, broken) {
		t.Errorf("got %v", err)
	}
}

// Two that want to sign in at the same time ask the person once.
func TestSignInOnceForAll(t *testing.T) {
	f := newFake(t)
	first := f.client(t)
	second := f.with(t, first.cache)
	ctx := background(t)
	none := second.cache.token(theSession)
	waited := make(chan error, 1)
	if err := first.SignIn(ctx, person(func(redirect, state string) {
		go func() {
			waited <- second.once(ctx, none, func(context.Context) error { return errors.New("asked again") })
		}()
		agrees(redirect, state)
	})); err != nil {
		t.Fatal(err)
	}
	if err := <-waited; err != nil {
		t.Error(err)
	}
}

// kept gives c a token with so much time left.
func (c *Client) kept(t *testing.T, left time.Duration) {
	t.Helper()
	now := time.Now().UTC()
	if err := c.cache.keep(theSession, token{StartURL: theSession.StartURL, Region: theSession.Region, Access: redact.New(theAccess + "0"), Refresh: redact.New(theRefresh), Expires: now.Add(left),
		client: client{id: "client-0", secret: redact.New(theClientSecret), expires: now.Add(24 * time.Hour)}}); err != nil {
		t.Fatal(err)
	}
}

func TestRefresh(t *testing.T) {
	refuse := func(code string) func(string, int) (int, string) {
		return func(call string, _ int) (int, string) { return on(call, "/token", 400, code) }
	}
	for name, test := range map[string]struct {
		left   time.Duration
		answer func(string, int) (int, string)
		calls  string
		want   Kind
	}{
		"time enough":                      {time.Hour, nil, "/federation/credentials", ""},
		"ends soon":                        {5 * time.Minute, nil, "/token refresh_token, /federation/credentials", ""},
		"ended":                            {-time.Hour, nil, "/token refresh_token, /federation/credentials", ""},
		"ended, and the session, too":      {-time.Hour, refuse("InvalidGrantException"), "/token refresh_token", KindNoToken},
		"ended, and the client is no more": {-time.Hour, refuse("InvalidClientException"), "/token refresh_token", KindNoToken},
		"ends soon, and cannot be":         {5 * time.Minute, refuse("InvalidGrantException"), "/token refresh_token, /federation/credentials", ""},
		"ended, and AWS is down": {-time.Hour, func(call string, _ int) (int, string) { return on(call, "/token", 503, "") },
			"/token refresh_token", KindDown},
		"taken away meanwhile": {time.Hour, func(call string, _ int) (int, string) {
			return on(call, "/federation", 401, "UnauthorizedException")
		}, "/federation/credentials", KindNoToken},
		"a role that the person does not have": {time.Hour, func(call string, _ int) (int, string) {
			return on(call, "/federation", 403, "ForbiddenException")
		}, "/federation/credentials", KindDenied},
	} {
		t.Run(name, func(t *testing.T) {
			f := newFake(t)
			f.answer = test.answer
			c := f.client(t)
			c.kept(t, test.left)
			_, err := c.RoleCredentials(background(t), "111111111111", "Admin")
			if asError(err).Kind != test.want || err != nil && test.want == "" {
				t.Errorf("got %v, want %s", err, test.want)
			}
			if f.called() != test.calls {
				t.Errorf("called %s, want %s", f.called(), test.calls)
			}
			if err != nil {
				clean(t, fmt.Sprintf("%v %+v", err, err))
			}
		})
	}
}

func TestLists(t *testing.T) {
	f := newFake(t)
	f.answer = func(call string, n int) (int, string) {
		if n == 1 {
			return on(call, "/assignment/accounts", 429, "TooManyRequestsException")
		}
		return 0, ""
	}
	c := f.client(t)
	c.kept(t, time.Hour)
	accounts, err := c.Accounts(background(t))
	if err != nil || fmt.Sprint(accounts) != "[{111111111111 Shop} {222222222222 Lab}]" {
		t.Errorf("got %v, %v", accounts, err)
	}
	if roles, err := c.Roles(background(t), "111111111111"); err != nil || fmt.Sprint(roles) != "[Admin]" {
		t.Errorf("got %v, %v", roles, err)
	}
}

func TestSignOut(t *testing.T) {
	f := newFake(t)
	c := f.client(t)
	c.kept(t, time.Hour)
	if err := c.SignOut(background(t)); err != nil || c.cache.token(theSession).Access.Reveal() != "" || f.called() != "/logout" {
		t.Errorf("got %v, called %s", err, f.called())
	}
	if err := c.SignOut(background(t)); err != nil || f.called() != "/logout" {
		t.Errorf("again: %v, %s", err, f.called())
	}
}

// A refresh under way does not bring the token back.
func TestSignOutDuringARefresh(t *testing.T) {
	f := newFake(t)
	refreshing := f.client(t)
	refreshing.kept(t, 5*time.Minute)
	out := f.with(t, refreshing.cache)
	ctx, ended := background(t), make(chan error, 1)
	f.answer = func(call string, _ int) (int, string) {
		if strings.HasPrefix(call, "/token") {
			go func() { ended <- out.SignOut(ctx) }()
			select {
			case err := <-ended:
				ended <- err
			case <-time.After(300 * time.Millisecond): // it waits
			}
		}
		return 0, ""
	}
	if _, err := refreshing.RoleCredentials(ctx, "111111111111", "Admin"); err != nil {
		t.Error(err)
	}
	if err := <-ended; err != nil || refreshing.cache.token(theSession).Access.Reveal() != "" {
		t.Errorf("signed out with %v, and the token is there", err)
	}
}

// The AWS CLI knows of no lock: what it did during a refresh stands.
func TestRefreshAndTheCLI(t *testing.T) {
	const other = theAccess + "-of-the-CLI"
	for name, test := range map[string]struct {
		does func(c *Client)
		left string // the token that the cache then has
		want Kind
	}{
		"logout": {func(c *Client) { _ = c.cache.drop(theSession) }, "", KindNoToken},
		"login": {func(c *Client) {
			_ = c.cache.keep(theSession, token{StartURL: theSession.StartURL, Region: theSession.Region, Access: redact.New(other), Expires: time.Now().Add(time.Hour)})
		}, other, ""},
	} {
		t.Run(name, func(t *testing.T) {
			f := newFake(t)
			c := f.client(t)
			c.kept(t, 5*time.Minute)
			f.answer = func(call string, _ int) (int, string) {
				if strings.HasPrefix(call, "/token") {
					test.does(c)
				}
				return 0, ""
			}
			_, err := c.RoleCredentials(background(t), "111111111111", "Admin")
			if asError(err).Kind != test.want || err != nil && test.want == "" {
				t.Errorf("got %v, want %s", err, test.want)
			}
			if got := c.cache.token(theSession).Access.Reveal(); got != test.left {
				t.Error("the token is another one")
			}
		})
	}
}

func TestSignInByDevice(t *testing.T) {
	f := newFake(t)
	f.answer = func(call string, n int) (int, string) {
		if n == 1 {
			return on(call, "/token", 400, "AuthorizationPendingException")
		}
		return 0, ""
	}
	c := f.client(t)
	var shown DeviceCode
	if err := c.SignInByDevice(background(t), func(d DeviceCode) { shown = d }); err != nil {
		t.Fatal(err)
	}
	if shown.Code != "ABCD-EFGH" || !strings.HasPrefix(shown.Complete, "https://") || !c.cache.token(theSession).valid(time.Now()) {
		t.Errorf("shown %+v", shown)
	}
	f.answer = func(call string, _ int) (int, string) { return on(call, "/token", 400, "AccessDeniedException") }
	if err := c.SignInByDevice(background(t), func(DeviceCode) {}); asError(err).Kind != KindConsent {
		t.Errorf("got %v", err)
	}
}

func FuzzCallback(f *testing.F) {
	f.Add("GET /oauth/callback?code=abc&state=st HTTP/1.1\r\nHost: 127.0.0.1:9\r\n\r\n")
	f.Add("GET /oauth/callback?error=access_denied&state=st HTTP/1.1\r\nHost: 127.0.0.1:9\r\nSec-Fetch-Mode: navigate\r\n\r\n")
	f.Add("GET /oauth/callback?code=%zz&state=st HTTP/1.1\r\nHost: x\r\n\r\n")
	f.Fuzz(func(t *testing.T, raw string) {
		req, err := http.ReadRequest(bufio.NewReader(strings.NewReader(raw)))
		if err != nil {
			return
		}
		got, ok := read(req, "127.0.0.1:9", "st")
		if !ok {
			return
		}
		if code := got.code.Reveal(); req.Method != "GET" || req.Host != "127.0.0.1:9" || !strings.HasPrefix(req.RequestURI, callbackPath+"?") || (got.err != nil) == (code != "") || !visible(code) || known(asError(got.err).Code) != asError(got.err).Code {
			t.Errorf("took %q", raw)
		}
	})
}
