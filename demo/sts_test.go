package demo

import (
	"encoding/xml"
	"errors"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/sts"
	"github.com/aws/smithy-go"
	smithyhttp "github.com/aws/smithy-go/transport/http"
)

// refusal is an error of STS as the SDK gives it.
func refusal(t *testing.T, err error) (status int, code, message string) {
	t.Helper()
	var api smithy.APIError
	var resp *smithyhttp.ResponseError
	if !errors.As(err, &api) || !errors.As(err, &resp) {
		t.Fatalf("not an answer of STS: %v", err)
	}
	return resp.HTTPStatusCode(), api.ErrorCode(), api.ErrorMessage()
}

func change(f func(*sts.AssumeRoleInput)) *sts.AssumeRoleInput {
	in := dev("123456")
	f(in)
	return in
}

func TestAssumeRoleRefusals(t *testing.T) {
	const maya = "arn:aws:iam::123456789012:user/maya"
	unauthorized := func(role string) string {
		return "User: " + maya + " is not authorized to perform: sts:AssumeRole on resource: " + role
	}
	const unknownDevice = "MultiFactorAuthentication failed, unable to validate MFA code.  Please verify your MFA serial number is valid and associated with this user."
	for name, test := range map[string]struct {
		in      *sts.AssumeRoleInput
		status  int
		code    string
		message string
	}{
		"wrong code":     {dev("000000"), 403, "AccessDenied", "MultiFactorAuthentication failed with invalid MFA one time pass code. "},
		"unknown device": {change(func(in *sts.AssumeRoleInput) { in.SerialNumber = aws.String("arn:aws:iam::123456789012:mfa/other") }), 403, "AccessDenied", unknownDevice},
		"user ARN as serial": {change(func(in *sts.AssumeRoleInput) { in.SerialNumber = aws.String(maya) }), 403, "AccessDenied",
			unknownDevice},
		"serial alone": {change(func(in *sts.AssumeRoleInput) { in.TokenCode = nil }), 403, "AccessDenied", "MultiFactorAuthentication failed, must provide both MFA serial number and one time pass code."},
		"code alone":   {change(func(in *sts.AssumeRoleInput) { in.SerialNumber = nil }), 403, "AccessDenied", "MultiFactorAuthentication failed, must provide both MFA serial number and one time pass code."},
		"no MFA at all": {change(func(in *sts.AssumeRoleInput) { in.SerialNumber, in.TokenCode = nil, nil }), 403, "AccessDenied",
			unauthorized(devARN)},
		"no such role": {change(func(in *sts.AssumeRoleInput) { in.RoleArn = aws.String("arn:aws:iam::111122223333:role/nobody") }), 403, "AccessDenied",
			unauthorized("arn:aws:iam::111122223333:role/nobody")},
		"not trusted":         {change(func(in *sts.AssumeRoleInput) { in.RoleArn = aws.String(billingARN) }), 403, "AccessDenied", unauthorized(billingARN)},
		"external id missing": {change(func(in *sts.AssumeRoleInput) { in.RoleArn = aws.String(prodARN) }), 403, "AccessDenied", unauthorized(prodARN)},
		"external id wrong": {change(func(in *sts.AssumeRoleInput) {
			in.RoleArn, in.ExternalId = aws.String(prodARN), aws.String("atlas-0000")
		}), 403, "AccessDenied", unauthorized(prodARN)},
		"above the maximum": {change(func(in *sts.AssumeRoleInput) {
			in.RoleArn, in.ExternalId, in.DurationSeconds = aws.String(prodARN), aws.String("atlas-7f3e"), aws.Int32(3601)
		}), 400, "ValidationError", "The requested DurationSeconds exceeds the MaxSessionDuration set for this role."},
	} {
		t.Run(name, func(t *testing.T) {
			r := start(t, Options{})
			_, err := r.maya().AssumeRole(t.Context(), test.in)
			status, code, message := refusal(t, err)
			if status != test.status || code != test.code || message != test.message {
				t.Errorf("got  %d %s %q\nwant %d %s %q", status, code, message, test.status, test.code, test.message)
			}
		})
	}
}

func TestCodesWorkOnceInAWindow(t *testing.T) {
	c := &clock{now: time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)}
	r := start(t, Options{Now: c.Now})
	maya := r.maya()
	r.assume(maya, dev("123456"))
	_, err := maya.AssumeRole(t.Context(), dev("123456"))
	if _, _, message := refusal(t, err); message != errCode.message {
		t.Errorf("the same code again: %q", message)
	}
	r.assume(maya, dev("654321"))
	c.add(29 * time.Second)
	if _, err = maya.AssumeRole(t.Context(), dev("123456")); err == nil {
		t.Error("the same code works again in its window")
	}
	c.add(time.Second)
	r.assume(maya, dev("123456"))
}

func TestARefusedDurationSpendsTheCode(t *testing.T) {
	r := start(t, Options{})
	in := change(func(in *sts.AssumeRoleInput) {
		in.RoleArn, in.ExternalId, in.DurationSeconds = aws.String(prodARN), aws.String("atlas-7f3e"), aws.Int32(7200)
	})
	if _, err := r.maya().AssumeRole(t.Context(), in); err == nil {
		t.Fatal("7200 s were granted")
	}
	in.DurationSeconds = nil
	_, err := r.maya().AssumeRole(t.Context(), in)
	if _, _, message := refusal(t, err); message != errCode.message {
		t.Errorf("got %q", message)
	}
}

func TestChain(t *testing.T) {
	r := start(t, Options{})
	base := r.assume(r.maya(), dev("123456"))
	billing := &sts.AssumeRoleInput{RoleArn: aws.String(billingARN), RoleSessionName: aws.String("halfday-maya"), DurationSeconds: aws.Int32(3601)}
	_, err := r.as(base).AssumeRole(t.Context(), billing)
	if _, code, message := refusal(t, err); code != "ValidationError" || message != errChainedTooLong.message {
		t.Errorf("more than an hour: %s %q", code, message)
	}
	billing.SerialNumber, billing.TokenCode = aws.String(mayaMFA), aws.String("123457")
	_, err = r.as(base).AssumeRole(t.Context(), billing)
	if _, _, message := refusal(t, err); message != errDevice.message {
		t.Errorf("a code on the second hop: %q", message)
	}
	billing.SerialNumber, billing.TokenCode, billing.DurationSeconds = nil, nil, nil
	before := time.Now()
	out, err := r.as(base).AssumeRole(t.Context(), billing)
	after := time.Now()
	if err != nil {
		t.Fatal(err)
	}
	if got, want := *out.AssumedRoleUser.Arn, "arn:aws:sts::777788889999:assumed-role/billing-audit/halfday-maya"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if end := *out.Credentials.Expiration; end.Before(before.Add(time.Hour).Truncate(time.Second)) || end.After(after.Add(time.Hour)) {
		t.Errorf("given between %v and %v, ends at %v, want an hour later", before, after, end)
	}
	if *out.Credentials.Expiration != out.Credentials.Expiration.Truncate(time.Second) {
		t.Error("Expiration has a fraction")
	}
	c := out.Credentials
	if len(*c.AccessKeyId) != 20 || !strings.HasPrefix(*c.AccessKeyId, "ASIA") || len(*c.SecretAccessKey) != 40 ||
		!strings.Contains(*c.SecretAccessKey, "+") || !strings.Contains(*c.SecretAccessKey, "/") ||
		len(*c.SessionToken) != 800 || !strings.HasSuffix(*c.SessionToken, "=") || !strings.Contains(*c.SessionToken, "+") {
		t.Error("the credentials do not look like AWS's")
	}
	who, err := r.as(c).GetCallerIdentity(t.Context(), nil)
	if err != nil || *who.Account != "777788889999" || *who.Arn != *out.AssumedRoleUser.Arn {
		t.Errorf("caller identity: %v", err)
	}
}

func TestWrongKeys(t *testing.T) {
	r := start(t, Options{})
	k := r.Keys()[0]
	role := r.assume(r.maya(), dev("123456"))
	for name, c := range map[string]*sts.Client{
		"unknown":       r.sts("AKIAIOSFODNN7EXAMPLE", k.SecretKey, ""),
		"user's token":  r.sts(k.AccessKeyID, k.SecretKey, "t"),
		"no token":      r.sts(*role.AccessKeyId, *role.SecretAccessKey, ""),
		"other's token": r.sts(*role.AccessKeyId, *role.SecretAccessKey, *role.SessionToken+"A"),
	} {
		_, err := c.GetCallerIdentity(t.Context(), nil)
		if status, code, message := refusal(t, err); status != 403 || code != "InvalidClientTokenId" || message != errUnknownKey.message {
			t.Errorf("%s: got %d %s %q", name, status, code, message)
		}
	}
}

func TestTemporaryKeysChainAndExpire(t *testing.T) {
	c := &clock{now: time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)}
	k := defaultKey()
	k.Token, k.Expires = "FwoGZXIvYXdzEXAMPLE", c.now.Add(time.Hour)
	r := start(t, Options{Now: c.Now, Keys: []Key{k}, Roles: []Role{{ARN: devARN, MaxSession: 12 * time.Hour}}})
	maya := r.maya()
	in := &sts.AssumeRoleInput{RoleArn: aws.String(devARN), RoleSessionName: aws.String("maya"), DurationSeconds: aws.Int32(7200)}
	_, err := maya.AssumeRole(t.Context(), in)
	if _, _, message := refusal(t, err); message != errChainedTooLong.message {
		t.Errorf("got %q", message)
	}
	c.add(time.Hour)
	_, err = maya.AssumeRole(t.Context(), in)
	if status, code, message := refusal(t, err); status != 403 || code != "ExpiredToken" || message != "The security token included in the request is expired" {
		t.Errorf("got %d %s %q", status, code, message)
	}
}

func TestTrustEndsAtThePartition(t *testing.T) {
	const china = "arn:aws-cn:iam::111122223333:role/atlas-dev"
	r := start(t, Options{Roles: []Role{{ARN: devARN}, {ARN: china}}})
	in := &sts.AssumeRoleInput{RoleArn: aws.String(devARN), RoleSessionName: aws.String("maya")}
	r.assume(r.maya(), in)
	in.RoleArn = aws.String(china)
	if _, err := r.maya().AssumeRole(t.Context(), in); err == nil {
		t.Error("a role of another partition was given")
	}
}

func TestErrorXML(t *testing.T) {
	r := start(t, Options{})
	raw := r.ask("/sts", r.Keys()[0].AccessKeyID, url.Values{
		"Action": {ActionAssumeRole}, "RoleArn": {devARN}, "SerialNumber": {mayaMFA}, "TokenCode": {"000000"},
	})
	if got, want := raw.header.Get("Content-Type"), "text/xml"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	var e struct {
		XMLName xml.Name `xml:"https://sts.amazonaws.com/doc/2011-06-15/ ErrorResponse"`
		Error   struct{ Type, Code, Message string }
	}
	if err := xml.Unmarshal([]byte(raw.body), &e); err != nil {
		t.Fatal(err)
	}
	if e.Error.Type != "Sender" || e.Error.Code != "AccessDenied" || !strings.HasSuffix(e.Error.Message, "code. ") {
		t.Errorf("got %s", raw.body)
	}
}

// The session of a user who gave a code assumes roles that want one, an hour
// each and chained; it can not be traded for a console, nor for another session.
func TestGetSessionToken(t *testing.T) {
	r := start(t, Options{})
	in := &sts.GetSessionTokenInput{SerialNumber: aws.String(mayaMFA), TokenCode: aws.String("123456"), DurationSeconds: aws.Int32(900)}
	out, err := r.maya().GetSessionToken(t.Context(), in)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := r.maya().GetSessionToken(t.Context(), in); err == nil {
		t.Error("the code was taken twice")
	}
	if got := r.trade(out.Credentials, "").status; got != http.StatusBadRequest {
		t.Errorf("traded for a console: got %d", got)
	}
	user := r.as(out.Credentials)
	if _, err := user.GetSessionToken(t.Context(), &sts.GetSessionTokenInput{}); err == nil {
		t.Error("a session gave another one")
	}
	role := r.assume(user, &sts.AssumeRoleInput{RoleArn: aws.String(devARN), RoleSessionName: aws.String("maya")})
	if got := r.trade(role, "43200").status; got != http.StatusBadRequest {
		t.Errorf("twelve hours for a chained role: got %d", got)
	}
	if got := r.trade(role, "").status; got != http.StatusOK {
		t.Errorf("an hour for a chained role: got %d", got)
	}
	plain, err := r.maya().GetSessionToken(t.Context(), &sts.GetSessionTokenInput{})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := r.as(plain.Credentials).AssumeRole(t.Context(), &sts.AssumeRoleInput{RoleArn: aws.String(devARN), RoleSessionName: aws.String("maya")}); err == nil {
		t.Error("a session without a code assumed a role that wants MFA")
	}
}
