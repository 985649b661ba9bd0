package federation

import (
	"cmp"
	"context"
	"encoding/xml"
	"net/url"
	"os"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/config"
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
	s.openSTS() // where only this needs it, as for a role of Identity Center
	var who struct {
		ARN     string `xml:"GetCallerIdentityResult>Arn"`
		Account string `xml:"GetCallerIdentityResult>Account"`
	}
	e := s.askSTS(ctx, "asking AWS whose the source credentials are", creds, action("GetCallerIdentity"), func(body []byte) bool {
		return xml.Unmarshal(body, &who) == nil && who.ARN != ""
	})
	if e != nil {
		return Identity{}, e
	}
	return Identity{ARN: clean(who.ARN, 200), Account: clean(who.Account, 20)}, nil
}

// setIAM finds IAM as the SDK would. Where something stands in AWS's place for STS
// and nothing does for IAM, keys that are meant for that place must not go to AWS.
func (s *SignIn) setIAM(ctx context.Context) {
	set := aws.ToString(s.cfg.BaseEndpoint)
	if passedOver, _, _ := config.GetIgnoreConfiguredEndpoints(ctx, s.cfg.ConfigSources); !passedOver {
		set = cmp.Or(os.Getenv("AWS_ENDPOINT_URL_IAM"), set)
	}
	switch {
	case set != "":
		s.iam, _ = checkEndpoint(set) // a sign-in does not need it
	case !s.override:
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
	to := &way{url: s.iam, region: s.partition.Region}
	if to.link, err = s.wire.dial(ctx, s.iam); err != nil {
		return nil, s.netError(op, s.iam.Host, err)
	}
	defer to.close()
	var answer struct {
		List *struct {
			Serials []string `xml:"MFADevices>member>SerialNumber"`
		} `xml:"ListMFADevicesResult"`
	}
	q := &query{service: "iam", op: op, to: to, creds: creds, form: url.Values{"Action": {"ListMFADevices"}, "Version": {"2010-05-08"}}}
	if e := q.ask(ctx, s.wire, func(body []byte) bool { return xml.Unmarshal(body, &answer) == nil && answer.List != nil }); e != nil {
		return nil, e
	}
	for i, serial := range answer.List.Serials {
		answer.List.Serials[i] = clean(serial, 256)
	}
	return answer.List.Serials, nil
}
