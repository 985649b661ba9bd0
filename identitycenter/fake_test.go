package identitycenter

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"go.uber.org/goleak"

	"halfday/roles"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// The secrets of the tests: none of them can occur by chance.
const (
	theClientSecret = "plantedClientSecret-8zq1"
	theAccess       = "plantedAccessToken-1Kd0"
	theRefresh      = "plantedRefreshToken-77aZ"
	theCode         = "plantedCode-Q0q9"
	theKey          = "plantedSecretKey/+x"
)

var theSession = session{roles.SSO{Session: "work", StartURL: "https://d-1234567890.awsapps.com/start", Region: "eu-central-1"}}

// fakeCenter stands in for both services of Identity Center.
type fakeCenter struct {
	*httptest.Server
	mu    sync.Mutex
	calls []string
	forms []map[string]any
	// answer is in place of the good answer, where it does not return 0.
	answer func(call string, n int) (status int, code string)
	n      map[string]int
}

func newFake(t *testing.T) *fakeCenter {
	t.Helper()
	f := &fakeCenter{n: map[string]int{}}
	f.Server = httptest.NewServer(http.HandlerFunc(f.serve))
	t.Cleanup(func() { f.CloseClientConnections(); f.Close() })
	return f
}

func (f *fakeCenter) serve(w http.ResponseWriter, r *http.Request) {
	body, _ := io.ReadAll(io.LimitReader(r.Body, 1<<20))
	form := map[string]any{}
	_ = json.Unmarshal(body, &form)
	call := r.URL.Path
	if grant, _ := form["grantType"].(string); grant != "" {
		call += " " + grant
	}
	f.mu.Lock()
	f.calls, f.forms = append(f.calls, call), append(f.forms, form)
	f.n[call]++
	n, answer := f.n[call], f.answer
	f.mu.Unlock()
	if answer != nil {
		if status, code := answer(call, n); status != 0 {
			w.Header().Set("X-Amzn-ErrorType", code)
			w.Header().Set("Content-Type", "application/json")
			w.WriteHeader(status)
			fmt.Fprintf(w, `{"error":"x","error_description":"%s","message":"%s"}`, theAccess, theAccess)
			return
		}
	}
	say := func(v any) { _ = json.NewEncoder(w).Encode(v) }
	switch r.URL.Path {
	case "/client/register":
		say(map[string]any{"clientId": "client-1", "clientSecret": theClientSecret, "clientSecretExpiresAt": time.Now().Add(90 * 24 * time.Hour).Unix()})
	case "/token":
		say(map[string]any{"accessToken": fmt.Sprint(theAccess, n), "expiresIn": 28800, "refreshToken": fmt.Sprint(theRefresh, n), "tokenType": "Bearer"})
	case "/device_authorization":
		say(map[string]any{"deviceCode": "device-1", "userCode": "ABCD-EFGH", "verificationUri": "https://device.example/", "verificationUriComplete": "https://device.example/?user_code=ABCD-EFGH", "expiresIn": 600, "interval": 1})
	case "/federation/credentials":
		say(map[string]any{"roleCredentials": map[string]any{"accessKeyId": "ASIAX", "secretAccessKey": theKey, "sessionToken": "tok", "expiration": time.Now().Add(time.Hour).UnixMilli()}})
	case "/assignment/accounts":
		page := r.URL.Query().Get("next_token")
		if page == "" {
			say(map[string]any{"nextToken": "2", "accountList": []any{map[string]string{"accountId": "111111111111", "accountName": "Shop"}}})
			return
		}
		say(map[string]any{"accountList": []any{map[string]string{"accountId": "222222222222", "accountName": "Lab"}}})
	case "/assignment/roles":
		say(map[string]any{"roleList": []any{map[string]string{"roleName": "Admin", "accountId": r.URL.Query().Get("account_id")}}})
	case "/logout":
		w.WriteHeader(200)
	default:
		http.NotFound(w, r)
	}
}

func (f *fakeCenter) called() string {
	f.mu.Lock()
	defer f.mu.Unlock()
	return strings.Join(f.calls, ", ")
}

// direct follows no redirect, as Options want it.
type direct struct{}

func (direct) Do(r *http.Request) (*http.Response, error) {
	t := &http.Transport{DisableKeepAlives: true}
	return t.RoundTrip(r)
}

// client is one against f, with a cache of its own.
func (f *fakeCenter) client(t *testing.T) *Client {
	t.Helper()
	dir := t.TempDir()
	return f.with(t, Cache{Dir: filepath.Join(dir, "sso", "cache"), Locks: filepath.Join(dir, "run")})
}

func (f *fakeCenter) with(t *testing.T, cache Cache) *Client {
	t.Helper()
	c, err := New(theSession.SSO, Options{Cache: cache, Settings: aws.Config{BaseEndpoint: &f.URL, HTTPClient: direct{}}, Foreign: func(_, _ net.Addr) bool { return false }})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// person answers AWS's page by go, which gets the redirect URI and the state.
func person(page func(redirect, state string)) Visit {
	return Visit{
		Open: func(address string) <-chan error {
			u, _ := url.Parse(address)
			go page(u.Query().Get("redirect_uri"), u.Query().Get("state"))
			return nil
		},
		Page: func(err error) string { return fmt.Sprint("<p>", err) },
	}
}

// agrees is a person who says yes.
func agrees(redirect, state string) {
	fetch(redirect + "?" + url.Values{"code": {theCode}, "state": {state}}.Encode())
}

func fetch(address string) (int, string) {
	req, err := http.NewRequest(http.MethodGet, address, nil)
	if err != nil {
		return 0, err.Error()
	}
	resp, err := direct{}.Do(req)
	if err != nil {
		return 0, err.Error()
	}
	defer resp.Body.Close()
	b, _ := io.ReadAll(io.LimitReader(resp.Body, 1<<16))
	return resp.StatusCode, string(b)
}

func background(t *testing.T) context.Context {
	ctx, stop := context.WithTimeout(t.Context(), 30*time.Second)
	t.Cleanup(stop)
	return ctx
}

// clean fails where a text has a secret of the tests.
func clean(t *testing.T, texts ...string) {
	t.Helper()
	for _, text := range texts {
		if strings.Contains(text, "planted") {
			t.Errorf("a secret in %q", text)
		}
	}
}
