package federation

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"io"
	"net"
	"strings"
	"syscall"
	"time"
	"unicode"
)

// classifySTS sorts an error answer of STS. AWS keeps no list of its texts:
// these are the ones seen, matched by what is stable in them.
func classifySTS(status int, code, message string) Kind {
	c := strings.TrimSuffix(strings.ToLower(code), "exception")
	m := strings.ToLower(message)
	has := func(s string) bool { return strings.Contains(m, s) }

	switch {
	case has("multifactorauthentication"):
		switch {
		case has("invalid mfa one time pass code"):
			return KindCodeRejected
		case has("unable to validate mfa code"):
			return KindMFADeviceUnknown
		case has("must provide both"):
			return KindMFAIncomplete
		}
		return KindAccessDenied
	case has("scoped to a valid region"):
		return KindRegionUnknown
	case has("signature expired"), has("signature not yet current"), c == "requesttimetooskewed", c == "requestexpired", c == "requestinthefuture":
		return KindClockSkew
	}
	switch c {
	case "accessdenied", "unauthorizedoperation", "unauthorized":
		return KindAccessDenied
	case "invalidclienttokenid", "unrecognizedclient", "invalidaccesskeyid", "authfailure", "optinrequired", "missingauthenticationtoken":
		return KindKeyUnknown
	case "expiredtoken", "tokenrefreshrequired":
		return KindTokenExpired
	case "signaturedoesnotmatch", "invalidsignature", "incompletesignature":
		return KindSignature
	case "regiondisabled":
		return KindRegionDisabled
	case "throttling", "throttled", "requestthrottled", "throttledrequest", "toomanyrequests", "requestlimitexceeded", "priorrequestnotcomplete", "slowdown", "bandwidthlimitexceeded":
		return KindThrottled
	case "internalfailure", "internalerror", "internalservererror", "serviceunavailable":
		return KindAWSDown
	case "validationerror", "validation":
		switch {
		case has("session limit for roles assumed by role chaining"):
			return KindDurationChain
		case has("durationseconds exceeds the maxsessionduration"):
			return KindDurationRoleMax
		}
	}
	switch {
	case status == 429:
		return KindThrottled
	case status >= 500:
		return KindAWSDown
	}
	return KindAWSRefused
}

// skewIn reads from STS's text how far the clock here is ahead: "Signature
// expired: T1 is now earlier than T2 (T3 - 5 min.)", T1 being ours and T3 its.
// 0 where the text does not say.
func skewIn(message string) time.Duration {
	var times []time.Time
	for word := range strings.FieldsFuncSeq(message, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
		if t, err := time.Parse("20060102T150405Z", word); err == nil {
			times = append(times, t)
		}
	}
	if len(times) != 3 {
		return 0
	}
	return times[0].Sub(times[2])
}

// classifyNet sorts an error of a connection and names its cause. The cause is
// made anew: what net/http says can quote an answer, and that answer can quote
// the request.
func classifyNet(err error) (Kind, error) {
	switch {
	case errors.Is(err, errConnect):
		return KindNoNetwork, errConnect
	case errors.Is(err, errProxy):
		return KindNoNetwork, errProxy
	case errors.Is(err, errAnswer), errors.Is(err, context.DeadlineExceeded):
		return KindTimeout, errAnswer
	case errors.Is(err, context.Canceled):
		return KindCanceled, context.Canceled
	case errors.Is(err, errTooLarge):
		return KindSignInAnswer, errTooLarge
	case errors.Is(err, errGarbled):
		return KindSignInAnswer, errGarbled
	case errors.Is(err, errInstead):
		return KindCaptivePortal, errInstead
	}
	if _, ok := errors.AsType[*tls.CertificateVerificationError](err); ok {
		return KindTLS, certificateCause(err)
	}
	if _, ok := errors.AsType[tls.RecordHeaderError](err); ok {
		return KindTLS, errors.New("the answer is not TLS")
	}
	// Alerts and disagreements have no exported type.
	if strings.Contains(err.Error(), "tls: ") {
		return KindTLS, errors.New("no agreement on TLS 1.2 or later")
	}
	// Before the look-up: the host that is not found is then the proxy's.
	if op, ok := errors.AsType[*net.OpError](err); ok && op.Op == "proxyconnect" {
		return KindNoNetwork, errors.New("the proxy cannot be reached")
	}
	if dns, ok := errors.AsType[*net.DNSError](err); ok {
		if dns.IsNotFound {
			return KindNoNetwork, errNoHost
		}
		return KindNoNetwork, errors.New("looking up the host: no answer")
	}
	if errno, ok := errors.AsType[syscall.Errno](err); ok {
		return KindNoNetwork, errors.New(errno.Error())
	}
	if ne, ok := errors.AsType[net.Error](err); ok && ne.Timeout() {
		return KindTimeout, errAnswer
	}
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return KindNoNetwork, errors.New("the connection was closed")
	}
	return KindNoNetwork, errors.New("the connection broke")
}

// certificateCause tells the reasons for distrust apart. Names in a
// certificate are foreign text and stay out.
func certificateCause(err error) error {
	if _, ok := errors.AsType[x509.HostnameError](err); ok {
		return errors.New("the certificate is for another name")
	}
	if _, ok := errors.AsType[x509.UnknownAuthorityError](err); ok {
		return errors.New("the certificate comes from an unknown authority")
	}
	if invalid, ok := errors.AsType[x509.CertificateInvalidError](err); ok && invalid.Reason == x509.Expired {
		return errors.New("the certificate has expired or is not valid yet")
	}
	return errors.New("the certificate is not trusted")
}
