package fakeaws

import (
	"bytes"
	"cmp"
	"encoding/xml"
	"fmt"
	"net/http"
	"net/http/httptest"
	"time"

	"halfday/demo"
)

// Kind names a way to misbehave. Those for STS leave other requests alone, and
// so do those for the sign-in endpoint; the others are for any request. Where
// nothing else is said, the request is not acted on: a code in it is not spent.
type Kind string

const (
	None Kind = ""

	// STS: an error in AWS's own words.
	WrongCode      Kind = "wrong_code"       // wrong, late or used code: one text for all
	AccessDenied   Kind = "access_denied"    // not authorized
	ExplicitDeny   Kind = "explicit_deny"    // not authorized, with an explicit deny
	UnknownKey     Kind = "unknown_key"      // deleted, inactive, other partition
	WrongSecret    Kind = "wrong_secret"     // signature does not match
	ChainedTooLong Kind = "chained_too_long" // DurationSeconds above one hour in a chain
	RegionDisabled Kind = "region_disabled"  // STS is off in the region
	STS            Kind = "sts_error"        // Status, Code and Message of the Fault; of IAM, too
	Skew           Kind = "skew"             // AWS's clock is By ahead, more than it takes; in the answers of other services, too

	// Identity Center.
	Center Kind = "center_error" // Status (default 400) and Code of the Fault

	// STS and the sign-in endpoint.
	Throttled   Kind = "throttled"   // STS: Throttling 400; sign-in: 429
	Unavailable Kind = "unavailable" // 503
	Internal    Kind = "internal"    // 500

	// The sign-in endpoint.
	Opaque400      Kind = "opaque_400"      // the HTML page without a reason
	RefuseDuration Kind = "refuse_duration" // the same, only where SessionDuration is sent
	BadJSON        Kind = "bad_json"        // 200 with half of an answer
	ControlToken   Kind = "control_token"   // 200, control characters in the token
	LongToken      Kind = "long_token"      // 200, a token of Size bytes (default 20,000)

	// The network.
	Answer          Kind = "answer"           // Status, ContentType and Body of the Fault
	CaptiveHTML     Kind = "captive_html"     // a portal's page with 200
	CaptiveRedirect Kind = "captive_redirect" // Status (default 302) to a portal
	ResetConnect    Kind = "reset_connect"    // of a connection: reset as soon as it is there
	SilentConnect   Kind = "silent_connect"   // of a connection: nothing is ever read
	ResetBefore     Kind = "reset_before"     // reset without acting on the request
	ResetAfter      Kind = "reset_after"      // acts (a code is spent), then resets
	Silence         Kind = "silence"          // acts (a code is spent), then says nothing
	Drip            Kind = "drip"             // acts, then answers one byte every By (default 1 s)
	Huge            Kind = "huge"             // acts, then answers after Size blanks (default 64 MiB)
)

// Fault is a way to misbehave, with what its kind needs.
type Fault struct {
	Kind        Kind
	By          time.Duration // Skew, Drip
	Size        int           // LongToken, Huge: bytes
	Status      int           // STS (default 400), Answer (default 200), CaptiveRedirect
	Code        string        // STS, Center
	Message     string        // STS
	ContentType string        // Answer (default text/html)
	Body        string        // Answer
}

// answer answers a request, as AWS would in next or otherwise.
func (f Fault) answer(e Entry, w http.ResponseWriter, r *http.Request, next http.Handler) {
	if f.instead(e, w, r) {
		return
	}
	var acted httptest.ResponseRecorder
	switch f.Kind {
	case ResetAfter, Silence, Drip, Huge, Skew:
		acted = *httptest.NewRecorder()
		next.ServeHTTP(&acted, r)
		for name, values := range acted.Header() {
			w.Header()[name] = values
		}
		w.Header().Del("Content-Length")
	default:
		next.ServeHTTP(w, r)
		return
	}
	body := acted.Body.Bytes()
	switch f.Kind {
	case Skew:
		w.Header().Set("Date", time.Now().UTC().Add(f.By).Format(http.TimeFormat))
		w.WriteHeader(acted.Code)
		_, _ = w.Write(body)
	case ResetAfter:
		abort(w)
	case Silence:
		<-r.Context().Done()
		abort(w)
	case Drip:
		w.WriteHeader(acted.Code)
		out := http.NewResponseController(w)
		for i := range body {
			if out.Flush() != nil || !wait(r, cmp.Or(f.By, time.Second)) {
				panic(http.ErrAbortHandler)
			}
			_, _ = w.Write(body[i : i+1])
		}
	case Huge: // what reads it all finds a good answer in the end
		w.WriteHeader(acted.Code)
		blanks := bytes.Repeat([]byte(" "), 32<<10)
		for left := cmp.Or(f.Size, 64<<20); left > 0; left -= len(blanks) {
			if _, err := w.Write(blanks[:min(left, len(blanks))]); err != nil {
				panic(http.ErrAbortHandler)
			}
		}
		_, _ = w.Write(body)
	}
}

// abort resets the connection in place of an answer.
func abort(w http.ResponseWriter) {
	if c, _, err := http.NewResponseController(w).Hijack(); err == nil {
		reset(c)
	}
}

// instead gives an answer without asking AWS, if the fault is of that sort.
func (f Fault) instead(e Entry, w http.ResponseWriter, r *http.Request) bool {
	switch f.Kind {
	case ResetBefore:
		abort(w)
		return true
	case CaptiveHTML:
		f = Fault{Kind: Answer, Body: portalPage}
	case CaptiveRedirect:
		w.Header().Set("Location", origin(r)+PortalPath)
		f = Fault{Kind: Answer, Status: cmp.Or(f.Status, http.StatusFound)}
	}
	switch {
	case f.Kind == Answer:
		reply(w, cmp.Or(f.Status, http.StatusOK), cmp.Or(f.ContentType, "text/html; charset=utf-8"), f.Body)
		return true
	case f.Kind == Center && e.Service == demo.ServiceCenter:
		w.Header().Set("X-Amzn-ErrorType", f.Code)
		reply(w, cmp.Or(f.Status, http.StatusBadRequest), "application/json", `{"message":"as the test wants it"}`)
		return true
	case e.Service == demo.ServiceSTS, e.Service == demo.ServiceIAM && f.Kind == STS:
		return f.sts(e, w, r)
	case e.Service == demo.ServiceSignin:
		return f.signin(e, w)
	}
	return false
}

func reply(w http.ResponseWriter, status int, contentType, body string) {
	w.Header().Set("Content-Type", contentType)
	w.WriteHeader(status)
	_, _ = w.Write([]byte(body))
}

// portalPage is what a hotel's network shows to whom it does not know.
const portalPage = `<!DOCTYPE html>
<html><head><title>Welcome to the guest network</title></head>
<body><h1>Welcome</h1><p>Please accept the terms of use to go on.</p></body></html>
`

// stsErrors are AWS's own words, as people reported them.
var stsErrors = map[Kind]Fault{
	WrongCode:      {Status: 403, Code: "AccessDenied", Message: "MultiFactorAuthentication failed with invalid MFA one time pass code. "},
	UnknownKey:     {Status: 403, Code: "InvalidClientTokenId", Message: "The security token included in the request is invalid."},
	WrongSecret:    {Status: 403, Code: "SignatureDoesNotMatch", Message: "The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details."},
	ChainedTooLong: {Status: 400, Code: "ValidationError", Message: "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining."},
	Throttled:      {Status: 400, Code: "Throttling", Message: "Rate exceeded"},
	Unavailable:    {Status: 503, Code: "ServiceUnavailable", Message: "Service is unavailable. Please try again later."},
	Internal:       {Status: 500, Code: "InternalFailure", Message: "The request processing has failed because of an unknown error, exception or failure."},
}

func (f Fault) sts(e Entry, w http.ResponseWriter, r *http.Request) bool {
	say, known := stsErrors[f.Kind]
	now := e.At.UTC()
	switch f.Kind {
	case STS:
		say, known = f, true
		say.Status = cmp.Or(f.Status, http.StatusBadRequest)
	case AccessDenied, ExplicitDeny:
		known = true
		say = Fault{Status: 403, Code: "AccessDenied", Message: "User: arn:aws:iam::123456789012:user/maya is not authorized to perform: sts:AssumeRole on resource: " + e.RoleARN}
		if f.Kind == ExplicitDeny {
			say.Message += " with an explicit deny in a service control policy"
		}
	case RegionDisabled:
		known = true
		region := cmp.Or(e.Region, "us-east-1")
		say = Fault{Status: 403, Code: "RegionDisabledException", Message: "STS is not activated in the requested region (" + region + "). Your account administrator can activate STS in this region using the IAM Console."}
	case Skew:
		if r.Header.Get("Authorization") == "" {
			return false
		}
		now = now.Add(f.By)
		at, _ := time.Parse(amzFormat, r.Header.Get("X-Amz-Date"))
		if skew := skewed(at, now); skew != nil {
			say, known = *skew, true
		}
	}
	if !known {
		return false
	}
	kind := "Sender"
	if say.Status >= 500 {
		kind = "Receiver"
	}
	body, err := xml.Marshal(struct {
		XMLName   xml.Name
		Type      string `xml:"Error>Type"`
		Code      string `xml:"Error>Code"`
		Message   string `xml:"Error>Message"`
		RequestID string `xml:"RequestId"`
	}{XMLName: xml.Name{Space: "https://" + e.Service + ".amazonaws.com/doc/" + versions[e.Service] + "/", Local: "ErrorResponse"}, Type: kind, Code: say.Code, Message: say.Message, RequestID: "6624a9ca-cd25-4f50-b2a5-7ba65bf07453"})
	if err != nil { // the types are ours: it cannot be
		panic(err)
	}
	w.Header().Set("Date", now.Format(http.TimeFormat))
	reply(w, say.Status, "text/xml", string(body))
	return true
}

func (f Fault) signin(e Entry, w http.ResponseWriter) bool {
	page := func(status int, message, description string) bool {
		reply(w, status, "text/html;charset=utf-8", fmt.Sprintf("<html><head><title>Error report</title></head><body><h1>HTTP Status %d - %s</h1><hr/><p><b>type</b> Status report</p><p><b>message</b> <u>%[2]s</u></p><p><b>description</b> <u>%[3]s</u></p><hr/></body></html>",
			status, message, description))
		return true
	}
	token := func(body string) bool {
		reply(w, http.StatusOK, "application/json", body)
		return true
	}
	switch f.Kind {
	case Throttled:
		return page(http.StatusTooManyRequests, "Too Many Requests", "The client has sent too many requests.")
	case Unavailable:
		return page(http.StatusServiceUnavailable, "Service Unavailable", "The service is not available at the moment.")
	case Internal:
		return page(http.StatusInternalServerError, "Internal Server Error", "The server met an unexpected condition.")
	case Opaque400, RefuseDuration:
		if f.Kind == RefuseDuration && e.SessionDuration == "" {
			return false
		}
		return page(http.StatusBadRequest, "Invalid credentials parameter", "The request sent by the client was syntactically incorrect.")
	case BadJSON:
		return token(`{"SigninToken":"AAAA`)
	case ControlToken:
		return token(`{"SigninToken":"AAAA\r\nLocation: http://portal.invalid/\u0000"}`)
	case LongToken:
		return token(`{"SigninToken":"` + string(bytes.Repeat([]byte("A"), cmp.Or(f.Size, 20000))) + `"}`)
	}
	return false
}
