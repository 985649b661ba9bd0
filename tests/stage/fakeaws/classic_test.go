package fakeaws

import (
	"encoding/json"
	"html"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/credentials"
	"github.com/aws/aws-sdk-go-v2/service/sts"
	"github.com/aws/aws-sdk-go-v2/service/sts/types"
)

// login is a sign-in URL for credentials.
func (a asker) login(c *types.Credentials, duration string) string {
	a.t.Helper()
	session, _ := json.Marshal(map[string]string{"sessionId": *c.AccessKeyId, "sessionKey": *c.SecretAccessKey, "sessionToken": *c.SessionToken})
	form := url.Values{"Action": {"getSigninToken"}, "Session": {string(session)}}
	if duration != "" {
		form.Set("SessionDuration", duration)
	}
	resp, err := a.http.PostForm(a.SigninEndpoint()+"/federation", form)
	if err != nil {
		a.t.Fatal(err)
	}
	defer resp.Body.Close()
	var token struct{ SigninToken string }
	if err := json.NewDecoder(resp.Body).Decode(&token); err != nil || token.SigninToken == "" {
		a.t.Fatalf("status %d, no sign-in token: %v", resp.StatusCode, err)
	}
	return a.SigninEndpoint() + "/federation?" + url.Values{"Action": {"login"}, "Destination": {"https://console.aws.amazon.com/"}, "SigninToken": {token.SigninToken}}.Encode()
}

func (a asker) get(address string) (status int, to, body string) {
	a.t.Helper()
	if strings.HasPrefix(address, "/") {
		address = a.SigninEndpoint() + address
	}
	resp, err := a.http.Get(address)
	if err != nil {
		a.t.Fatal(err)
	}
	defer resp.Body.Close()
	read, _ := io.ReadAll(resp.Body)
	return resp.StatusCode, resp.Header.Get("Location"), string(read)
}

func TestClassic(t *testing.T) {
	a := start(t, Options{Classic: true})
	a.http.Jar, _ = cookiejar.New(nil)
	cred, err := a.assume(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for range 2 { // the same identity again
		if status, _, body := a.get(a.login(cred, "3600")); status != http.StatusFound {
			t.Fatalf("got %d %s", status, body)
		}
	}
	out, err := sts.New(sts.Options{
		Region: "eu-west-1", BaseEndpoint: aws.String(a.STSEndpoint()), HTTPClient: a.http, RetryMaxAttempts: 1,
		Credentials: credentials.NewStaticCredentialsProvider(*cred.AccessKeyId, *cred.SecretAccessKey, *cred.SessionToken),
	}).AssumeRole(t.Context(), &sts.AssumeRoleInput{RoleArn: aws.String(a.Roles()[2].ARN), RoleSessionName: aws.String("maya")})
	if err != nil {
		t.Fatal(err)
	}
	login := a.login(out.Credentials, "")
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
