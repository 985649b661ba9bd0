package identitycenter

import (
	"context"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/sso"
)

// RoleCredentials gives the credentials of a role, for as long as its permission
// set says. Errors of KindNoToken say that the person has to sign in.
func (c *Client) RoleCredentials(ctx context.Context, account, role string) (creds aws.Credentials, err error) {
	const op = "reading the Identity Center credentials"
	err = c.asking(ctx, op, func(token *string) error {
		out, err := c.portal.GetRoleCredentials(ctx, &sso.GetRoleCredentialsInput{AccessToken: token, AccountId: &account, RoleName: &role})
		if err != nil {
			return failure(ctx, op, err)
		}
		k := out.RoleCredentials
		if k == nil || aws.ToString(k.AccessKeyId) == "" || aws.ToString(k.SecretAccessKey) == "" || aws.ToString(k.SessionToken) == "" || k.Expiration <= 0 {
			return &Error{Kind: KindAnswer, Op: op}
		}
		creds = aws.Credentials{
			AccessKeyID: *k.AccessKeyId, SecretAccessKey: *k.SecretAccessKey, SessionToken: *k.SessionToken,
			CanExpire: true, Expires: time.UnixMilli(k.Expiration).UTC(), AccountID: account, Source: "halfday",
		}
		return nil
	})
	return creds, err
}

// asking asks the portal with a token. One that is refused is tried again where
// somebody has put another into the cache meanwhile.
func (c *Client) asking(ctx context.Context, op string, ask func(token *string) error) error {
	for again := false; ; again = true {
		t, err := c.token(ctx)
		if err != nil {
			return err
		}
		err = ask(aws.String(t.Access.Reveal()))
		e := asError(err)
		if e.Kind != KindNoToken {
			return err
		}
		c.refused.Store(&t.Access)
		if again || c.spurned(c.cache.token(c.session)) {
			return &Error{Kind: KindNoToken, Op: op, Code: e.Code}
		}
	}
}

// Account is an account in which the person has a role.
type Account struct{ ID, Name string }

// Listing goes through the pages of a list of the portal.
const (
	pageSize = 100
	maxPages = 200 // a list that never ends is none
	maxTries = 6   // of a page that is throttled
)

// Accounts lists the accounts in which the person has a role.
func (c *Client) Accounts(ctx context.Context) (all []Account, err error) {
	const op = "listing accounts"
	err = c.pages(ctx, op, func(token, next *string) (*string, error) {
		out, err := c.portal.ListAccounts(ctx, &sso.ListAccountsInput{AccessToken: token, MaxResults: aws.Int32(pageSize), NextToken: next})
		if err != nil {
			return nil, err
		}
		for _, a := range out.AccountList {
			all = append(all, Account{ID: aws.ToString(a.AccountId), Name: aws.ToString(a.AccountName)})
		}
		return out.NextToken, nil
	})
	return all, err
}

// Roles lists the names of the person's roles in an account.
func (c *Client) Roles(ctx context.Context, account string) (all []string, err error) {
	const op = "listing roles"
	err = c.pages(ctx, op, func(token, next *string) (*string, error) {
		out, err := c.portal.ListAccountRoles(ctx, &sso.ListAccountRolesInput{AccessToken: token, AccountId: &account, MaxResults: aws.Int32(pageSize), NextToken: next})
		if err != nil {
			return nil, err
		}
		for _, r := range out.RoleList {
			all = append(all, aws.ToString(r.RoleName))
		}
		return out.NextToken, nil
	})
	return all, err
}

// pages asks for page after page, and slower where it is told to.
func (c *Client) pages(ctx context.Context, op string, page func(token, next *string) (*string, error)) error {
	var next *string
	for range maxPages {
		for tries := 1; ; tries++ {
			var more *string
			err := c.asking(ctx, op, func(token *string) error {
				var err error
				if more, err = page(token, next); err != nil {
					return failure(ctx, op, err)
				}
				return nil
			})
			if err == nil {
				next = more
				break
			}
			e := asError(err)
			if e.Kind != KindThrottled || tries == maxTries {
				return err
			}
			if !pause(ctx, max(e.Wait, time.Duration(tries)*500*time.Millisecond)) {
				return ended(ctx, op)
			}
		}
		if aws.ToString(next) == "" {
			return nil
		}
	}
	return &Error{Kind: KindAnswer, Op: op}
}

// pause waits; false where ctx ends first.
func pause(ctx context.Context, d time.Duration) bool {
	select {
	case <-time.After(d):
		return true
	case <-ctx.Done():
		return false
	}
}

// SignOut removes the token from the cache and tells Identity Center, which ends
// it; a token that it does not know any more is as good as ended. The error is
// about that: the token is gone from here in any case but of KindCache.
func (c *Client) SignOut(ctx context.Context) error {
	const op = "signing out of Identity Center"
	// A refresh under way would bring the token back: it is waited for, but not
	// for long.
	short, stop := context.WithTimeout(ctx, lockShort)
	defer stop()
	if unlock, err := c.cache.lock(short, c.session); err == nil {
		defer unlock()
	}
	t := c.cache.token(c.session)
	if err := c.cache.drop(c.session); err != nil {
		return &Error{Kind: KindCache, Op: op, Err: err}
	}
	if !t.valid(c.now()) {
		return nil
	}
	_, err := c.portal.Logout(ctx, &sso.LogoutInput{AccessToken: aws.String(t.Access.Reveal())})
	if err == nil {
		return nil
	}
	if e := failure(ctx, op, err); e.Kind != KindNoToken {
		return e
	}
	return nil
}
