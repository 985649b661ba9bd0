package federation

import (
	"cmp"
	"context"
	"errors"
	"sync"
	"time"

	"halfday/identitycenter"
	"halfday/roles"

	"github.com/aws/aws-sdk-go-v2/aws"
)

// loadSSO prepares Identity Center.
func (s *SignIn) loadSSO() error {
	const op = "reading the Identity Center credentials"
	sso := s.role.SSO
	if sso.Account == "" || sso.RoleName == "" || sso.StartURL == "" || sso.Region == "" {
		return &Error{Kind: KindSourceNone, Op: op, Detail: clean(s.role.Base.Profile, 100)}
	}
	if err := s.setCenter(sso); err != nil {
		return err
	}
	s.base.retrieve = func(ctx context.Context) (aws.Credentials, error) {
		c, err := s.center.RoleCredentials(ctx, sso.Account, sso.RoleName)
		return c, s.centerError(ctx, op, err)
	}
	return nil
}

// setCenter makes the client of a session of Identity Center.
func (s *SignIn) setCenter(sso roles.SSO) error {
	const op = "finding Identity Center"
	dir := cmp.Or(s.opts.TokenCache, identitycenter.CacheDir())
	if dir == "" {
		return &Error{Kind: KindConfig, Op: op, Detail: "no home directory"}
	}
	cfg := s.cfg.Copy()
	cfg.HTTPClient = client{s.wire}
	center, err := identitycenter.New(sso, identitycenter.Options{
		Cache: identitycenter.Cache{Dir: dir, Locks: s.opts.Locks}, Settings: cfg, Foreign: s.opts.Foreign,
	})
	if err != nil {
		return s.centerError(s.ctx, op, err)
	}
	oidc, portal := center.Endpoints()
	s.center = center
	return cmp.Or(s.base.stranger(portal), s.base.stranger(oidc))
}

// centerKinds are ours for those of Identity Center.
var centerKinds = map[identitycenter.Kind]Kind{
	identitycenter.KindNoToken: KindSSOExpired, identitycenter.KindDenied: KindSSORole, identitycenter.KindRefused: KindSSORefused,
	identitycenter.KindConsent: KindSSOConsent, identitycenter.KindTimeout: KindSSOTimeout, identitycenter.KindRegion: KindSSORegion,
	identitycenter.KindThrottled: KindThrottled, identitycenter.KindDown: KindAWSDown, identitycenter.KindSkew: KindClockSkew,
	identitycenter.KindAnswer: KindSignInAnswer, identitycenter.KindCache: KindSSOCache, identitycenter.KindCanceled: KindCanceled,
}

// centerError sorts an error of Identity Center. One that is of neither us nor
// it is given back as it is: it is the browser's. Nil stays nil.
func (s *SignIn) centerError(ctx context.Context, op string, err error) error {
	e, ok := errors.AsType[*identitycenter.Error](err)
	if !ok {
		return err
	}
	got := &Error{Op: op, Kind: centerKinds[e.Kind], Code: clean(e.Code, 60), Status: e.Status, Wait: e.Wait}
	if e.Kind == identitycenter.KindNetwork {
		got.Kind, got.Err = classifyNet(cause(ctx, e.Err))
	}
	return got
}

// Center tells whether a sign-in to Identity Center can help where Source or
// Assume say KindSSOExpired.
func (s *SignIn) Center() bool { return s.center != nil }

// SignedIn tells whether the role opens without any question of AWS's, as far as
// the token cache says: it is one of Identity Center, and somebody is signed in.
func (s *SignIn) SignedIn() bool { return own(s.role) && s.center != nil && s.center.SignedIn() }

// SignInToCenter has the person sign in to Identity Center: open shows AWS's
// page and tells if it cannot be seen, page is what the browser shows at the
// end. The source credentials are then asked for anew. Errors of open are given
// back as they are.
func (s *SignIn) SignInToCenter(ctx context.Context, open func(address string) (failed <-chan error), page func(error) string) error {
	return s.afterSignIn(ctx, s.center.SignIn(ctx, identitycenter.Visit{Open: open, Page: page}))
}

// SignInByDevice is SignInToCenter where there is no browser: show gives the
// person an address, the same with the code in it, and the code.
func (s *SignIn) SignInByDevice(ctx context.Context, show func(address, complete, code string, until time.Time)) error {
	return s.afterSignIn(ctx, s.center.SignInByDevice(ctx, func(d identitycenter.DeviceCode) { show(d.Address, d.Complete, d.Code, d.Expires) }))
}

func (s *SignIn) afterSignIn(ctx context.Context, err error) error {
	if err != nil {
		return s.centerError(ctx, "signing in to Identity Center", err)
	}
	if !s.centerOnly {
		s.startBase()
	}
	return nil
}

// LoadCenter is Load for a session of Identity Center by itself, without a role:
// what it gives can sign in to the session and out of it, and list what there
// is. It is for no Assume and no Exchange.
func LoadCenter(ctx context.Context, sso roles.SSO, opts Options) (*SignIn, error) {
	if line := roles.OutOfBounds(roles.Files{Config: opts.ConfigFile, Credentials: opts.CredentialsFile}); line != "" {
		return nil, &Error{Kind: KindFilesBounds, Op: "reading the AWS files", Detail: clean(line, 200)}
	}
	role := roles.CenterRole(sso)
	role.Profile = "" // no profile's settings belong to it
	return loadWith(ctx, role, opts, func(s *SignIn, _ context.Context) error {
		s.centerOnly = true
		return s.setCenter(sso)
	})
}

// SignOutOfCenter removes the token of the session, as aws sso logout does, and
// tells AWS. An error but KindSSOCache is about the telling: here the token is
// gone.
func (s *SignIn) SignOutOfCenter(ctx context.Context) error {
	return s.centerError(ctx, "signing out of Identity Center", s.center.SignOut(ctx))
}

// listers is how many accounts are asked about at a time. AWS throttles more
// than some twenty requests a second.
const listers = 4

// CenterRoles lists the roles that the person has, by account as AWS lists
// them. progress is told how many of how many accounts were read, from one
// goroutine at a time. An error of KindSSOExpired says that the person has to
// sign in.
func (s *SignIn) CenterRoles(ctx context.Context, progress func(read, all int)) ([]roles.Assigned, error) {
	const op = "listing the roles of Identity Center"
	accounts, err := s.center.Accounts(ctx)
	if err != nil {
		return nil, s.centerError(ctx, op, err)
	}
	progress(0, len(accounts))
	asking, stop := context.WithCancel(ctx)
	defer stop()
	var tasks sync.WaitGroup
	slots := make(chan struct{}, listers)
	var mu sync.Mutex // of what follows
	names, read, failed := make([][]string, len(accounts)), 0, error(nil)
	for i, a := range accounts {
		slots <- struct{}{}
		if asking.Err() != nil {
			break
		}
		tasks.Go(func() {
			defer func() { <-slots }()
			got, err := s.center.Roles(asking, a.ID)
			mu.Lock()
			defer mu.Unlock()
			if err != nil {
				failed = cmp.Or(failed, err)
				stop()
				return
			}
			names[i] = got
			read++
			progress(read, len(accounts))
		})
	}
	tasks.Wait()
	switch {
	case ctx.Err() != nil:
		return nil, &Error{Kind: KindCanceled, Op: op, Err: context.Canceled}
	case failed != nil:
		return nil, s.centerError(ctx, op, failed)
	}
	var all []roles.Assigned
	for i, a := range accounts {
		for _, name := range names[i] {
			all = append(all, roles.Assigned{Account: a.ID, AccountName: a.Name, Role: name})
		}
	}
	return all, nil
}
