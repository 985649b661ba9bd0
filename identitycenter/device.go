package identitycenter

import (
	"context"
	"time"

	"halfday/internal/openable"
	"halfday/internal/redact"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/ssooidc"
	"github.com/aws/aws-sdk-go-v2/service/ssooidc/types"
)

// DeviceCode is what a person types on AWS's page, on any machine.
type DeviceCode struct {
	Address  string // of AWS's page
	Complete string // the same with the code filled in
	Code     string
	Expires  time.Time
}

// slower is by how much polling slows down where it is told to.
// Source: RFC 8628, section 3.5.
const slower = 5 * time.Second

// SignInByDevice signs in with a code that the person types on AWS's page, and
// keeps the token: for a machine without a browser. show is called once.
func (c *Client) SignInByDevice(ctx context.Context, show func(DeviceCode)) error {
	return c.once(ctx, c.cache.token(c.session), func(ctx context.Context) error { return c.withDevice(ctx, show) })
}

func (c *Client) withDevice(ctx context.Context, show func(DeviceCode)) error {
	const op = "signing in to Identity Center"
	registered, kept, err := c.registered(ctx, false)
	if err != nil {
		return err
	}
	start := func() (*ssooidc.StartDeviceAuthorizationOutput, error) {
		return c.oidc.StartDeviceAuthorization(ctx, &ssooidc.StartDeviceAuthorizationInput{
			ClientId: aws.String(registered.id), ClientSecret: aws.String(registered.secret.Reveal()), StartUrl: aws.String(c.session.StartURL),
		})
	}
	out, err := start()
	if err != nil && kept && failure(ctx, op, err).Kind == KindRefused {
		// The one of the cache was revoked.
		c.cache.dropClient(c.session)
		if registered, _, err = c.registered(ctx, false); err != nil {
			return err
		}
		out, err = start()
	}
	if err != nil {
		return failure(ctx, op, err)
	}
	prompt, device, ok := promptOf(out, c.now())
	if !ok {
		return &Error{Kind: KindAnswer, Op: op}
	}
	show(prompt)
	every := max(time.Duration(out.Interval)*time.Second, time.Second)
	for c.now().Before(prompt.Expires) {
		if !pause(ctx, every) {
			return ended(ctx, op)
		}
		err := c.create(ctx, op, &ssooidc.CreateTokenInput{GrantType: aws.String(deviceGrant), DeviceCode: aws.String(device.Reveal())}, registered)
		switch e := asError(err); {
		case err == nil:
			return nil
		case e.Code == pending:
		case e.Kind == KindThrottled:
			every += slower
		case e.Kind == KindDown, e.Kind == KindNetwork: // it may come back while there is time
		case e.Kind == KindDenied:
			return &Error{Kind: KindConsent, Op: op, Code: e.Code}
		case e.Code == expired:
			return &Error{Kind: KindTimeout, Op: op}
		default:
			return err
		}
	}
	return &Error{Kind: KindTimeout, Op: op}
}

// What the service calls an answer that is still to come, and one that came too
// late.
var (
	pending = (&types.AuthorizationPendingException{}).ErrorCode()
	expired = (&types.ExpiredTokenException{}).ErrorCode()
)

func promptOf(out *ssooidc.StartDeviceAuthorizationOutput, now time.Time) (DeviceCode, redact.Secret, bool) {
	d := DeviceCode{
		Address: aws.ToString(out.VerificationUri), Complete: aws.ToString(out.VerificationUriComplete), Code: aws.ToString(out.UserCode),
		Expires: now.Add(time.Duration(min(max(out.ExpiresIn, 0), 3600)) * time.Second),
	}
	device := aws.ToString(out.DeviceCode)
	ok := openable.Is(d.Address) && openable.Is(d.Complete) && d.Code != "" && visible(d.Code) && len(d.Code) < 100 && device != "" && visible(device)
	return d, redact.New(device), ok
}
