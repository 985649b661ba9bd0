package demo

import (
	"fmt"
	"net/http"
	"time"
)

// apiError is an error as STS answers it. The messages are those that people
// reported from AWS, letter for letter.
type apiError struct {
	status        int
	code, message string
}

func incompleteSignature(message string) *apiError {
	return &apiError{http.StatusBadRequest, "IncompleteSignature", message}
}

func invalid(message string) *apiError {
	return &apiError{http.StatusBadRequest, "ValidationError", message}
}

func denied(message string) *apiError {
	return &apiError{http.StatusForbidden, "AccessDenied", message}
}

func signatureMismatch(message string) *apiError {
	return &apiError{http.StatusForbidden, "SignatureDoesNotMatch", message}
}

// The errors that need no details.
var (
	errMissingToken   = &apiError{http.StatusForbidden, "MissingAuthenticationToken", "Request is missing Authentication Token"}
	errUnknownKey     = &apiError{http.StatusForbidden, "InvalidClientTokenId", "The security token included in the request is invalid."}
	errExpired        = &apiError{http.StatusForbidden, "ExpiredToken", "The security token included in the request is expired"}
	errSignature      = signatureMismatch("The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.")
	errCode           = denied("MultiFactorAuthentication failed with invalid MFA one time pass code. ")
	errDevice         = denied("MultiFactorAuthentication failed, unable to validate MFA code.  Please verify your MFA serial number is valid and associated with this user.")
	errHalfMFA        = denied("MultiFactorAuthentication failed, must provide both MFA serial number and one time pass code.")
	errAboveMax       = invalid("The requested DurationSeconds exceeds the MaxSessionDuration set for this role.")
	errChainedTooLong = invalid("The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining.")
)

// skewed tells by how much a request's time is off, in AWS's words, where it
// is more than five minutes.
func skewed(at, now time.Time) *apiError {
	const limit = 5 * time.Minute
	stamp := func(t time.Time) string { return t.UTC().Format(amzFormat) }
	switch {
	case at.Before(now.Add(-limit)):
		return signatureMismatch(fmt.Sprintf("Signature expired: %s is now earlier than %s (%s - 5 min.)", stamp(at), stamp(now.Add(-limit)), stamp(now)))
	case at.After(now.Add(limit)):
		return signatureMismatch(fmt.Sprintf("Signature not yet current: %s is still later than %s (%s + 5 min.)", stamp(at), stamp(now.Add(limit)), stamp(now)))
	}
	return nil
}
