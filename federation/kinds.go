package federation

import (
	"errors"
	"strings"
	"time"
)

// Kind sorts what can go wrong. Package text has words for each.
type Kind string

// The kinds of errors. Their values are part of the events of a sign-in
// process and do not change.
const (
	KindCodeRejected     Kind = "code_rejected"      // wrong code, or one used before: AWS does not say which
	KindMFADeviceUnknown Kind = "mfa_device_unknown" // AWS cannot validate a code for this serial
	KindMFAIncomplete    Kind = "mfa_incomplete"     // only one of serial and code
	KindKeyUnknown       Kind = "key_unknown"        // access key deleted, inactive, mistyped, or of another partition
	KindTokenExpired     Kind = "token_expired"      // the source credentials are temporary and over
	KindSignature        Kind = "signature"          // the secret access key does not fit the access key
	KindClockSkew        Kind = "clock_skew"         // this machine's clock is off (Skew)
	KindAccessDenied     Kind = "access_denied"      // the role, its trust policy or a condition
	KindDurationRoleMax  Kind = "duration_role_max"  // duration_seconds above the role's maximum; the next Assume asks for Limit, 0 where this one did
	KindDurationChain    Kind = "duration_chain"     // more than an hour for a chained role (Limit)
	KindRegionDisabled   Kind = "region_disabled"    // STS is off in Region; the next Assume goes to Detail, "" where there is no other
	KindRegionUnknown    Kind = "region_unknown"     // Region is no region's name
	KindAWSRefused       Kind = "aws_refused"        // any other error of STS (Code, Detail)
	KindThrottled        Kind = "throttled"          // too many requests (Wait where AWS says)
	KindAWSDown          Kind = "aws_down"           // 5xx
	KindNoNetwork        Kind = "no_network"         // no DNS, refused, unreachable, broken off before anything was sent
	KindCodeMaybeSpent   Kind = "code_maybe_spent"   // broken off after the code may have arrived
	KindCaptivePortal    Kind = "captive_portal"     // HTML or a redirect in AWS's place
	KindTLS              Kind = "tls"                // wrong name, or an unknown certificate authority
	KindTimeout          Kind = "timeout"            // silence
	KindSignInRefused    Kind = "signin_refused"     // the sign-in endpoint refused the credentials
	KindSignInAnswer     Kind = "signin_answer"      // an answer that is not what AWS sends
	KindProcessMissing   Kind = "process_missing"    // credential_process: no such program
	KindProcessFailed    Kind = "process_failed"     // credential_process: exit status other than 0 (Status, Detail)
	KindProcessTimeout   Kind = "process_timeout"    // credential_process: over its limit (Limit)
	KindProcessAnswer    Kind = "process_answer"     // credential_process: printed something else than credentials
	KindSSOExpired       Kind = "sso_expired"        // Identity Center: nobody is signed in, or no longer
	KindSSORole          Kind = "sso_role"           // Identity Center: who is signed in does not have the role
	KindSSOConsent       Kind = "sso_consent"        // Identity Center: the person denied on AWS's page
	KindSSOTimeout       Kind = "sso_timeout"        // Identity Center: nobody answered AWS's page in time
	KindSSORefused       Kind = "sso_refused"        // Identity Center: it refused the sign-in (Code)
	KindSSORegion        Kind = "sso_region"         // Identity Center: the session is of another region
	KindSSOCache         Kind = "sso_cache"          // Identity Center: the token could not be kept
	KindLoginExpired     Kind = "login_expired"      // aws login: sign in with the AWS CLI again
	KindSourceNone       Kind = "source_none"        // the base profile or the environment has no credentials
	KindEndpointOverride Kind = "endpoint_override"  // an endpoint that is neither https nor loopback
	KindEndpointPath     Kind = "endpoint_path"      // a sign-in endpoint with a path that is not /federation
	KindDestination      Kind = "destination"        // not a page of the console of the role's partition (Detail)
	KindCanceled         Kind = "canceled"           // the caller's context ended
	KindFilesBounds      Kind = "files_bounds"       // the AWS files would take too long to read (Detail: FILE:LINE, or the time they took)
	KindConfig           Kind = "config"             // the SDK could not load the profile (Detail)
)

func (k Kind) words() string { return strings.ReplaceAll(string(k), "_", " ") }

// Error is every error of this package. Its text and its fields hold no
// secret, no URL with a query and no text of the network that could carry one.
// Detail, Host, Region and Program may come from files or from AWS: untrusted,
// but without control characters and of limited length.
type Error struct {
	Kind    Kind
	Op      string        // what was being done: gerund and object
	Host    string        // the host that was spoken to
	Region  string        // of STS
	Hop     int           // place in Role.Hops of the role that was being assumed
	Program string        // the program of a credential_process, without its arguments
	Code    string        // AWS's error code
	Status  int           // HTTP status, or the exit status of a program; 0 where there is none
	Detail  string        // AWS's message, the first line of stderr, a value at fault
	Skew    time.Duration // how far this machine's clock is ahead of AWS's; negative: behind
	Wait    time.Duration // how long to wait before another try makes sense; 0 where that is not known
	Limit   time.Duration // the length that AWS allows, or that the next try asks for
	// CodeSpent tells that the MFA code may have reached AWS: it must not be
	// sent again.
	CodeSpent bool
	Err       error // the cause where it can be named without a secret
}

// Error is lower case and free of secrets.
func (e *Error) Error() string {
	text := e.Op + ": " + e.Kind.words()
	for _, fact := range []string{e.Host, e.Program, e.Code, e.Detail} {
		if fact != "" {
			text += ": " + fact
		}
	}
	if e.Err != nil {
		text += ": " + e.Err.Error()
	}
	return text
}

// Unwrap gives the cause, which is safe to print.
func (e *Error) Unwrap() error { return e.Err }

// KindOf gives the kind of an error of this package, and "" for nil and for
// the errors of others.
func KindOf(err error) Kind {
	if e, ok := errors.AsType[*Error](err); ok {
		return e.Kind
	}
	return ""
}
