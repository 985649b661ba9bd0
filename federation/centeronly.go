package federation

import (
	"context"

	"halfday/identitycenter"
	"halfday/roles"
)

// LoadCenter is Load for a session of Identity Center by itself, without a role:
// what it gives can sign in to the session and out of it, and list what there
// is. It is for no Assume and no Exchange.
func LoadCenter(ctx context.Context, sso roles.SSO, opts Options) (*SignIn, error) {
	role := roles.CenterRole(sso)
	role.Profile = "" // no profile's settings belong to it
	return loadWith(ctx, role, opts, func(s *SignIn, _ context.Context) error {
		s.centerOnly = true
		return s.setCenter(identitycenter.Session{Name: sso.Session, StartURL: sso.StartURL, Region: sso.Region, Scopes: identitycenter.ParseScopes(sso.Scopes)})
	})
}

// SignOutOfCenter removes the token of the session, as aws sso logout does, and
// tells AWS. An error but KindSSOCache is about the telling: here the token is
// gone.
func (s *SignIn) SignOutOfCenter(ctx context.Context) error {
	return s.centerError(ctx, "signing out of Identity Center", s.center.SignOut(ctx))
}

// CenterRole is a role of an account as Identity Center lists it.
type CenterRole struct{ Account, AccountName, Name string }

// listers is how many accounts are asked about at a time. AWS throttles more
// than some twenty requests a second.
const listers = 4

// CenterRoles lists the roles that the person has, by account as AWS lists
// them. progress is told how many of how many accounts were read, from one
// goroutine at a time. An error of KindSSOExpired says that the person has to
// sign in.
func (s *SignIn) CenterRoles(ctx context.Context, progress func(read, all int)) ([]CenterRole, error) {
	const op = "listing the roles of Identity Center"
	accounts, err := s.center.Accounts(ctx)
	if err != nil {
		return nil, s.centerError(ctx, op, err)
	}
	progress(0, len(accounts))
	type listed struct {
		at    int
		names []string
		err   error
	}
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	next, got := make(chan int), make(chan listed)
	go func() {
		defer close(next)
		for i := range accounts {
			select {
			case next <- i:
			case <-ctx.Done():
				return
			}
		}
	}()
	for range listers {
		s.tasks.Go(func() {
			for i := range next {
				names, err := s.center.Roles(ctx, accounts[i].ID)
				select {
				case got <- listed{i, names, err}:
				case <-ctx.Done():
					return
				}
			}
		})
	}
	names := make([][]string, len(accounts))
	for read := range accounts {
		var l listed
		select {
		case l = <-got:
		case <-ctx.Done():
			return nil, &Error{Kind: KindCanceled, Op: op, Err: context.Canceled}
		}
		if l.err != nil {
			return nil, s.centerError(ctx, op, l.err)
		}
		names[l.at] = l.names
		progress(read+1, len(accounts))
	}
	var all []CenterRole
	for i, a := range accounts {
		for _, name := range names[i] {
			all = append(all, CenterRole{Account: a.ID, AccountName: a.Name, Name: name})
		}
	}
	return all, nil
}
