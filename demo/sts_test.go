package demo

import (
	"context"
	"encoding/xml"
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	v4 "github.com/aws/aws-sdk-go-v2/aws/signer/v4"
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
	const detected = "1 validation error detected: Value "
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
		"duration too short": {change(func(in *sts.AssumeRoleInput) { in.DurationSeconds = aws.Int32(899) }), 400, "ValidationError",
			detected + "'899' at 'durationSeconds' failed to satisfy constraint: Member must have value greater than or equal to 900"},
		"duration too long": {change(func(in *sts.AssumeRoleInput) { in.DurationSeconds = aws.Int32(43201) }), 400, "ValidationError",
			detected + "'43201' at 'durationSeconds' failed to satisfy constraint: Member must have value less than or equal to 43200"},
		"five digits": {dev("12345"), 400, "ValidationError",
			detected + "'12345' at 'tokenCode' failed to satisfy constraint: Member must have length greater than or equal to 6"},
		"letters": {dev("12345a"), 400, "ValidationError",
			detected + `'12345a' at 'tokenCode' failed to satisfy constraint: Member must satisfy regular expression pattern: [\d]*`},
		"digits of another script": {dev("١٢٣٤٥٦"), 400, "ValidationError",
			detected + `'١٢٣٤٥٦' at 'tokenCode' failed to satisfy constraint: Member must satisfy regular expression pattern: [\d]*`},
		"session name": {change(func(in *sts.AssumeRoleInput) { in.RoleSessionName = aws.String("maya k") }), 400, "ValidationError",
			detected + `'maya k' at 'roleSessionName' failed to satisfy constraint: Member must satisfy regular expression pattern: [\w+=,.@-]*`},
		"two at once": {change(func(in *sts.AssumeRoleInput) {
			in.RoleSessionName, in.TokenCode = aws.String("m"), aws.String("1234567")
		}), 400, "ValidationError",
			"2 validation errors detected: Value 'm' at 'roleSessionName' failed to satisfy constraint: Member must have length greater than or equal to 2; Value '1234567' at 'tokenCode' failed to satisfy constraint: Member must have length less than or equal to 6"},
		"no ARN": {change(func(in *sts.AssumeRoleInput) { in.RoleArn = aws.String("arn:aws:iam::111122223333:user/atlas-dev") }), 400, "ValidationError",
			"arn:aws:iam::111122223333:user/atlas-dev is invalid"},
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
	maya := r.maya(signedAt(c))
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
	out, err := r.as(base).AssumeRole(t.Context(), billing)
	if err != nil {
		t.Fatal(err)
	}
	if got, want := *out.AssumedRoleUser.Arn, "arn:aws:sts::777788889999:assumed-role/billing-audit/halfday-maya"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if id := *out.AssumedRoleUser.AssumedRoleId; !strings.HasPrefix(id, "AROA") || !strings.HasSuffix(id, ":halfday-maya") || len(id) != 20+13 {
		t.Errorf("assumed role id %q", id)
	}
	if left := time.Until(*out.Credentials.Expiration); left < 59*time.Minute || left > time.Hour {
		t.Errorf("lasts for %v", left)
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

func TestTemporaryKeysChainAndExpire(t *testing.T) {
	c := &clock{now: time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)}
	k := defaultKey()
	k.Token, k.Expires = "FwoGZXIvYXdzEXAMPLE", c.now.Add(time.Hour)
	r := start(t, Options{Now: c.Now, Keys: []Key{k}, Roles: []Role{{ARN: devARN, MaxSession: 12 * time.Hour}}})
	maya := r.maya(signedAt(c))
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
	var raw answer
	maya := r.maya(func(o *sts.Options) { o.HTTPClient = tap{r.http, &raw} })
	if _, err := maya.AssumeRole(t.Context(), dev("000000")); err == nil {
		t.Fatal("no error")
	}
	if got, want := raw.header.Get("Content-Type"), "text/xml"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	var e struct {
		XMLName xml.Name `xml:"https://sts.amazonaws.com/doc/2011-06-15/ ErrorResponse"`
		Error   struct{ Type, Code, Message string }
		ID      string `xml:"RequestId"`
	}
	if err := xml.Unmarshal([]byte(raw.body), &e); err != nil {
		t.Fatal(err)
	}
	if e.Error.Type != "Sender" || e.Error.Code != "AccessDenied" || !strings.HasSuffix(e.Error.Message, "code. ") || len(e.ID) != 36 || e.ID != raw.header.Get("X-Amzn-RequestId") {
		t.Errorf("got %s", raw.body)
	}
}

func TestUnknownActionsAndForms(t *testing.T) {
	r := start(t, Options{})
	for body, want := range map[string]string{
		"":                  "MissingAction",
		"Action=AssumeRole": "ValidationError",
		"Action=%zz":        "MalformedInput",
		"Action=GetFederationToken&Version=2011-06-15":                                                       "InvalidAction",
		"Action=AssumeRole&Version=2011-06-15&RoleSessionName=ab&RoleArn=" + devARN + "&DurationSeconds=12h": "MalformedInput",
	} {
		a := r.do(r.signed(body), nil)
		if got := errorCode(a); got != want {
			t.Errorf("%q: got %s, want %s", body, got, want)
		}
	}
}

// tap keeps the last response.
type tap struct {
	*http.Client
	last *answer
}

func (c tap) Do(req *http.Request) (*http.Response, error) {
	resp, err := c.Client.Do(req)
	if err != nil {
		return nil, err
	}
	body, _ := io.ReadAll(resp.Body)
	_ = resp.Body.Close()
	*c.last = answer{resp.StatusCode, resp.Header, string(body)}
	resp.Body = io.NopCloser(strings.NewReader(string(body)))
	return resp, nil
}

// signedAt makes the SDK sign with the clock's time.
func signedAt(c *clock) func(*sts.Options) {
	return func(o *sts.Options) { o.HTTPSignerV4 = clockSigner{o.HTTPSignerV4, c} }
}

type clockSigner struct {
	sts.HTTPSignerV4
	clock *clock
}

func (s clockSigner) SignHTTP(ctx context.Context, c aws.Credentials, r *http.Request, hash, service, region string, _ time.Time, o ...func(*v4.SignerOptions)) error {
	return s.HTTPSignerV4.SignHTTP(ctx, c, r, hash, service, region, s.clock.Now(), o...)
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
