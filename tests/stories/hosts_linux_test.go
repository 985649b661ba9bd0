//go:build linux

package stories

import (
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"halfday/demo"
	"halfday/session"
	"halfday/tests/stage/fakeaws"
	"halfday/text"
)

// A host in AWS's place gets nothing before the person has agreed to it, once
// for each role; and the question for the code names it.
func TestHostsInAWSPlace(t *testing.T) {
	t.Parallel()
	words := text.English()
	s := newStage(t, fakeaws.Options{})
	s.must(os.Remove(s.path(hostsFile)))
	u, err := url.Parse(s.aws.STSEndpoint())
	s.must(err)

	r := s.signIn(dev)
	d := r.dialog()
	if d.kind != "question" || !strings.HasPrefix(d.title, "Not AWS: "+dev) || !strings.Contains(d.text, u.Host) {
		t.Fatalf("in place of the question for the host: %v", d)
	}
	s.answer(d, dismiss)
	if code := r.end(); code != 3 || r.lastEvent().Kind != session.EventCancelled || len(s.aws.Requests()) != 0 {
		t.Errorf("after a no: exit code %d, %v, %d requests", code, r.lastEvent().Kind, len(s.aws.Requests()))
	}

	for i, profile := range []string{dev, dev, prod} {
		r := s.signIn(profile)
		d := r.dialog()
		if first := i != 1; first {
			if d.kind != "question" {
				t.Fatalf("%s, %d: no question for the host: %v", profile, i, d)
			}
			s.answer(d, confirm)
			d = r.dialog()
		}
		if d.kind != "entry" || !strings.Contains(d.text, words.Menu.Override(u.Host)) {
			t.Errorf("%s, %d: the question for the code names no host: %v", profile, i, d)
		}
		s.answer(d, dismiss)
		r.end()
	}
	if info, err := os.Stat(s.path(hostsFile)); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("the file of the hosts: %v, %v", info, err)
	}

	// Where nothing can be asked, nothing is sent.
	s.must(os.Remove(s.path(hostsFile)))
	r = s.start("sign-in", "--code-stdin", dev)
	r.in.WriteString(code1 + "\n")
	r.in.Close()
	if code := r.end(); code == 0 || !strings.Contains(r.stderr.String(), u.Host) || len(s.asked(demo.ActionAssumeRole)) != 0 {
		t.Errorf("--code-stdin: exit code %d, %s", code, r.stderr.String())
	}
}

// The same for a host that the AWS files name, and for the token of Identity
// Center, which opens every account of the person; doctor sends none either.
func TestHostsOfFiles(t *testing.T) {
	t.Parallel()
	s := newStage(t, fakeaws.Options{})
	s.must(os.Remove(s.path(hostsFile)))
	for _, name := range []string{"AWS_ENDPOINT_URL_STS", "AWS_ENDPOINT_URL_SSO", "AWS_ENDPOINT_URL_SSO_OIDC"} {
		delete(s.env, name)
	}
	delete(s.env, "HALFDAY_SIGNIN_ENDPOINT")
	var asked atomic.Int32
	evil := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		// An unsigned question for the time is no secret.
		if r.Header.Get("Authorization") != "" || r.Header.Get("X-Amz-Sso_bearer_token") != "" {
			asked.Add(1)
		}
		w.WriteHeader(http.StatusForbidden)
	}))
	t.Cleanup(evil.Close)
	s.env["HTTPS_PROXY"] = refusing(t)
	host := strings.TrimPrefix(evil.URL, "http://")
	for name, config := range map[string]string{
		"services": "[profile one]\nrole_arn = arn:aws:iam::111122223333:role/x\nsource_profile = maya\nmfa_serial = " + mayaSerial +
			"\nservices = evil\n[services evil]\nsts =\n  endpoint_url = " + evil.URL + "\n",
		"endpoint_url of Identity Center": "[profile one]\nrole_arn = arn:aws:iam::111122223333:role/x\nsource_profile = center\n" +
			"[profile center]\nsso_session = s\nsso_account_id = 111122223333\nsso_role_name = y\nendpoint_url = " + evil.URL + "\n" +
			"[sso-session s]\nsso_start_url = https://d-1.awsapps.com/start\nsso_region = us-east-1\n",
	} {
		s.must(os.WriteFile(s.path(".aws/config"), []byte(config), 0o600))
		s.must(os.MkdirAll(s.path(".aws/sso/cache"), 0o700))
		// SHA-1 of "s", as the AWS CLI names it.
		s.must(os.WriteFile(s.path(filepath.Join(".aws/sso/cache", "a0f1490a20d0211c997b44bc357e1972deab8ae3.json")),
			[]byte(`{"accessToken": "planted", "expiresAt": "`+time.Now().Add(time.Hour).UTC().Format(time.RFC3339)+`"}`), 0o600))
		if report, _ := s.doctor("one"); !strings.Contains(report, host) {
			t.Errorf("%s: doctor does not name the host:\n%s", name, report)
		}
		r := s.signIn("one")
		d := r.dialog()
		if d.kind != "question" || !strings.Contains(d.text, host) {
			t.Errorf("%s: in place of the question for the host: %v", name, d)
		}
		s.answer(d, dismiss)
		if code := r.end(); code != 3 {
			t.Errorf("%s: exit code %d", name, code)
		}
	}
	if n := asked.Load(); n != 0 {
		t.Errorf("the host got a signature or a token %d times", n)
	}
}

// refusing is a proxy that takes no connection, so that nothing leaves the
// machine.
func refusing(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return "http://" + l.Addr().String()
}
