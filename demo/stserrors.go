package demo

import "net/http"

// apiError is an error as STS answers it. The messages are those that people
// reported from AWS, letter for letter.
type apiError struct {
	status        int
	code, message string
}

func invalid(message string) *apiError {
	return &apiError{http.StatusBadRequest, "ValidationError", message}
}

func denied(message string) *apiError {
	return &apiError{http.StatusForbidden, "AccessDenied", message}
}

// The errors that need no details.
var (
	errUnknownKey     = &apiError{http.StatusForbidden, "InvalidClientTokenId", "The security token included in the request is invalid."}
	errExpired        = &apiError{http.StatusForbidden, "ExpiredToken", "The security token included in the request is expired"}
	errCode           = denied("MultiFactorAuthentication failed with invalid MFA one time pass code. ")
	errDevice         = denied("MultiFactorAuthentication failed, unable to validate MFA code.  Please verify your MFA serial number is valid and associated with this user.")
	errHalfMFA        = denied("MultiFactorAuthentication failed, must provide both MFA serial number and one time pass code.")
	errAboveMax       = invalid("The requested DurationSeconds exceeds the MaxSessionDuration set for this role.")
	errChainedTooLong = invalid("The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining.")
)
