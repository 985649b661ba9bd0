package demo

import (
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/sts"
	"github.com/aws/aws-sdk-go-v2/service/sts/types"
)

const opaque = "HTTP Status 400 - Invalid credentials parameter"

func wantOpaque(t *testing.T, what string, a answer) {
	t.Helper()
	if a.status != 400 || !strings.Contains(a.body, opaque) || !strings.HasPrefix(a.header.Get("Content-Type"), "text/html") {
		t.Errorf("%s: got %d %q", what, a.status, a.body)
	}
}

func TestSessionDuration(t *testing.T) {
	r := start(t, Options{})
	direct := r.assume(r.maya(), dev("123456"))
	chained := r.assume(r.as(direct), &sts.AssumeRoleInput{RoleArn: aws.String(billingARN), RoleSessionName: aws.String("maya")})
	for name, test := range map[string]struct {
		cred     *types.Credentials
		duration string
		ok       bool
	}{
		"none":          {direct, "", true},
		"least":         {direct, "900", true},
		"most":          {direct, "43200", true},
		"too short":     {direct, "899", false},
		"too long":      {direct, "43201", false},
		"no number":     {direct, "12h", false},
		"chained, none": {chained, "", true},
		"chained, 3600": {chained, "3600", false},
	} {
		a := r.trade(test.cred, test.duration)
		if !test.ok {
			wantOpaque(t, name, a)
		} else if a.status != 200 || !strings.HasPrefix(a.body, `{"SigninToken":"`) {
			t.Errorf("%s: got %d %s", name, a.status, a.body)
		}
	}
}

func TestOnlyRoleCredentialsAreTraded(t *testing.T) {
	c := &clock{now: time.Now()}
	token := defaultKey()
	token.Token = "FwoGZXIvYXdzEXAMPLE"
	r := start(t, Options{Now: c.Now, Keys: []Key{defaultKey(), token}})
	cred := func(k Key) *types.Credentials {
		return &types.Credentials{AccessKeyId: aws.String(k.AccessKeyID), SecretAccessKey: aws.String(k.SecretKey), SessionToken: aws.String(k.Token)}
	}
	wantOpaque(t, "a long-term key", r.trade(cred(r.Keys()[0]), "43200"))
	wantOpaque(t, "GetSessionToken", r.trade(cred(token), ""))
	role := r.assume(r.maya(), dev("123456"))
	for name, change := range map[string]func(*types.Credentials){
		"id":     func(c *types.Credentials) { c.AccessKeyId = aws.String("ASIAIOSFODNN7EXAMPLE") },
		"secret": func(c *types.Credentials) { c.SecretAccessKey = aws.String(*c.SecretAccessKey + "x") },
		"token":  func(c *types.Credentials) { c.SessionToken = aws.String(*c.SessionToken + "x") },
	} {
		wrong := *role
		change(&wrong)
		wantOpaque(t, name, r.trade(&wrong, "43200"))
	}
	c.add(time.Hour)
	wantOpaque(t, "over", r.trade(role, ""))
}

func TestTheRegionOfADestination(t *testing.T) {
	for destination, want := range map[string]string{
		"https://console.aws.amazon.com/":                                 "",
		"https://console.aws.amazon.com/console/home?region=eu-west-1":    "eu-west-1",
		"https://eu-west-1.console.aws.amazon.com/s3":                     "eu-west-1",
		"https://eu-west-1.console.aws.amazon.com/s3?region=eu-central-1": "eu-central-1",
		"https://console.aws.amazon.com/?region=%3Cscript%3E":             "",
		"%zz": "",
	} {
		if got := regionOf(destination); got != want {
			t.Errorf("%s: got %q, want %q", destination, got, want)
		}
	}
}

func TestLogin(t *testing.T) {
	c := &clock{now: time.Now()}
	r := start(t, Options{Now: c.Now})
	cred := r.assume(r.maya(), dev("123456"))
	wantOpaque(t, "an unknown token", r.get("/federation?Action=login&SigninToken=x&Destination="+url.QueryEscape(awsConsole)))
	login := r.loginURL(cred, "43200", awsConsole)
	c.add(14*time.Minute + 59*time.Second)
	if a := r.get(login); a.status != 302 {
		t.Errorf("before 15 minutes: %d", a.status)
	}
	c.add(time.Second)
	a := r.get(login)
	if a.status != 400 || !strings.Contains(a.body, "has expired") {
		t.Errorf("after 15 minutes: %d", a.status)
	}
	if len(a.header.Values("Set-Cookie")) != 0 {
		t.Error("an expired link signed somebody in")
	}
}

func TestLogout(t *testing.T) {
	r := start(t, Options{})
	login := r.loginURL(r.assume(r.maya(), dev("123456")), "43200", awsConsole)
	for to, want := range map[string]string{
		login:                        login,
		"http://127.0.0.1:9/nonce":   "http://127.0.0.1:9/nonce",
		"http://[::1]:9/nonce":       "http://[::1]:9/nonce",
		"https://evil.example/":      "",
		"http://localhost.evil/":     "",
		"http://u@127.0.0.1/":        "",
		"javascript:alert(1)":        "",
		"//evil.example/federation":  "",
		"http://127.0.0.1\r\nA: b":   "",
		"http://127.0.0.1.evil.com/": "",
	} {
		if a := r.get(login); a.status != 302 {
			t.Fatal(a.status)
		}
		a := r.get("/oauth?" + url.Values{"Action": {"logout"}, "redirect_uri": {to}}.Encode())
		if got := a.header.Get("Location"); got != want || (want == "") != (a.status == 200) {
			t.Errorf("%q: got %d %q", to, a.status, got)
		}
		if a := r.get("/console"); !strings.Contains(a.body, "Not signed in") {
			t.Errorf("%q: still signed in", to)
		}
	}
	wantOpaque(t, "another action", r.get("/oauth?Action=login"))
}
