package identitycenter

import (
	"context"
	"errors"
	"net/http"
	"slices"
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

// KindOf gives the kind of an error of this package, and "" for any other.
func KindOf(err error) Kind {
	if e, ok := errors.AsType[*Error](err); ok {
		return e.Kind
	}
	return ""
}

// failure sorts an error of the SDK.
func failure(ctx context.Context, op string, err error) *Error {
	e := &Error{Kind: KindAnswer, Op: op}
	if response, ok := errors.AsType[*smithyhttp.ResponseError](err); ok && response.Response != nil {
		e.Status = response.HTTPStatusCode()
		e.Wait = retryAfter(response.Response.Header)
	}
	api, named := errors.AsType[smithy.APIError](err)
	if named {
		e.Code = known(api.ErrorCode())
	}
	switch {
	case named && e.Status >= 300:
		e.Kind = kindOf(e.Status, e.Code)
	case e.Status == http.StatusTooManyRequests:
		e.Kind = KindThrottled
	case e.Status >= 500:
		e.Kind = KindDown
	case e.Status == 0 && ctx.Err() != nil && errors.Is(context.Cause(ctx), context.Canceled):
		e.Kind = KindCanceled
	case e.Status == 0:
		e.Kind, e.Err = KindNetwork, err
	}
	return e
}

// kindOf goes by the names that the two services give their errors.
// Source: the models of sso and sso-oidc.
func kindOf(status int, code string) Kind {
	switch strings.TrimSuffix(code, "Exception") {
	case "Unauthorized", "InvalidGrant", "ExpiredToken":
		return KindNoToken
	case "Forbidden", "ResourceNotFound", "AccessDenied":
		return KindDenied
	case "InvalidRequestRegion":
		return KindRegion
	case "TooManyRequests", "SlowDown", "Throttling":
		return KindThrottled
	case "InternalServer", "InternalFailure", "ServiceUnavailable":
		return KindDown
	case "RequestExpired", "RequestTimeTooSkewed":
		return KindSkew
	}
	switch {
	case status == http.StatusTooManyRequests:
		return KindThrottled
	case status >= 500:
		return KindDown
	case status == http.StatusUnauthorized:
		return KindNoToken
	}
	return KindRefused
}

// names are those that the two services, and RFC 6749, give errors. Whoever
// answers may put a secret in the place of one.
var names = []string{
	"UnauthorizedException", "ForbiddenException", "ResourceNotFoundException", "TooManyRequestsException", "InvalidRequestException",
	"AccessDeniedException", "AuthorizationPendingException", "ExpiredTokenException", "InternalServerException", "InvalidClientException",
	"InvalidClientMetadataException", "InvalidGrantException", "InvalidRedirectUriException", "InvalidRequestRegionException",
	"InvalidScopeException", "SlowDownException", "UnauthorizedClientException", "UnsupportedGrantTypeException",
	"ThrottlingException", "InternalFailure", "ServiceUnavailableException", "RequestExpired", "RequestTimeTooSkewed",
	"access_denied", "invalid_request", "unauthorized_client", "unsupported_response_type", "invalid_scope", "server_error", "temporarily_unavailable",
}

// known is the name of an error, "" for any other text.
func known(s string) string {
	if slices.Contains(names, s) {
		return s
	}
	return ""
}

// retryAfter reads how long AWS wants to be left alone; at most a minute.
func retryAfter(h http.Header) time.Duration {
	n, err := strconv.Atoi(h.Get("Retry-After"))
	if err != nil || n < 0 {
		return 0
	}
	return min(time.Duration(n)*time.Second, time.Minute)
}
