package identitycenter

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"net/url"
	"strings"
	"time"

	"halfday/internal/redact"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/ssooidc"
)

// answerLimit is how long a person has for AWS's page.
const answerLimit = 5 * time.Minute

// Visit is how a sign-in uses the browser.
type Visit struct {
	// Open shows AWS's page to the person. It returns at once; failed has why
	// the page cannot be seen, if that turns out. The address holds no secret
	// that would do without the verifier, but whoever has it can bring a code of
	// their own: it should not stand in the arguments of a process.
	Open func(address string) (failed <-chan error)
	// Page is the HTML page that the browser shows where it brought its code,
	// err being nil, or news that there is none.
	Page func(err error) string
}

// SignIn signs in with the browser and keeps the token. Where another process
// of ours does so already it waits for that one's. It returns at the latest
// after answerLimit. ctx ends it.
func (c *Client) SignIn(ctx context.Context, v Visit) error {
	return c.once(ctx, c.cache.token(c.session), func(ctx context.Context) error { return c.withCode(ctx, v) })
}

// once runs a sign-in, unless another process of ours has done one since before
// was in the cache.
func (c *Client) once(ctx context.Context, before token, signIn func(context.Context) error) error {
	const op = "signing in to Identity Center"
	ctx, stop := context.WithTimeoutCause(ctx, answerLimit, errNoAnswer)
	defer stop()
	unlock, err := c.cache.lock(ctx, c.session)
	switch {
	case ctx.Err() != nil:
		return ended(ctx, op)
	case err != nil:
		return &Error{Kind: KindCache, Op: op, Err: err}
	}
	defer unlock()
	if t := c.cache.token(c.session); t.Access.Reveal() != before.Access.Reveal() && t.valid(c.now()) && !c.spurned(t) {
		return nil // somebody else's: what AWS has just refused is another one
	}
	return signIn(ctx)
}

var errNoAnswer = errors.New("nobody answered in time")

// ended says why a context did.
func ended(ctx context.Context, op string) *Error {
	if errors.Is(context.Cause(ctx), errNoAnswer) {
		return &Error{Kind: KindTimeout, Op: op}
	}
	return &Error{Kind: KindCanceled, Op: op, Err: context.Canceled}
}

// withCode is one sign-in by an authorization code with PKCE.
func (c *Client) withCode(ctx context.Context, v Visit) error {
	const op = "signing in to Identity Center"
	registered, _, err := c.registered(ctx, true)
	if err != nil {
		return err
	}
	state, verifier := random(), redact.New(random())
	answer, err := listen(state, c.foreign, v.Page)
	if err != nil {
		return &Error{Kind: KindCache, Op: op, Err: err}
	}
	defer answer.close()
	challenge := sha256.Sum256([]byte(verifier.Reveal()))
	page := *c.page
	page.RawQuery = url.Values{
		"response_type":         {"code"},
		"client_id":             {registered.id},
		"redirect_uri":          {answer.address()},
		"state":                 {state},
		"code_challenge_method": {"S256"},
		"code_challenge":        {base64.RawURLEncoding.EncodeToString(challenge[:])},
		"scopes":                {strings.Join(c.session.scopes(), " ")},
	}.Encode()
	failed := v.Open(page.String())
	for {
		select {
		case got := <-answer.got:
			if got.err != nil {
				c.cache.dropClient(c.session) // it may be the client that is refused
				return got.err
			}
			err := c.create(ctx, op, &ssooidc.CreateTokenInput{
				GrantType: aws.String(codeGrant), Code: aws.String(got.code.Reveal()), CodeVerifier: aws.String(verifier.Reveal()), RedirectUri: aws.String(answer.address()),
			}, registered)
			if e := asError(err); e.Kind == KindRefused || e.Kind == KindNoToken || e.Kind == KindDenied {
				c.cache.dropClient(c.session)
				err = &Error{Kind: KindRefused, Op: op, Code: e.Code}
			}
			return err
		case err := <-failed:
			if err != nil {
				return err
			}
			failed = nil
		case <-ctx.Done():
			return ended(ctx, op)
		}
	}
}

// random is 256 bits that nobody can guess, in letters that may stand in an
// address.
func random() string {
	b := make([]byte, 32)
	rand.Read(b)
	return base64.RawURLEncoding.EncodeToString(b)
}

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
func tokenOf(out *ssooidc.CreateTokenOutput, asked time.Time) (token, bool) {
	access, refresh := aws.ToString(out.AccessToken), aws.ToString(out.RefreshToken)
	if access == "" || !visible(access) || !visible(refresh) || out.ExpiresIn < 60 {
		return token{}, false
	}
	return token{Access: redact.New(access), Refresh: redact.New(refresh), Expires: asked.Add(time.Duration(out.ExpiresIn) * time.Second)}, true
}
