package federation

import (
	"encoding/base64"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"halfday/roles"
)

// leaks names the planted secrets that stand in text, raw or encoded.
func leaks(text string) []string {
	secrets := []string{baseSecret, baseToken, theCode, theToken, baseKey}
	for n := range 5 {
		secrets = append(secrets, roleSecret(n), roleToken(n), roleKey(n))
	}
	var found []string
	for _, s := range secrets {
		for _, form := range []string{s, url.QueryEscape(s), url.PathEscape(s), base64.StdEncoding.EncodeToString([]byte(s)), base64.RawURLEncoding.EncodeToString([]byte(s))} {
			if strings.Contains(text, form) {
				found = append(found, form)
			}
		}
	}
	return found
}

// checkLeaks fails where an error or anything it wraps holds a secret.
func checkLeaks(t *testing.T, err error) {
	t.Helper()
	for e := err; e != nil; {
		for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q"} {
			if found := leaks(fmt.Sprintf(verb, e)); found != nil {
				t.Errorf("%s of %T holds %q", verb, e, found)
			}
		}
		u, ok := e.(interface{ Unwrap() error })
		if !ok {
			break
		}
		e = u.Unwrap()
	}
	if strings.ContainsAny(err.Error(), "\n\r\x00") {
		t.Errorf("%q has more than one line", err)
	}
}

func html(status int) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		w.Header().Set("Content-Type", "text/html")
		w.WriteHeader(status)
		fmt.Fprintf(w, "<!DOCTYPE html><html>Welcome to the hotel. %s %s %v</html>", body, r.Form.Encode(), r.Header)
	}
}

// redirect sends the asker to another path of the same server, which counts it.
func redirect(status int) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, "/portal?"+r.Form.Encode(), status)
	}
}

// page is a portal's that does not begin as HTML mostly does.
func page(kind, start string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", kind)
		fmt.Fprintf(w, "%s %s", start, r.Form.Encode())
	}
}

// endless never comes to the end of its header.
func endless(t *testing.T) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		c := hijack(t, w)
		defer c.Close()
		fmt.Fprint(c, "HTTP/1.1 200 OK\r\n")
		for line := "X-Pad: " + strings.Repeat("x", 4000) + "\r\n"; ; {
			if _, err := io.WriteString(c, line); err != nil {
				return
			}
		}
	}
}

func huge(w http.ResponseWriter, r *http.Request) {
	chunk := strings.Repeat(" ", 4096)
	for range 64 {
		if _, err := io.WriteString(w, chunk); err != nil {
			return
		}
	}
}

func silence(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() }

func garbage(t *testing.T) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		c := hijack(t, w)
		defer c.Close()
		fmt.Fprintf(c, "SSH-2.0 %s\r\n", r.Form.Encode())
	}
}

func resetting(t *testing.T) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) { reset(hijack(t, w)) }
}

// echo answers with an error that quotes the whole request.
func echo(status int, code string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		quoted := r.Form.Get("TokenCode") + " " + r.Header.Get("X-Amz-Security-Token") + " " + r.Header.Get("Authorization") + " " + r.Form.Get("Session")
		stsError(status, code, "canonical string: "+strings.NewReplacer("&", "&amp;", "<", "&lt;").Replace(quoted))(w, r)
	}
}

func TestAssumeFaults(t *testing.T) {
	skewed := func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Date", time.Now().Add(-20*time.Minute).UTC().Format(http.TimeFormat))
		stsError(403, "SignatureDoesNotMatch", "Signature not yet current: 20240101T020000Z is still later than 20240101T010500Z (20240101T010000Z + 5 min.)")(w, r)
	}
	tests := []struct {
		name  string
		sts   http.HandlerFunc
		want  Kind
		check func(*Error) bool
	}{
		{"wrong code", stsError(403, "AccessDenied", "MultiFactorAuthentication failed with invalid MFA one time pass code. "), KindCodeRejected,
			func(e *Error) bool { return e.Wait > 0 && e.Wait <= 30*time.Second }},
		{"clock", skewed, KindClockSkew, func(e *Error) bool { return e.Skew > 19*time.Minute && e.Skew < 21*time.Minute }},
		{"role max", stsError(400, "ValidationError", "The requested DurationSeconds exceeds the MaxSessionDuration set for this role."), KindDurationRoleMax,
			func(e *Error) bool { return e.Limit == time.Hour }},
		{"denied", stsError(403, "AccessDenied", "User: x is not authorized"), KindAccessDenied,
			func(e *Error) bool { return e.Code == "AccessDenied" && e.Status == 403 && e.Detail != "" }},
		{"echo", echo(403, "AccessDenied"), KindAccessDenied, nil},
		{"echo in the code", echo(400, "X"+theCode), KindAWSRefused, nil},
		{"hostile text", stsError(400, "Odd&#10;Code", "a\u202eb&#10;&#9;[31m"+strings.Repeat("x", 5000)), KindAWSRefused,
			func(e *Error) bool { return len(e.Detail) < 1000 && !strings.Contains(e.Error(), "\u202e") }},
		{"throttled", stsError(400, "Throttling", "Rate exceeded"), KindThrottled, nil},
		{"5xx", stsError(503, "ServiceUnavailable", ""), KindAWSDown, nil},
		{"5xx page", html(502), KindAWSDown, nil},
		{"IDP", stsError(400, "IDPCommunicationError", "again"), KindAWSRefused, nil},
		{"portal", html(200), KindCaptivePortal, nil},
		{"portal 403", html(403), KindCaptivePortal, nil},
		{"portal 511", html(511), KindCaptivePortal, nil},
		{"redirect 301", redirect(301), KindCaptivePortal, nil},
		{"redirect 302", redirect(302), KindCaptivePortal, nil},
		{"redirect 307", redirect(307), KindCaptivePortal, nil},
		{"redirect 308", redirect(308), KindCaptivePortal, nil},
		{"portal's script", page("text/html", "<script>"), KindCaptivePortal, nil},
		{"portal's XHTML", page("application/xhtml+xml; charset=utf-8", `<?xml version="1.0"?><!DOCTYPE html>`), KindCaptivePortal, nil},
		{"endless header", endless(t), KindSignInAnswer, nil},
		{"empty", func(http.ResponseWriter, *http.Request) {}, KindSignInAnswer, nil},
		{"JSON", func(w http.ResponseWriter, r *http.Request) { fmt.Fprintf(w, `{"x":%q}`, r.Form.Encode()) }, KindSignInAnswer, nil},
		{"no credentials", func(w http.ResponseWriter, r *http.Request) {
			io.WriteString(w, "<AssumeRoleResponse><AssumeRoleResult></AssumeRoleResult></AssumeRoleResponse>")
		}, KindSignInAnswer, nil},
		{"huge", huge, KindSignInAnswer, nil},
		{"garbage", garbage(t), KindSignInAnswer, nil},
		{"reset", resetting(t), KindCodeMaybeSpent, func(e *Error) bool { return e.Wait > 0 }},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			f := newFakeAWS(t, tt.sts, nil)
			// Temporary-looking secrets in the header would need another base;
			// the plain one plants key, secret and code.
			s := plain(t, f)
			s.Start()
			if err := s.Reachable(background(t)); err != nil {
				t.Fatal(err)
			}
			_, err := s.Assume(background(t), theCode)
			e := failed(t, err)
			if e.Kind != tt.want || !e.CodeSpent || tt.check != nil && !tt.check(e) {
				t.Errorf("got %s, spent %v: %+v", e.Kind, e.CodeSpent, *e)
			}
			checkLeaks(t, err)
			if sts, signIn := f.all(); len(sts) != 1 || len(signIn) != 0 {
				t.Errorf("sent %d and %d times", len(sts), len(signIn))
			}
		})
	}
}

// TestNothingSent: faults before a byte of the request left.
func TestNothingSent(t *testing.T) {
	t.Run("refused", func(t *testing.T) {
		f := newFakeAWS(t, nil, nil)
		s := plain(t, f)
		f.stop()
		if err := s.Reachable(background(t)); KindOf(err) != KindNoNetwork {
			t.Errorf("Reachable: %v", err)
		}
		_, err := s.Assume(background(t), theCode)
		if e := failed(t, err); e.Kind != KindNoNetwork || e.CodeSpent {
			t.Errorf("got %s, spent %v", e.Kind, e.CodeSpent)
		}
	})
	t.Run("code", func(t *testing.T) {
		f := newFakeAWS(t, nil, nil)
		s := plain(t, f)
		for _, code := range []string{"", "12345", "1234567", "12 456", "１２３４５６", "12345\n"} {
			_, err := s.Assume(background(t), code)
			if e := failed(t, err); e.Kind != KindMFAIncomplete || e.CodeSpent {
				t.Errorf("%q: got %s, spent %v", code, e.Kind, e.CodeSpent)
			}
		}
		if sts, _ := f.all(); len(sts) != 0 {
			t.Error("something was sent")
		}
	})
	t.Run("canceled", func(t *testing.T) {
		f := newFakeAWS(t, nil, nil)
		s := plain(t, f)
		ctx, cancel := contextCanceled()
		defer cancel()
		// Else chance decides whether the request is begun at all.
		if err := s.Source(background(t)); err != nil {
			t.Fatal(err)
		}
		_, err := s.Assume(ctx, theCode)
		if e := failed(t, err); e.Kind != KindCanceled || e.CodeSpent {
			t.Errorf("got %s, spent %v", e.Kind, e.CodeSpent)
		}
	})
}

// TestCancel: a sign-in under way ends at once, and knows what it sent.
func TestCancel(t *testing.T) {
	began := make(chan struct{}, 1)
	f := newFakeAWS(t, func(w http.ResponseWriter, r *http.Request) { began <- struct{}{}; silence(w, r) }, nil)
	s := plain(t, f)
	ctx, cancel := contextCancel(t)
	go func() { <-began; cancel() }()
	_, err := s.Assume(ctx, theCode)
	if e := failed(t, err); e.Kind != KindCanceled || !e.CodeSpent {
		t.Errorf("got %s, spent %v", e.Kind, e.CodeSpent)
	}
}

// TestSecondHop: the code is spent though the request that failed had none.
func TestSecondHop(t *testing.T) {
	f := newFakeAWS(t, nil, nil)
	f.sts = func(w http.ResponseWriter, r *http.Request) {
		if r.Form.Has("TokenCode") {
			goodSTS(w, r, 1)
			return
		}
		echo(403, "AccessDenied")(w, r)
	}
	role := adminRole()
	role.Hops = []roles.Hop{{Profile: "hop", RoleARN: hopARN}, {Profile: "admin", RoleARN: roleARN}}
	s := load(t, f, role, awsFiles(t, plainConfig, plainCredentials))
	_, err := s.Assume(background(t), theCode)
	if e := failed(t, err); e.Kind != KindAccessDenied || !e.CodeSpent || e.Hop != 1 || !strings.Contains(e.Op, roleARN) {
		t.Errorf("got %v, spent %v", err, e.CodeSpent)
	}
	checkLeaks(t, err)
}

// TestLearns: what AWS refused is not asked for again with the next code.
func TestLearns(t *testing.T) {
	f := newFakeAWS(t, nil, nil)
	f.sts = func(w http.ResponseWriter, r *http.Request) {
		if r.Form.Get("DurationSeconds") != "3600" {
			stsError(400, "ValidationError", "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.")(w, r)
			return
		}
		goodSTS(w, r, 1)
	}
	role := adminRole()
	role.Hops[0].DurationSeconds = 43200
	s := load(t, f, role, awsFiles(t, plainConfig, plainCredentials))
	if _, err := s.Assume(background(t), theCode); KindOf(err) != KindDurationRoleMax {
		t.Fatal(err)
	}
	creds, err := s.Assume(background(t), "918274")
	if err != nil {
		t.Fatal(err)
	}
	con, err := s.Exchange(background(t), creds, time.Time{})
	if err != nil {
		t.Fatal(err)
	}
	if d := con.Expires.Sub(con.Issued); d != 12*time.Hour {
		t.Errorf("the console lasts %v, want 12 h", d)
	}
}

func TestExchangeFaults(t *testing.T) {
	token := func(s string) http.HandlerFunc {
		return func(w http.ResponseWriter, r *http.Request) { io.WriteString(w, s) }
	}
	tests := []struct {
		name   string
		signIn http.HandlerFunc
		want   Kind
		tries  int
	}{
		{"400", html(400), KindSignInRefused, 6}, // the whole ladder
		{"403", token403, KindSignInRefused, 1},
		{"429", echo(429, "x"), KindThrottled, 3},
		{"429 as a page", html(429), KindThrottled, 3},
		{"503", html(503), KindAWSDown, 3},
		{"reset", resetting(t), KindNoNetwork, 3},
		{"garbage", garbage(t), KindSignInAnswer, 1},
		{"huge", huge, KindSignInAnswer, 1},
		{"portal", html(200), KindCaptivePortal, 1},
		{"redirect 302", redirect(302), KindCaptivePortal, 1},
		{"redirect 307", redirect(307), KindCaptivePortal, 1},
		{"redirect 308", redirect(308), KindCaptivePortal, 1},
		{"portal's comment", page("text/html", "<!-- hi --><html>"), KindCaptivePortal, 1},
		{"endless header", endless(t), KindSignInAnswer, 1},
		{"not JSON", token(theToken), KindSignInAnswer, 1},
		{"no token", token(`{}`), KindSignInAnswer, 1},
		{"empty token", token(`{"SigninToken":""}`), KindSignInAnswer, 1},
		{"two tokens", token(`{"SigninToken":"a","SigninToken":"b"}`), KindSignInAnswer, 1},
		{"no string", token(`{"SigninToken":5}`), KindSignInAnswer, 1},
		{"null", token(`{"SigninToken":null}`), KindSignInAnswer, 1},
		{"control", token(`{"SigninToken":"a\nb"}`), KindSignInAnswer, 1},
		{"long token", token(`{"SigninToken":"` + strings.Repeat("a", maxToken+1) + `"}`), KindSignInAnswer, 1},
		{"more", token(`{"SigninToken":"a"} {}`), KindSignInAnswer, 1},
		{"204", func(w http.ResponseWriter, r *http.Request) { w.WriteHeader(204) }, KindSignInAnswer, 1},
	}
	for _, partition := range []string{"aws", "aws-us-gov"} {
		for _, tt := range tests {
			t.Run(partition+" "+tt.name, func(t *testing.T) {
				f := newFakeAWS(t, nil, tt.signIn)
				role := adminRole()
				role.Partition, role.Region = partition, ""
				s := load(t, f, role, awsFiles(t, plainConfig, plainCredentials))
				creds, err := s.Assume(background(t), theCode)
				if err != nil {
					t.Fatal(err)
				}
				_, err = s.Exchange(background(t), creds, time.Time{})
				e := failed(t, err)
				if e.Kind != tt.want || e.CodeSpent {
					t.Errorf("got %s: %v, want %s", e.Kind, err, tt.want)
				}
				checkLeaks(t, err)
				// net/http sends a GET again by itself where the connection was
				// an old one; it carries no code.
				sts, signIn := f.all()
				if len(sts) != 1 {
					t.Errorf("%d requests to other paths, want the AssumeRole alone", len(sts))
				}
				if len(signIn) != tt.tries && !(partition == "aws-us-gov" && (tt.name == "reset" || tt.name == "endless header") && len(signIn) == tt.tries+1) {
					t.Errorf("%d tries, want %d", len(signIn), tt.tries)
				}
			})
		}
	}
}

func token403(w http.ResponseWriter, r *http.Request) {
	http.Error(w, r.Form.Encode(), http.StatusForbidden)
}

// TestExchangeRecovers: a busy sign-in host does not cost the code.
func TestExchangeRecovers(t *testing.T) {
	var asked atomic.Int64
	f := newFakeAWS(t, nil, func(w http.ResponseWriter, r *http.Request) {
		switch asked.Add(1) {
		case 1:
			reset(hijack(t, w))
			return
		case 2:
			http.Error(w, "", http.StatusServiceUnavailable)
			return
		}
		fmt.Fprintf(w, `{"SigninToken":%q}`, theToken)
	})
	s := plain(t, f)
	creds, err := s.Assume(background(t), theCode)
	if err != nil {
		t.Fatal(err)
	}
	if con, err := s.Exchange(background(t), creds, time.Time{}); err != nil || con.Shortened {
		t.Errorf("got %v, shortened %v", err, con.Shortened)
	}
}
