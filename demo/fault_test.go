package demo

import (
	"bufio"
	"errors"
	"io"
	"net/http"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/service/sts"
)

// once gives a fault to the first request of a service.
func once(service string, f Fault) func(Entry) Fault {
	var given atomic.Bool
	return func(e Entry) Fault {
		if e.Service == service && given.CompareAndSwap(false, true) {
			return f
		}
		return Fault{}
	}
}

func TestSTSFaults(t *testing.T) {
	for kind, want := range map[FaultKind]struct {
		status        int
		code, message string
	}{
		FaultWrongCode:      {403, "AccessDenied", "invalid MFA one time pass code. "},
		FaultUnknownDevice:  {403, "AccessDenied", "unable to validate MFA code.  Please"},
		FaultHalfMFA:        {403, "AccessDenied", "must provide both"},
		FaultAccessDenied:   {403, "AccessDenied", "User: arn:aws:iam::123456789012:user/maya is not authorized to perform: sts:AssumeRole on resource: " + devARN},
		FaultExplicitDeny:   {403, "AccessDenied", " with an explicit deny in a service control policy"},
		FaultUnknownKey:     {403, "InvalidClientTokenId", "is invalid."},
		FaultExpiredToken:   {403, "ExpiredToken", "is expired"},
		FaultWrongSecret:    {403, "SignatureDoesNotMatch", "does not match the signature you provided."},
		FaultAboveMax:       {400, "ValidationError", "exceeds the MaxSessionDuration set for this role."},
		FaultChainedTooLong: {400, "ValidationError", "exceeds the 1 hour session limit"},
		FaultRegionDisabled: {403, "RegionDisabledException", "STS is not activated in the requested region (eu-west-1)"},
		FaultThrottled:      {400, "Throttling", "Rate exceeded"},
		FaultUnavailable:    {503, "ServiceUnavailable", "unavailable"},
		FaultInternal:       {500, "InternalFailure", "failed"},
		FaultSTS:            {418, "Teapot", "short and stout"},
	} {
		t.Run(string(kind), func(t *testing.T) {
			r := start(t, Options{Fault: once(ServiceSTS, Fault{Kind: kind, Status: 418, Code: "Teapot", Message: "short and stout"})})
			_, err := r.maya().AssumeRole(t.Context(), dev("123456"))
			status, code, message := refusal(t, err)
			if status != want.status || code != want.code || !strings.Contains(message, want.message) {
				t.Errorf("got %d %s %q", status, code, message)
			}
			if e := r.Requests()[0]; e.Fault != kind || e.Status != want.status || e.Code != want.code {
				t.Errorf("the entry says %q %d %s", e.Fault, e.Status, e.Code)
			}
			r.assume(r.maya(), dev("123456")) // not spent
		})
	}
}

func TestSigninFaults(t *testing.T) {
	for kind, want := range map[FaultKind]struct {
		status int
		text   string
	}{
		FaultOpaque400:       {400, opaque},
		FaultRefuseDuration:  {400, opaque},
		FaultThrottled:       {429, "Too Many Requests"},
		FaultUnavailable:     {503, "Service Unavailable"},
		FaultInternal:        {500, "Internal Server Error"},
		FaultBadJSON:         {200, `{"SigninToken":"AAAA`},
		FaultEmptyToken:      {200, `{"SigninToken":""}`},
		FaultNoToken:         {200, `{}`},
		FaultControlToken:    {200, `\u0000`},
		FaultLongToken:       {200, strings.Repeat("A", 20000)},
		FaultCaptiveHTML:     {200, "guest network"},
		FaultCaptiveRedirect: {302, ""},
		FaultAnswer:          {299, "own words"},
		FaultHuge:            {200, strings.Repeat(" ", 70000) + `{"SigninToken":"`},
	} {
		t.Run(string(kind), func(t *testing.T) {
			r := start(t, Options{Fault: once(ServiceSignin, Fault{Kind: kind, Status: or(want.status, 0), Body: "own words", Size: map[FaultKind]int{FaultHuge: 70000}[kind]})})
			cred := r.assume(r.maya(), dev("123456"))
			a := r.trade(cred, "43200")
			if a.status != want.status || !strings.Contains(a.body, want.text) {
				t.Errorf("got %d %q", a.status, a.body)
			}
			if kind == FaultCaptiveRedirect && a.header.Get("Location") != r.SigninEndpoint()+"/portal" {
				t.Errorf("redirected to %q", a.header.Get("Location"))
			}
			if a = r.trade(cred, "43200"); a.status != 200 || a.body[0] != '{' {
				t.Errorf("the second time: %d", a.status)
			}
		})
	}
}

// TestRedirectFault: a status that asks to send the whole request again, with
// the code in it, to somewhere else.
func TestRedirectFault(t *testing.T) {
	r := start(t, Options{Fault: once(ServiceSTS, Fault{Kind: FaultCaptiveRedirect, Status: http.StatusTemporaryRedirect})})
	r.http.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	a := r.do(r.signed(identity), nil)
	if a.status != http.StatusTemporaryRedirect || a.header.Get("Location") != r.SigninEndpoint()+"/portal" {
		t.Errorf("got %d to %q", a.status, a.header.Get("Location"))
	}
}

func TestRefuseDurationLetsTheOthersThrough(t *testing.T) {
	r := start(t, Options{Fault: func(Entry) Fault { return Fault{Kind: FaultRefuseDuration} }})
	cred := r.assume(r.maya(), dev("123456"))
	wantOpaque(t, "with", r.trade(cred, "43200"))
	if a := r.trade(cred, ""); a.status != 200 {
		t.Errorf("without: %d", a.status)
	}
}

func TestSkewFault(t *testing.T) {
	for by, want := range map[time.Duration]string{
		10 * time.Minute:  "Signature expired: ",
		-10 * time.Minute: "Signature not yet current: ",
	} {
		r := start(t, Options{Fault: once(ServiceSTS, Fault{Kind: FaultSkew, By: by})})
		a := r.do(r.signed(identity), nil)
		if a.status != 403 || !strings.Contains(a.body, want) {
			t.Errorf("got %d %s", a.status, a.body)
		}
		date, err := http.ParseTime(a.header.Get("Date"))
		if off := time.Until(date) - by; err != nil || off.Abs() > 5*time.Second {
			t.Errorf("Date is off by %v", off)
		}
	}
}

func TestResets(t *testing.T) {
	for kind, spent := range map[FaultKind]bool{FaultResetBefore: false, FaultResetAfter: true} {
		r := start(t, Options{Fault: once(ServiceSTS, Fault{Kind: kind})})
		_, err := r.maya().AssumeRole(t.Context(), dev("123456"))
		if !wasReset(err) {
			t.Errorf("%s: %v", kind, err)
		}
		if e := r.Requests()[0]; e.Status != 0 || e.Fault != kind {
			t.Errorf("%s: the entry says %d %q", kind, e.Status, e.Fault)
		}
		_, err = r.maya().AssumeRole(t.Context(), dev("123456"))
		if (err != nil) != spent {
			t.Errorf("%s: the same code again: %v", kind, err)
		}
	}
}

func TestConnectionFaults(t *testing.T) {
	r := start(t, Options{Fault: once(ServiceConnect, Fault{Kind: FaultResetConnect})})
	if _, err := r.maya().GetCallerIdentity(t.Context(), nil); !wasReset(err) {
		t.Errorf("got %v", err)
	}
	if _, err := r.maya().GetCallerIdentity(t.Context(), nil); err != nil {
		t.Errorf("the second connection: %v", err)
	}
	if n := len(r.Requests()); n != 1 {
		t.Errorf("%d requests", n)
	}

	r = start(t, Options{Fault: once(ServiceConnect, Fault{Kind: FaultSilentConnect})})
	r.http.Timeout = 50 * time.Millisecond
	if _, err := r.maya().GetCallerIdentity(t.Context(), nil); err == nil || !strings.Contains(err.Error(), "Client.Timeout") {
		t.Errorf("got %v", err)
	}
}

func TestSilenceSpendsTheCode(t *testing.T) {
	r := start(t, Options{Fault: once(ServiceSTS, Fault{Kind: FaultSilence})})
	maya := r.maya(func(o *sts.Options) {
		o.HTTPClient = &http.Client{Transport: r.http.Transport, Timeout: 50 * time.Millisecond}
	})
	if _, err := maya.AssumeRole(t.Context(), dev("123456")); err == nil {
		t.Error("an answer came")
	}
	if _, err := r.maya().AssumeRole(t.Context(), dev("123456")); err == nil {
		t.Error("the code was not spent")
	}
}

func TestDrip(t *testing.T) {
	r := start(t, Options{Fault: once(ServiceSTS, Fault{Kind: FaultDrip, By: 20 * time.Millisecond})})
	resp, err := r.http.Do(r.signed(identity))
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	at := time.Now()
	in := bufio.NewReader(resp.Body)
	for range 5 {
		if _, err := in.ReadByte(); err != nil {
			t.Fatal(err)
		}
	}
	if got := time.Since(at); got < 60*time.Millisecond {
		t.Errorf("five bytes came within %v", got)
	}
	if err := r.Close(); err != nil {
		t.Error(err)
	}
	if _, err := io.ReadAll(in); err == nil {
		t.Error("the answer came to its end")
	}
}

func TestControl(t *testing.T) {
	r := start(t, Options{Control: true})
	set := func(body string) answer {
		req, err := http.NewRequestWithContext(t.Context(), http.MethodPost, r.ControlURL(), strings.NewReader(body))
		if err == nil {
			req.Header.Set("Content-Type", "application/json")
		}
		return r.do(req, err)
	}
	if a := set(`{"faults":[{"action":"AssumeRole","kind":"wrong_code","times":2},{"kind":"drip","by":"1us"}]}`); a.status != 204 {
		t.Fatalf("got %d %s", a.status, a.body)
	}
	for i := range 2 {
		if _, err := r.maya().AssumeRole(t.Context(), dev("123456")); err == nil {
			t.Errorf("request %d had no fault", i)
		}
	}
	cred := r.assume(r.maya(), dev("123456"))
	if a := r.trade(cred, ""); a.status != 200 {
		t.Errorf("dripping: %d", a.status)
	}
	if got, want := r.Requests()[3].Fault, FaultDrip; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	set(`{"faults":[{"action":"connect","kind":"reset_connect"}]}`)
	r.http.CloseIdleConnections()
	if resp, err := r.http.Get(r.ControlURL()); err == nil {
		resp.Body.Close()
		t.Error("the connection was not reset")
	}
	r.mu.Lock()
	r.rules = nil
	r.mu.Unlock()
	a := r.get(r.ControlURL())
	if a.status != 200 || !strings.Contains(a.body, `"action":"AssumeRole"`) || !strings.Contains(a.body, *cred.AccessKeyId) || strings.Contains(a.body, `"token_code":"123456"`) {
		t.Errorf("got %d %s", a.status, a.body)
	}
	for body, want := range map[string]string{
		"{":                                `reading faults: unexpected end`,
		`{"faults":[{"kind":"nonsense"}]}`: `reading faults: unknown kind "nonsense"`,
		`{"faults":[{"kind":"skew","by":"9 lives"}]}`: `reading faults: time: unknown unit`,
	} {
		if a := set(body); a.status != 400 || !strings.HasPrefix(a.body, want) {
			t.Errorf("%s: got %d %q", body, a.status, a.body)
		}
	}
	for name, change := range map[string]func(*http.Request){
		"a web page's form": func(req *http.Request) { req.Header.Set("Content-Type", "text/plain") },
		"another host":      func(req *http.Request) { req.Host = "rebound.example" },
		"DELETE":            func(req *http.Request) { req.Method = http.MethodDelete },
	} {
		req, err := http.NewRequestWithContext(t.Context(), http.MethodPost, r.ControlURL(), strings.NewReader(`{}`))
		if err != nil {
			t.Fatal(err)
		}
		req.Header.Set("Content-Type", "application/json")
		change(req)
		if a := r.do(req, nil); a.status < 400 {
			t.Errorf("%s: %d", name, a.status)
		}
	}
}

func wasReset(err error) bool {
	return errors.Is(err, syscall.ECONNRESET) || errors.Is(err, syscall.EPIPE) || errors.Is(err, io.EOF)
}
