package identitycenter

import (
	"context"
	"time"

	"halfday/internal/redact"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/ssooidc"
)

// callbackPath is where the browser brings the authorization code. A client is
// registered with it, without a port, and takes it back with one.
// Source: RFC 8252, section 7.3; the AWS CLI registers the same.
const callbackPath = "/oauth/callback"

// registered gives a client, of the cache or new, and tells which.
func (c *Client) registered(ctx context.Context, code bool) (got client, kept bool, err error) {
	const op = "registering with Identity Center"
	if got := c.cache.client(c.session, code, c.now()); got.id != "" {
		return got, true, nil
	}
	in := &ssooidc.RegisterClientInput{
		ClientName: aws.String("halfday-client-" + c.session.Session), ClientType: aws.String("public"), Scopes: c.session.scopes(),
	}
	if code {
		in.GrantTypes = []string{codeGrant, refreshGrant}
		in.RedirectUris = []string{"http://127.0.0.1" + callbackPath}
		in.IssuerUrl = aws.String(c.session.StartURL)
	}
	out, err := c.oidc.RegisterClient(ctx, in)
	if err != nil {
		return client{}, false, failure(ctx, op, err)
	}
	got = client{
		id: aws.ToString(out.ClientId), secret: redact.New(aws.ToString(out.ClientSecret)),
		expires: time.Unix(out.ClientSecretExpiresAt, 0).UTC(), code: code,
	}
	if !got.valid(c.now()) || !visible(got.id) || !visible(got.secret.Reveal()) {
		return client{}, false, &Error{Kind: KindAnswer, Op: op}
	}
	if err := c.cache.keepClient(c.session, got); err != nil {
		return client{}, false, &Error{Kind: KindCache, Op: op, Err: err}
	}
	return got, false, nil
}

// tokenOf reads what CreateToken gave.
func tokenOf(out *ssooidc.CreateTokenOutput, asked time.Time) (Token, bool) {
	access, refresh := aws.ToString(out.AccessToken), aws.ToString(out.RefreshToken)
	if access == "" || !visible(access) || !visible(refresh) || out.ExpiresIn < 60 {
		return Token{}, false
	}
	return Token{Access: redact.New(access), Refresh: redact.New(refresh), Expires: asked.Add(time.Duration(out.ExpiresIn) * time.Second)}, true
}
