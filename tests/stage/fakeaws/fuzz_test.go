package fakeaws

import (
	"encoding/json"
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
			if e.Status != http.StatusBadRequest || e.Message == "" {
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
