package identitycenter

import (
	"context"
	"net"
	"net/url"
	"sync/atomic"
	"time"

	"halfday/internal/redact"
	"halfday/roles"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/sso"
	"github.com/aws/aws-sdk-go-v2/service/ssooidc"
)

// Client speaks to Identity Center about one session. Any goroutine may call
// its methods.
type Client struct {
	session session
	cache   Cache
	oidc    *ssooidc.Client
	portal  *sso.Client
	page    *url.URL // where the browser is sent to sign in
	now     func() time.Time
	// refused is the token that Identity Center did not take, if any.
	refused atomic.Pointer[redact.Secret]
	// foreign tells whether the client end of a connection is another user's.
	foreign func(client, server net.Addr) bool
}

// Options are what a Client is made of.
type Options struct {
	Cache Cache
	// Settings are the SDK's, with the HTTP client that sends. Its redirects
	// must not be followed: tokens would go with them.
	Settings aws.Config
	// Foreign tells whether the client end of a connection on loopback is
	// another user's; needed by SignIn alone.
	Foreign func(client, server net.Addr) bool
}

// New makes a client. It connects nowhere.
func New(s roles.SSO, o Options) (*Client, error) {
	const op = "finding Identity Center"
	settings := o.Settings.Copy()
	settings.Region = s.Region
	settings.Retryer = func() aws.Retryer { return aws.NopRetryer{} }
	settings.Credentials = aws.AnonymousCredentials{}
	c := &Client{session: session{s}, cache: o.Cache, oidc: ssooidc.NewFromConfig(settings), portal: sso.NewFromConfig(settings), now: time.Now, foreign: o.Foreign}
	made := c.oidc.Options()
	at, err := ssooidc.NewDefaultEndpointResolverV2().ResolveEndpoint(context.Background(), ssooidc.EndpointParameters{
		Region:       &s.Region,
		Endpoint:     made.BaseEndpoint,
		UseDualStack: aws.Bool(made.EndpointOptions.UseDualStackEndpoint == aws.DualStackEndpointStateEnabled),
		UseFIPS:      aws.Bool(made.EndpointOptions.UseFIPSEndpoint == aws.FIPSEndpointStateEnabled),
	})
	if err != nil || at.URI.Host == "" {
		return nil, &Error{Kind: KindRegion, Op: op}
	}
	c.page = at.URI.JoinPath("authorize")
	return c, nil
}

// Endpoints are the addresses that are set in AWS's place for the service that
// signs in and for the portal; nil for none.
func (c *Client) Endpoints() (oidc, portal *string) {
	return c.oidc.Options().BaseEndpoint, c.portal.Options().BaseEndpoint
}

// lockShort is how long a refresh, or a sign-out, waits for another process.
const lockShort = 2 * time.Second

// token gives a token that can be used, refreshed where that is due; KindNoToken
// where there is none.
func (c *Client) token(ctx context.Context) (token, error) {
	const op = "reading the Identity Center token"
	t := c.cache.token(c.session)
	now := c.now()
	if t.valid(now) && !t.due(now) && !c.spurned(t) {
		return t, nil
	}
	if !t.due(now) {
		return token{}, &Error{Kind: KindNoToken, Op: op}
	}
	refreshed, err := c.refresh(ctx)
	if err == nil {
		return refreshed, nil
	}
	// There may be a while left of the one that stands, and the trouble may pass.
	if t = c.cache.token(c.session); t.valid(now) && !c.spurned(t) {
		return t, nil
	}
	return token{}, err
}

// spurned tells whether Identity Center did not take the token.
func (c *Client) spurned(t token) bool {
	r := c.refused.Load()
	return r != nil && r.Reveal() == t.Access.Reveal()
}

// refresh trades the refresh token, once among all processes of ours.
func (c *Client) refresh(ctx context.Context) (token, error) {
	const op = "refreshing the Identity Center token"
	short, stop := context.WithTimeout(ctx, lockShort)
	defer stop()
	unlock, err := c.cache.lock(short, c.session)
	if err != nil {
		return token{}, &Error{Kind: KindNoToken, Op: op, Err: err}
	}
	defer unlock()
	t := c.cache.token(c.session)
	if now := c.now(); !t.due(now) {
		if t.valid(now) && !c.spurned(t) {
			return t, nil // somebody else has refreshed it
		}
		return token{}, &Error{Kind: KindNoToken, Op: op}
	}
	fresh, err := c.ask(ctx, op, &ssooidc.CreateTokenInput{
		GrantType: aws.String(refreshGrant), RefreshToken: aws.String(t.Refresh.Reveal()),
	}, t.client)
	if err != nil {
		// A registration that was revoked, or a session that an administrator
		// ended: only a sign-in helps.
		if e := asError(err); e.Kind == KindRefused {
			e.Kind = KindNoToken
			c.cache.dropClient(c.session) // which AWS's page would only complain of
		}
		return token{}, err
	}
	if c.cache.token(c.session).Refresh.Reveal() != t.Refresh.Reveal() {
		// Signed out, or in again, meanwhile: by the AWS CLI, which knows no lock, or
		// by a sign-out that did not wait any longer.
		return token{}, &Error{Kind: KindNoToken, Op: op}
	}
	return fresh, c.keep(op, fresh)
}

// create asks for a token and keeps it.
func (c *Client) create(ctx context.Context, op string, in *ssooidc.CreateTokenInput, registered client) error {
	t, err := c.ask(ctx, op, in, registered)
	if err != nil {
		return err
	}
	return c.keep(op, t)
}

// ask asks for a token. The client may be used for a while, the rest of the input
// once.
func (c *Client) ask(ctx context.Context, op string, in *ssooidc.CreateTokenInput, registered client) (token, error) {
	in.ClientId, in.ClientSecret = aws.String(registered.id), aws.String(registered.secret.Reveal())
	asked := c.now().UTC().Round(0)
	out, err := c.oidc.CreateToken(ctx, in)
	if err != nil {
		return token{}, failure(ctx, op, err)
	}
	t, ok := tokenOf(out, asked)
	if !ok {
		return token{}, &Error{Kind: KindAnswer, Op: op}
	}
	t.StartURL, t.Region, t.client = c.session.StartURL, c.session.Region, registered
	return t, nil
}

func (c *Client) keep(op string, t token) error {
	if err := c.cache.keep(c.session, t); err != nil {
		return &Error{Kind: KindCache, Op: op, Err: err}
	}
	return nil
}
