package demo

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"maps"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
)

func FuzzParseAuthorization(f *testing.F) {
	good := algorithm + " Credential=AKIAIOSFODNN7EXAMPLE/20150830/us-east-1/sts/aws4_request, SignedHeaders=host;x-amz-date, Signature=" + strings.Repeat("0a", 32)
	f.Add(good)
	f.Add(strings.ReplaceAll(good, ", ", ","))
	f.Add(strings.Replace(good, "host;", ";;", 1))
	f.Add(strings.Replace(good, "/sts/", "/sts/x/", 1))
	f.Add(good + ", Signature=")
	f.Add(algorithm + " ")
	f.Fuzz(func(t *testing.T, header string) {
		a, e := parseAuthorization(header)
		if e != nil {
			if e.status != http.StatusBadRequest || e.message == "" {
				t.Errorf("refused with %+v", e)
			}
			return
		}
		if a.keyID == "" || len(a.signature) != 64 || !slices.IsSorted(a.signed) || len(a.date) != 8 {
			t.Errorf("took %+v", a)
		}
		r := httptest.NewRequest(http.MethodPost, "/sts?a=%zz", nil)
		if a.valid(r, nil, "secret") {
			t.Error("took a request whose query cannot be read")
		}
	})
}

func FuzzCanonicalQuery(f *testing.F) {
	for _, v := range []string{"", "a=b", "b=2&a=1&a=0", "%zz", "a=%C3%A9&&=", "+=+"} {
		f.Add(v)
	}
	f.Fuzz(func(t *testing.T, raw string) {
		once, ok := canonicalQuery(raw)
		if !ok {
			return
		}
		if twice, ok := canonicalQuery(once); !ok || twice != once {
			t.Errorf("%q became %q, then %q", raw, once, twice)
		}
	})
}

// FuzzForms sends forms past the signature to each action: no crash, and an
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
	s, err := New(Options{})
	if err != nil {
		f.Fatal(err)
	}
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

func FuzzSession(f *testing.F) {
	for _, v := range []string{`{"sessionId":"a","sessionKey":"b","sessionToken":"c"}`, `{"sessionId":{}}`, `[`, `{"a":"b"}`, `{"sessionId":"a","sessionKey":"b","sessionToken":"c"} x`} {
		f.Add(v)
	}
	f.Fuzz(func(t *testing.T, v string) {
		got := parseSession(v)
		if got == nil {
			return
		}
		var want map[string]string
		if err := json.Unmarshal([]byte(v), &want); err != nil || len(want) != 3 || !maps.Equal(got, want) {
			t.Errorf("took %q: %v", v, err)
		}
	})
}
