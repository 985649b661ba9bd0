package federation

import (
	"cmp"
	"context"
	"sync"

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
