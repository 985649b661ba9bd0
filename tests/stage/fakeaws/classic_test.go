package fakeaws

import (
	"encoding/json"
	"html"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/sts"
	"github.com/aws/aws-sdk-go-v2/service/sts/types"
)

// login is a sign-in URL for credentials that leads to a destination.
func (a asker) login(c *types.Credentials, destination string) string {
	a.t.Helper()
	status, _, body := a.do(http.MethodPost, "/federation", form, url.Values{"Action": {"getSigninToken"}, "Session": {sessionOf(c)}}.Encode())
	var token struct{ SigninToken string }
	if err := json.Unmarshal([]byte(body), &token); err != nil || token.SigninToken == "" {
		a.t.Fatalf("status %d, no sign-in token: %v", status, err)
	}
	return a.SigninEndpoint() + "/federation?" + url.Values{"Action": {"login"}, "Destination": {destination}, "SigninToken": {token.SigninToken}}.Encode()
}

func (a asker) get(address string) (status int, to, body string) {
	a.t.Helper()
	status, header, body := a.do(http.MethodGet, address, "", "")
	return status, header.Get("Location"), body
}

const console = "https://console.aws.amazon.com/"

func TestClassic(t *testing.T) {
	a := start(t, Options{Classic: true})
	a.http.Jar, _ = cookiejar.New(nil)
	cred, err := a.assume(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for range 2 { // the same identity again
		if status, _, body := a.get(a.login(cred, console)); status != http.StatusFound {
			t.Fatalf("got %d %s", status, body)
		}
	}
	out, err := a.as(cred).AssumeRole(t.Context(), &sts.AssumeRoleInput{RoleArn: aws.String(a.Roles()[2].ARN), RoleSessionName: aws.String("maya")})
	if err != nil {
		t.Fatal(err)
	}
	login := a.login(out.Credentials, console)
	status, _, body := a.get(login)
	if status != http.StatusBadRequest || !strings.Contains(body, "You must first log out") {
		t.Fatalf("got %d %s", status, body)
	}
	// The page's own link leads out, and on.
	link := regexp.MustCompile(`href="([^"]+)"`).FindStringSubmatch(body)
	if link == nil {
		t.Fatal("no link")
	}
	if _, to, _ := a.get(html.UnescapeString(link[1])); to != login {
		t.Fatalf("logged out to %q", to)
	}
	if status, _, _ := a.get(login); status != http.StatusFound {
		t.Errorf("after logging out: %d", status)
	}
}
