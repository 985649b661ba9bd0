package federation

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/xml"
	"errors"
	"net/http"
	"net/url"
	"os"
	"strings"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	v4 "github.com/aws/aws-sdk-go-v2/aws/signer/v4"
	"github.com/aws/aws-sdk-go-v2/service/sts"
)

// Identity is who AWS takes the owner of some credentials for.
type Identity struct {
	ARN     string // arn:aws:iam::ACCOUNT:user/NAME, or that of a role session
	Account string
}

// Identity asks STS whose the source credentials are, which needs no
// permission. It sends no code and changes nothing. Errors are *Error.
func (s *SignIn) Identity(ctx context.Context) (Identity, error) {
	creds, err := s.source(ctx)
	if err != nil {
		return Identity{}, err
	}
	const op = "asking AWS whose the source credentials are"
	to, err := s.sts.take(ctx, anyWay)
	if to == nil {
		e := s.noWay(s.sts, err)
		e.Op = op
		return Identity{}, e
	}
	rec := &recorder{wire: s.wire, to: to, creds: *creds}
	defer func() { s.sts.give(to, rec.shut(ctx)) }()
	out, err := s.client.GetCallerIdentity(ctx, &sts.GetCallerIdentityInput{}, rec.options)
	if err == nil && aws.ToString(out.Arn) != "" && rec.got != nil && !rec.got.foreign() {
		return Identity{ARN: clean(aws.ToString(out.Arn), 200), Account: clean(aws.ToString(out.Account), 20)}, nil
	}
	if err == nil {
		err = errors.New("no identity in the answer")
	}
	return Identity{}, rec.sorted(op, err, nil)
}

// setIAM finds IAM. Where something stands in AWS's place for STS and nothing
// does for IAM, keys that are meant for that place must not go to AWS.
func (s *SignIn) setIAM() {
	for _, name := range []string{"AWS_ENDPOINT_URL_IAM", "AWS_ENDPOINT_URL"} {
		if v := os.Getenv(name); v != "" {
			s.iam, _ = checkEndpoint(v) // a sign-in does not need it
			return
		}
	}
	if !s.override {
		s.iam = &url.URL{Scheme: "https", Host: s.partition.IAM}
	}
}

// Devices asks IAM for the serials of the MFA devices of the user whose the
// source credentials are. Many users may not ask that: KindAccessDenied.
// Errors are *Error, of KindConfig where only STS has a stand-in.
func (s *SignIn) Devices(ctx context.Context) ([]string, error) {
	const op = "asking for the MFA devices"
	if s.iam == nil {
		return nil, &Error{Kind: KindConfig, Op: op, Detail: "no IAM beside the STS that is set"}
	}
	creds, err := s.source(ctx)
	if err != nil {
		return nil, err
	}
	body := "Action=ListMFADevices&Version=2010-05-08"
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, strings.TrimSuffix(s.iam.String(), "/")+"/", strings.NewReader(body))
	if err != nil {
		return nil, &Error{Kind: KindConfig, Op: op}
	}
	req.Header.Set("Content-Type", "application/x-www-form-urlencoded; charset=utf-8")
	sum := sha256.Sum256([]byte(body))
	if err := v4.NewSigner().SignHTTP(ctx, *creds, req, hex.EncodeToString(sum[:]), "iam", s.partition.Region, time.Now()); err != nil {
		return nil, &Error{Kind: KindConfig, Op: op}
	}
	a, err := s.wire.request(req)
	if err != nil {
		return nil, s.netError(op, s.iam.Host, err)
	}
	e := &Error{Kind: KindSignInAnswer, Op: op, Host: clean(s.iam.Host, 100), Status: a.status}
	if a.foreign() {
		e.Kind = KindCaptivePortal
		return nil, e
	}
	var answer struct {
		XMLName xml.Name
		Serials []string `xml:"ListMFADevicesResult>MFADevices>member>SerialNumber"`
		Code    string   `xml:"Error>Code"`
		Message string   `xml:"Error>Message"`
	}
	err = xml.NewDecoder(bytes.NewReader(a.body)).Decode(&answer)
	switch {
	case a.status >= 300 && answer.Code != "":
		e.Kind = classifySTS(a.status, answer.Code, answer.Message)
		e.Code = clean(scrub(answer.Code, creds.SecretAccessKey, creds.SessionToken, creds.AccessKeyID), 60)
	case a.status >= 500:
		e.Kind = KindAWSDown
	case a.status == http.StatusTooManyRequests:
		e.Kind = KindThrottled
	case err == nil && a.status == http.StatusOK && answer.XMLName.Local == "ListMFADevicesResponse":
		for i, serial := range answer.Serials {
			answer.Serials[i] = clean(serial, 256)
		}
		return answer.Serials, nil
	}
	return nil, e
}
