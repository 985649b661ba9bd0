package federation

import (
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"net"
	"strings"
	"syscall"
	"testing"
	"time"
)

// TestClassifySTS uses AWS's texts as people have reported them.
func TestClassifySTS(t *testing.T) {
	const denied = "User: arn:aws:iam::111111111111:user/x is not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::222222222222:role/y"
	seen := map[Kind]bool{}
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
		{400, "RequestExpired", "Request has expired.", KindClockSkew},
		{403, "SignatureDoesNotMatch", "Credential should be scoped to a valid region, not 'xx-new-1'. ", KindRegionUnknown},
		{403, "InvalidSignatureException", "Credential should be scoped to a valid region, not 'us-east-1'.", KindRegionUnknown},
		{400, "IncompleteSignature", "Authorization header requires 'Credential' parameter.", KindSignature},
		{403, "MissingAuthenticationToken", "Request is missing Authentication Token", KindKeyUnknown},
		{403, "OptInRequired", "The AWS Access Key Id needs a subscription for the service", KindKeyUnknown},
		{403, "AccessDenied", "Roles may not be assumed by root accounts.", KindAccessDenied},
		{403, "AccessDenied", "Not authorized to perform sts:AssumeRole", KindAccessDenied},
		{403, "AccessDenied", "MultiFactorAuthentication failed in some new way", KindAccessDenied},
		{400, "ValidationError", "1 validation error detected: Value '604800' at 'durationSeconds' failed to satisfy constraint: Member must have value less than or equal to 43200", KindAWSRefused},
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
		seen[tt.want] = true
		if got := classifySTS(tt.status, tt.code, tt.message); got != tt.want {
			t.Errorf("%d %s %q: got %s, want %s", tt.status, tt.code, tt.message, got, tt.want)
		}
	}
	for _, kind := range []Kind{
		KindCodeRejected, KindMFADeviceUnknown, KindMFAIncomplete, KindKeyUnknown, KindTokenExpired, KindSignature, KindClockSkew, KindAccessDenied,
		KindDurationRoleMax, KindDurationChain, KindRegionDisabled, KindRegionUnknown, KindThrottled, KindAWSDown, KindAWSRefused,
	} {
		if !seen[kind] {
			t.Errorf("no text of AWS for %s", kind)
		}
	}
}

func TestSkewIn(t *testing.T) {
	for text, want := range map[string]time.Duration{
		"Signature expired: 20240101T000000Z is now earlier than 20240101T010000Z (20240101T010500Z - 5 min.)":         -65 * time.Minute,
		"Signature not yet current: 20240101T020000Z is still later than 20240101T010500Z (20240101T010000Z + 5 min.)": time.Hour,
		"Signature expired": 0, "20240101T000000Z 20240101T000000Z": 0, "20249901T000000Z 20240101T000000Z 20240101T000000Z": 0,
		"": 0,
	} {
		if got := skewIn(text); got != want {
			t.Errorf("%q: got %v, want %v", text, got, want)
		}
	}
}

// TestClassifyNet: what the tests with real connections do not come to.
func TestClassifyNet(t *testing.T) {
	notFound := &net.DNSError{Err: "no such host", Name: "proxy.example", IsNotFound: true}
	for _, tt := range []struct {
		err  error
		want Kind
		text string
	}{
		{&net.OpError{Op: "proxyconnect", Net: "tcp", Err: notFound}, KindNoNetwork, "proxy"},
		{&net.OpError{Op: "dial", Net: "tcp", Err: notFound}, KindNoNetwork, "no such host"},
		{&net.DNSError{Err: "server misbehaving", IsTemporary: true}, KindNoNetwork, "no answer"},
		{&net.OpError{Op: "dial", Net: "tcp", Err: syscall.ENETUNREACH}, KindNoNetwork, "unreachable"},
		{errors.New("Proxy Authentication Required: user:hunter2"), KindNoNetwork, "the connection broke"},
		{fmt.Errorf("request send failed, %w", errInstead), KindCaptivePortal, "not AWS's"},
		{&tls.CertificateVerificationError{Err: x509.CertificateInvalidError{Reason: x509.Expired}}, KindTLS, "expired"},
		{&tls.CertificateVerificationError{Err: errors.New("odd")}, KindTLS, "not trusted"},
	} {
		kind, err := classifyNet(tt.err)
		if kind != tt.want || !strings.Contains(err.Error(), tt.text) || strings.Contains(err.Error(), "hunter2") || strings.Contains(err.Error(), "proxy.example") {
			t.Errorf("%v: got %s, %v", tt.err, kind, err)
		}
	}
}
