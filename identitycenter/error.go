package identitycenter

import (
	"context"
	"errors"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/aws/smithy-go"
	smithyhttp "github.com/aws/smithy-go/transport/http"
)

// Kind sorts what can go wrong with Identity Center.
type Kind string

// The kinds of errors.
const (
	KindNoToken   Kind = "no_token"  // nobody is signed in, or no longer: a sign-in helps
	KindDenied    Kind = "denied"    // the person of the token does not have the role
	KindRefused   Kind = "refused"   // Identity Center refused the sign-in (Code)
	KindConsent   Kind = "consent"   // the person denied on AWS's page, or closed its question
	KindTimeout   Kind = "timeout"   // nobody answered AWS's page in time
	KindRegion    Kind = "region"    // the session is of another region
	KindThrottled Kind = "throttled" // too many requests (Wait)
	KindDown      Kind = "down"      // 5xx
	KindSkew      Kind = "skew"      // this machine's clock is off
	KindAnswer    Kind = "answer"    // an answer that is not Identity Center's
	KindCache     Kind = "cache"     // the token could not be kept (Err)
	KindNetwork   Kind = "network"   // not sent, or not answered: Err is the client's
	KindCanceled  Kind = "canceled"  // the caller's context ended
)

// Error is every error of this package. Its text has no secret and nothing that
// the network said but the name of an error.
type Error struct {
	Kind   Kind
	Op     string // what was being done: gerund and object
	Code   string // AWS's name of the error, "" for none that is known
	Status int    // of HTTP; 0 where there was no answer
	Wait   time.Duration
	Err    error // of KindNetwork and KindCache; not part of the text
}

func (e *Error) Error() string {
	text := e.Op + ": " + strings.ReplaceAll(string(e.Kind), "_", " ")
	if e.Code != "" {
		text += ": " + e.Code
	}
	return text
}

// Unwrap gives the client's error.
func (e *Error) Unwrap() error { return e.Err }

// asError is an error of this package, an empty one for any other.
func asError(err error) *Error {
	if e, ok := errors.AsType[*Error](err); ok {
		return e
	}
	return &Error{}
}

// failure sorts an error of the SDK.
func failure(ctx context.Context, op string, err error) *Error {
	e := &Error{Kind: KindAnswer, Op: op}
	if response, ok := errors.AsType[*smithyhttp.ResponseError](err); ok && response.Response != nil {
		e.Status = response.HTTPStatusCode()
		e.Wait = RetryAfter(response.Response.Header)
	}
	var byName Kind
	api, named := errors.AsType[smithy.APIError](err)
	if named {
		e.Code = known(api.ErrorCode())
		byName, _ = kindOf(e.Code)
	}
	switch {
	case byName != "" && e.Status >= 300:
		e.Kind = byName
	case e.Status == http.StatusTooManyRequests:
		e.Kind = KindThrottled
	case e.Status >= 500:
		e.Kind = KindDown
	case named && e.Status == http.StatusUnauthorized:
		e.Kind = KindNoToken
	case named && e.Status >= 300:
		e.Kind = KindRefused
	case e.Status == 0 && ctx.Err() != nil && errors.Is(context.Cause(ctx), context.Canceled):
		e.Kind = KindCanceled
	case e.Status == 0:
		e.Kind, e.Err = KindNetwork, err
	}
	return e
}

// kindOf goes by the names that the two services, and RFC 6749, give errors. It
// tells whether a name is one of them; "" leaves the kind to the status.
// Source: the models of sso and sso-oidc.
func kindOf(name string) (k Kind, ok bool) {
	switch name {
	case "UnauthorizedException", "InvalidGrantException", "ExpiredTokenException":
		return KindNoToken, true
	case "ForbiddenException", "ResourceNotFoundException", "AccessDeniedException":
		return KindDenied, true
	case "InvalidRequestRegionException":
		return KindRegion, true
	case "TooManyRequestsException", "SlowDownException", "ThrottlingException":
		return KindThrottled, true
	case "InternalServerException", "InternalFailure", "ServiceUnavailableException":
		return KindDown, true
	case "RequestExpired", "RequestTimeTooSkewed":
		return KindSkew, true
	case "InvalidRequestException", "AuthorizationPendingException", "InvalidClientException", "InvalidClientMetadataException",
		"InvalidRedirectUriException", "InvalidScopeException", "UnauthorizedClientException", "UnsupportedGrantTypeException",
		"access_denied", "invalid_request", "unauthorized_client", "unsupported_response_type", "invalid_scope", "server_error", "temporarily_unavailable":
		return "", true
	}
	return "", false
}

// known is the name of an error, "" for any other text: whoever answers may put
// a secret in the place of one.
func known(s string) string {
	if _, ok := kindOf(s); ok {
		return s
	}
	return ""
}

// RetryAfter reads how long AWS wants to be left alone; at most a minute.
func RetryAfter(h http.Header) time.Duration {
	n, err := strconv.Atoi(h.Get("Retry-After"))
	if err != nil || n < 0 {
		return 0
	}
	return min(time.Duration(n)*time.Second, time.Minute)
}
