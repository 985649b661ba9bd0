package demo

import (
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/sts"
	"github.com/aws/aws-sdk-go-v2/service/sts/types"
)

// open signs the browser in and returns the console page.
func (r *rig) open(c *types.Credentials, duration string) (string, answer) {
	r.t.Helper()
	a := r.get(r.loginURL(c, duration, awsConsole))
	to := a.header.Get("Location")
	if a.status != http.StatusFound || !strings.HasPrefix(to, "/console?") {
		r.t.Fatalf("got %d %q", a.status, a.body)
	}
	return to, r.get(to)
}

func TestConsoleWithoutASession(t *testing.T) {
	r := start(t, Options{})
	for path, want := range map[string]struct {
		status int
		text   string
	}{
		"/console":             {200, "Not signed in"},
		"/console/?as=x":       {200, "Not signed in"},
		"/":                    {404, "Nothing here"},
		"/_control":            {404, "Nothing here"},
		"/console?region=<b>&": {200, "Not signed in"},
	} {
		if a := r.get(path); a.status != want.status || !strings.Contains(a.body, want.text) {
			t.Errorf("%s: got %d %s", path, a.status, a.body)
		}
	}
	u, _ := url.Parse(r.base)
	forged := http.Cookie{Name: "halfday_demo_" + u.Port(), Value: strings.Repeat("0", 32), Path: "/console"}
	r.http.Jar.SetCookies(u.JoinPath("console"), []*http.Cookie{&forged})
	if a := r.get("/console"); !strings.Contains(a.body, "Not signed in") {
		t.Error("a forged cookie is taken")
	}
}

func TestCookiesAndHeaders(t *testing.T) {
	r := start(t, Options{})
	a := r.get(r.loginURL(r.assume(r.maya(), dev("123456")), "43200", awsConsole))
	if got := a.header.Values("Set-Cookie"); len(got) != 3 {
		t.Fatalf("%d cookies", len(got))
	}
	for i, line := range a.header.Values("Set-Cookie") {
		cookie, err := http.ParseSetCookie(line)
		if err != nil || !cookie.HttpOnly || cookie.SameSite != http.SameSiteLaxMode || cookie.Path != cookiePaths[i] || cookie.Secure {
			t.Errorf("%s: %v", line, err)
		}
	}
	a = r.get(a.header.Get("Location"))
	nonce := regexp.MustCompile(`script-src 'nonce-([0-9a-f]{32})'`).FindStringSubmatch(a.header.Get("Content-Security-Policy"))
	if nonce == nil || !strings.Contains(a.body, `<script nonce="`+nonce[1]+`">`) || !strings.Contains(a.body, `<style nonce="`+nonce[1]+`">`) {
		t.Errorf("policy %q does not allow the page's own script", a.header.Get("Content-Security-Policy"))
	}
	if strings.Contains(a.body, "http://") || strings.Contains(a.body, "https://") {
		t.Error("the page names something outside")
	}
	if left := regexp.MustCompile(`\{[a-z]+\}`).FindString(a.body); left != "" {
		t.Errorf("%s was not filled in", left)
	}
	for name, want := range map[string]string{"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer"} {
		if got := a.header.Get(name); got != want {
			t.Errorf("%s: got %q, want %q", name, got, want)
		}
	}
}

func TestSeveralSessions(t *testing.T) {
	r := start(t, Options{})
	cred := r.assume(r.maya(), dev("123456"))
	devPage, a := r.open(cred, "43200")
	if !strings.Contains(a.body, "<h1>atlas-dev</h1>") || !strings.Contains(a.body, "us-east-1") {
		t.Error(a.body)
	}
	chained := r.assume(r.as(cred), &sts.AssumeRoleInput{RoleArn: aws.String(billingARN), RoleSessionName: aws.String("maya")})
	_, a = r.open(chained, "")
	if !strings.Contains(a.body, "<title>billing-audit | 7777-8888-9999 | Halfday demo console</title>") {
		t.Error(a.body)
	}
	if a = r.get(devPage); !strings.Contains(a.body, "<h1>atlas-dev</h1>") {
		t.Error("the second session ended the first")
	}
	if a = r.get("/console"); !strings.Contains(a.body, "<h1>billing-audit</h1>") || !strings.Contains(a.body, "us-east-1") {
		t.Error("the plain address does not show the latest session")
	}
}

func TestTheEndOfASession(t *testing.T) {
	c := &clock{now: time.Now().Truncate(time.Second)}
	r := start(t, Options{Now: c.Now})
	cred := r.assume(r.maya(), dev("123456"))
	page, a := r.open(cred, "900")
	if !strings.Contains(a.body, ">0:15:00<") {
		t.Errorf("%s", a.body)
	}
	c.add(10*time.Minute + 5*time.Second)
	if a = r.get(page); !strings.Contains(a.body, ">0:04:55<") || !strings.Contains(a.body, `data-left="295.000" data-whole="900.000"`) {
		t.Errorf("%s", a.body)
	}
	c.add(4*time.Minute + 55*time.Second)
	if a = r.get(page); !strings.Contains(a.body, "Session ended") || !strings.Contains(a.body, "atlas-dev in Halfday") {
		t.Errorf("%s", a.body)
	}
	// Without SessionDuration the credentials' end is the session's.
	page, a = r.open(cred, "")
	if !strings.Contains(a.body, ">0:45:00<") {
		t.Errorf("%s", a.body)
	}
	c.add(45 * time.Minute)
	if a = r.get(page); !strings.Contains(a.body, "Session ended") {
		t.Errorf("%s", a.body)
	}
}

func TestThePageEscapes(t *testing.T) {
	const evil = `</h1><script>alert("1")</script>{nonce}&'`
	cs := &consoleSession{
		cred:    &credentials{arn: "arn:aws:sts::111122223333:assumed-role/x/y", name: evil, role: &Role{Profile: evil, ARN: "arn:aws:iam::111122223333:role<" + strings.ReplaceAll(evil, "/", "")}},
		expires: time.Now().Add(time.Hour),
	}
	s := start(t, Options{})
	body := string(s.words().session(time.Now(), cs, evil).body)
	if n := strings.Count(body, "<script"); n != 1 {
		t.Errorf("%d scripts", n)
	}
	if !strings.Contains(body, "{nonce}") || strings.Contains(body, `"1"`) {
		t.Error("a value was filled in again, or not escaped")
	}
}
