package federation

import (
	"testing"
)

// TestClassifySTS uses AWS's texts as people have reported them.
func TestClassifySTS(t *testing.T) {
	const denied = "User: arn:aws:iam::111111111111:user/x is not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::222222222222:role/y"
	for _, tt := range []struct {
		status        int
		code, message string
		want          Kind
	}{
		{400, "ValidationError", "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.", KindDurationRoleMax},
		{400, "ValidationError", "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining.", KindDurationChain},
		{400, "ValidationError", "1 validation error detected: Value '1' at 'tokenCode' failed to satisfy constraint: Member must have length greater than or equal to 6", KindAWSRefused},
		{403, "AccessDenied", "MultiFactorAuthentication failed with invalid MFA one time pass code. ", KindCodeRejected},
		{403, "AccessDenied", "MultiFactorAuthentication failed, unable to validate MFA code.  Please verify your MFA serial number is valid and associated with this user.", KindMFADeviceUnknown},
		{403, "AccessDenied", "MultiFactorAuthentication failed, must provide both MFA serial number and one time pass code.", KindMFAIncomplete},
		{403, "AccessDenied", denied, KindAccessDenied},
		{403, "AccessDenied", denied + " with an explicit deny in a service control policy", KindAccessDenied},
		{403, "AccessDeniedException", denied, KindAccessDenied},
		{403, "InvalidClientTokenId", "The security token included in the request is invalid.", KindKeyUnknown},
		{403, "ExpiredToken", "The security token included in the request is expired", KindTokenExpired},
		{400, "ExpiredTokenException", "expired", KindTokenExpired},
		{403, "SignatureDoesNotMatch", "The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.", KindSignature},
		{403, "SignatureDoesNotMatch", "Signature expired: 20240101T000000Z is now earlier than 20240101T010000Z (20240101T010500Z - 5 min.)", KindClockSkew},
		{403, "SignatureDoesNotMatch", "Signature not yet current: 20240101T020000Z is still later than 20240101T010500Z (20240101T010000Z + 5 min.)", KindClockSkew},
		{403, "RequestTimeTooSkewed", "", KindClockSkew},
		{403, "RegionDisabledException", "STS is not activated in the requested region for account:111111111111. Your account administrator can activate STS in this region using the IAM Console.", KindRegionDisabled},
		{400, "Throttling", "Rate exceeded", KindThrottled},
		{400, "ThrottlingException", "Rate exceeded", KindThrottled},
		{429, "Whatever", "", KindThrottled},
		{500, "InternalFailure", "", KindAWSDown},
		{503, "ServiceUnavailable", "", KindAWSDown},
		{502, "UnknownError", "UnknownError", KindAWSDown},
		{400, "MalformedPolicyDocument", "odd", KindAWSRefused},
		{400, "", "", KindAWSRefused},
	} {
		if got := classifySTS(tt.status, tt.code, tt.message); got != tt.want {
			t.Errorf("%d %s %q: got %s, want %s", tt.status, tt.code, tt.message, got, tt.want)
		}
	}
}
