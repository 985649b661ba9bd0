package demo

import (
	"bytes"
	"net/http"
	"time"
)

// FaultKind names a way to misbehave.
type FaultKind string

// The ways to misbehave. Those for STS leave other requests alone, and so do
// those for the sign-in endpoint; the others are for any request. Where nothing
// else is said, the request is not acted on: a code in it is not spent.
const (
	FaultNone FaultKind = ""

	// STS: an error in AWS's own words.
	FaultWrongCode       FaultKind = "wrong_code"       // wrong, late or used code: one text for all
	FaultUnknownDevice   FaultKind = "unknown_device"   // the MFA serial is not this user's
	FaultHalfMFA         FaultKind = "half_mfa"         // serial or code, not both
	FaultAccessDenied    FaultKind = "access_denied"    // not authorized
	FaultExplicitDeny    FaultKind = "explicit_deny"    // not authorized, with an explicit deny
	FaultUnknownKey      FaultKind = "unknown_key"      // deleted, inactive, other partition
	FaultExpiredToken    FaultKind = "expired_token"    // base credentials have ended
	FaultWrongSecret     FaultKind = "wrong_secret"     // signature does not match
	FaultAboveMax        FaultKind = "above_max"        // DurationSeconds above the role's maximum
	FaultChainedTooLong  FaultKind = "chained_too_long" // DurationSeconds above one hour in a chain
	FaultRegionDisabled  FaultKind = "region_disabled"  // STS is off in the region
	FaultSTS             FaultKind = "sts_error"        // Status, Code and Message of the Fault
	FaultSkew            FaultKind = "skew"             // for this request AWS's clock is By ahead
	FaultThrottled       FaultKind = "throttled"        // STS: Throttling 400; sign-in: 429
	FaultUnavailable     FaultKind = "unavailable"      // 503
	FaultInternal        FaultKind = "internal"         // 500
	FaultOpaque400       FaultKind = "opaque_400"       // sign-in: the HTML page without a reason
	FaultRefuseDuration  FaultKind = "refuse_duration"  // sign-in: the same, only where SessionDuration is sent
	FaultBadJSON         FaultKind = "bad_json"         // sign-in: 200 with half of an answer
	FaultEmptyToken      FaultKind = "empty_token"      // sign-in: 200 with ""
	FaultNoToken         FaultKind = "no_token"         // sign-in: 200 with {}
	FaultControlToken    FaultKind = "control_token"    // sign-in: 200, control characters in the token
	FaultLongToken       FaultKind = "long_token"       // sign-in: 200, a token of Size bytes (default 20,000)
	FaultAnswer          FaultKind = "answer"           // Status, ContentType and Body of the Fault
	FaultCaptiveHTML     FaultKind = "captive_html"     // a portal's page with 200
	FaultCaptiveRedirect FaultKind = "captive_redirect" // Status (default 302) to a portal: /portal of this server
	FaultResetConnect    FaultKind = "reset_connect"    // asked for Service "connect" only: reset as soon as it is there
	FaultSilentConnect   FaultKind = "silent_connect"   // asked for Service "connect" only: nothing is ever read
	FaultResetBefore     FaultKind = "reset_before"     // reset without acting on the request
	FaultResetAfter      FaultKind = "reset_after"      // acts (a code is spent), then resets
	FaultSilence         FaultKind = "silence"          // acts (a code is spent), then says nothing
	FaultDrip            FaultKind = "drip"             // acts, then answers one byte every By (default 1 s)
	FaultHuge            FaultKind = "huge"             // acts, then answers after Size blanks (default 64 MiB)
)

// faultKinds are all of them, so that a rule with a misspelt one is refused.
var faultKinds = []FaultKind{
	FaultWrongCode, FaultUnknownDevice, FaultHalfMFA, FaultAccessDenied,
	FaultExplicitDeny, FaultUnknownKey, FaultExpiredToken, FaultWrongSecret,
	FaultAboveMax, FaultChainedTooLong, FaultRegionDisabled, FaultSTS,
	FaultSkew, FaultThrottled, FaultUnavailable, FaultInternal,
	FaultOpaque400, FaultRefuseDuration, FaultBadJSON, FaultEmptyToken,
	FaultNoToken, FaultControlToken, FaultLongToken, FaultAnswer,
	FaultCaptiveHTML, FaultCaptiveRedirect, FaultResetConnect, FaultSilentConnect,
	FaultResetBefore, FaultResetAfter, FaultSilence, FaultDrip,
	FaultHuge,
}

// Fault is a way to misbehave, with what its kind needs.
type Fault struct {
	Kind        FaultKind
	By          time.Duration // FaultSkew, FaultDrip
	Size        int           // FaultLongToken, FaultHuge: bytes
	Status      int           // FaultSTS (default 400), FaultAnswer (default 200), FaultCaptiveRedirect
	Code        string        // FaultSTS
	Message     string        // FaultSTS
	ContentType string        // FaultAnswer (default text/html)
	Body        string        // FaultAnswer
}

// fault asks how to misbehave.
func (s *Server) fault(e Entry) Fault {
	if s.options.Fault != nil {
		if f := s.options.Fault(e); f.Kind != FaultNone {
			return f
		}
	}
	return s.ruled(e)
}

// misanswer returns the answer that a fault gives in place of the right one,
// if it is of that sort.
func (s *Server) misanswer(c *call, f Fault) (reply, bool) {
	switch f.Kind {
	case FaultCaptiveHTML:
		return textReply(http.StatusOK, "text/html; charset=utf-8", []byte(portalPage)), true
	case FaultCaptiveRedirect:
		rep := redirect(s.base + "/portal")
		rep.status = or(f.Status, rep.status)
		return rep, true
	case FaultAnswer:
		return textReply(or(f.Status, http.StatusOK), or(f.ContentType, "text/html; charset=utf-8"), []byte(f.Body)), true
	}
	switch c.entry.Service {
	case ServiceSTS:
		if e := s.stsFault(c, f); e != nil {
			return e.reply(), true
		}
	case ServiceSignin:
		return signinFault(c, f)
	}
	return reply{}, false
}

func (s *Server) stsFault(c *call, f Fault) *apiError {
	switch f.Kind {
	case FaultWrongCode:
		return errCode
	case FaultUnknownDevice:
		return errDevice
	case FaultHalfMFA:
		return errHalfMFA
	case FaultAccessDenied, FaultExplicitDeny:
		why := ""
		if f.Kind == FaultExplicitDeny {
			why = " with an explicit deny in a service control policy"
		}
		return notAuthorized(s.caller(c), c.entry.RoleARN, why)
	case FaultUnknownKey:
		return errUnknownKey
	case FaultExpiredToken:
		return errExpired
	case FaultWrongSecret:
		return errSignature
	case FaultAboveMax:
		return errAboveMax
	case FaultChainedTooLong:
		return errChainedTooLong
	case FaultRegionDisabled:
		a, _ := parseAuthorization(c.r.Header.Get("Authorization"))
		return regionDisabled(a.region)
	case FaultSTS:
		return &apiError{or(f.Status, http.StatusBadRequest), f.Code, f.Message}
	case FaultThrottled:
		return errThrottled
	case FaultUnavailable:
		return errUnavailable
	case FaultInternal:
		return errInternal
	}
	return nil
}

// caller is the ARN of who says to have signed.
func (s *Server) caller(c *call) string {
	a, _ := parseAuthorization(c.r.Header.Get("Authorization"))
	if who := s.credentials(a.keyID); who != nil {
		return who.arn
	}
	return "anonymous"
}

func signinFault(c *call, f Fault) (reply, bool) {
	answer := func(body string) (reply, bool) {
		return textReply(http.StatusOK, "application/json", []byte(body)), true
	}
	switch f.Kind {
	case FaultThrottled:
		return tomcat(http.StatusTooManyRequests, "Too Many Requests", "The client has sent too many requests."), true
	case FaultUnavailable:
		return tomcat(http.StatusServiceUnavailable, "Service Unavailable", "The service is not available at the moment."), true
	case FaultInternal:
		return tomcat(http.StatusInternalServerError, "Internal Server Error", "The server met an unexpected condition."), true
	case FaultOpaque400:
		return opaque400(), true
	case FaultRefuseDuration:
		if c.form.Has("SessionDuration") {
			return opaque400(), true
		}
	case FaultBadJSON:
		return answer(`{"SigninToken":"AAAA`)
	case FaultEmptyToken:
		return answer(`{"SigninToken":""}`)
	case FaultNoToken:
		return answer(`{}`)
	case FaultControlToken:
		return answer(`{"SigninToken":"AAAA\r\nLocation: http://portal.invalid/\u0000"}`)
	case FaultLongToken:
		return answer(`{"SigninToken":"` + string(bytes.Repeat([]byte("A"), or(f.Size, 20000))) + `"}`)
	}
	return reply{}, false
}

// drip writes an answer byte by byte.
func (s *Server) drip(w http.ResponseWriter, c *call, rep reply, f Fault) {
	w.WriteHeader(rep.status)
	out := http.NewResponseController(w)
	for i := range rep.body {
		if out.Flush() != nil || !s.wait(c.r.Context(), or(f.By, time.Second)) {
			s.abort(c)
		}
		_, _ = w.Write(rep.body[i : i+1])
	}
}

// pour writes an answer after so many blanks, which JSON and XML allow: what
// reads it all finds a good answer in the end.
func (s *Server) pour(w http.ResponseWriter, c *call, rep reply, f Fault) {
	w.WriteHeader(rep.status)
	blanks := bytes.Repeat([]byte(" "), 32<<10)
	for left := or(f.Size, 64<<20); left > 0; left -= len(blanks) {
		if _, err := w.Write(blanks[:min(left, len(blanks))]); err != nil {
			s.abort(c)
		}
	}
	_, _ = w.Write(rep.body)
}

// or returns v, or what stands for it where it is not set.
func or[T comparable](v, otherwise T) T {
	var zero T
	if v == zero {
		return otherwise
	}
	return v
}

// portalPage is what a hotel's network shows to whom it does not know.
const portalPage = `<!DOCTYPE html>
<html><head><title>Welcome to the guest network</title></head>
<body><h1>Welcome</h1><p>Please accept the terms of use to go on.</p></body></html>
`
