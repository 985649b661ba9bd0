package demo

import (
	"bytes"
	"encoding/xml"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

// FuzzForms sends forms to each action: no crash, and an
// answer in the right shape.
func FuzzForms(f *testing.F) {
	for _, v := range []string{
		"Action=AssumeRole&Version=2011-06-15&RoleArn=" + devARN + "&RoleSessionName=maya&SerialNumber=" + mayaMFA + "&TokenCode=123456",
		"Action=AssumeRole&RoleArn=arn:aws:iam::111122223333:role/x&RoleSessionName=\x00&DurationSeconds=-1&ExternalId=<>",
		"Action=getSigninToken&Session=%7B%22sessionId%22%3A%22a%22%7D&SessionDuration=43200",
		"Action=login&Destination=https://console.aws.amazon.com/&SigninToken=x",
		"Action=logout&redirect_uri=http://127.0.0.1/",
		"as=x&region=us-east-1", "%zz", "a;b", "",
	} {
		f.Add(v)
	}
	s := New(Options{})
	who := s.creds[s.Keys()[0].AccessKeyID]
	f.Fuzz(func(t *testing.T, form string) {
		r := httptest.NewRequest(http.MethodPost, "/sts", strings.NewReader(form))
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		c := newCall(r, []byte(form))
		c.action = ActionAssumeRole
		rep := c.queryReply(s.assumeRole(c, who))
		if err := xml.Unmarshal(rep.body, new(struct{ XMLName xml.Name })); err != nil || rep.status == http.StatusOK == bytes.Contains(rep.body, []byte("<Code>")) {
			t.Errorf("status %d, %s: %v", rep.status, rep.body, err)
		}
		for _, path := range []string{"/sts", "/federation", "/oauth", "/console", "/"} {
			for _, method := range []string{http.MethodPost, http.MethodGet} {
				r := httptest.NewRequest(method, path, strings.NewReader(form))
				if method == http.MethodGet {
					r.Body = http.NoBody
					r.URL.RawQuery = form
				}
				r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
				w := httptest.NewRecorder()
				s.ServeHTTP(w, r)
				if to := w.Header().Get("Location"); strings.ContainsAny(to, "\r\n") {
					t.Errorf("redirect to %q", to)
				}
				if bytes.Contains(w.Body.Bytes(), []byte("<script")) {
					t.Errorf("%s %s: a script in the answer", method, path)
				}
			}
		}
	})
}
