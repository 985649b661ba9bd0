package command

import (
	"context"
	"flag"
	"fmt"
	"os"

	"halfday/federation"
	"halfday/home"
	"halfday/roles"
	"halfday/session"
	"halfday/settings"
	"halfday/signin"
)

// signInToCenter signs in to a session of Identity Center by itself.
func (s *signInProcess) signInToCenter(ctx context.Context) int {
	sso, ok := s.center(ctx)
	if !ok {
		return exitConfig
	}
	flow := s.openCenter(ctx, sso)
	defer flow.Browser.Close()
	if result := flow.WithCenter(ctx, flow.SignInToCenter); result.Problem != "" {
		return exitFor(result.Problem)
	}
	return s.done(s.home.Words.Center.SignedIn(sso.Name()))
}

// done says that all went well.
func (s *signInProcess) done(said string) int {
	s.report(session.Event{Kind: session.EventSignedIn})
	if !s.args.events {
		fmt.Fprintln(os.Stderr, said)
	}
	return exitOK
}

// centerFlow is the course of what is done about Identity Center without a role.
type centerFlow struct {
	signin.Flow
	aws *federation.SignIn // from when Load has ended
}

func (s *signInProcess) centerFlow(sso roles.SSO) *centerFlow {
	flow := &centerFlow{}
	flow.Flow = s.flow(roles.CenterRole(sso), func(ctx context.Context) (aws *federation.SignIn, err error) {
		flow.aws, err = federation.LoadCenter(ctx, sso, options(s.home, settings.Role{}))
		return flow.aws, err
	})
	return flow
}

// openCenter is a centerFlow that may show the session's page. A role's browser is
// that of its console: this has the default one.
func (s *signInProcess) openCenter(ctx context.Context, sso roles.SSO) *centerFlow {
	flow := s.centerFlow(sso)
	flow.Browser, _ = s.newBrowser(ctx, "") // which is always there
	return flow
}

// center finds the session of the AWS files that was asked for, by its key or its
// name; the only one for "". Where it cannot it has said why.
func (s *signInProcess) center(ctx context.Context) (sso roles.SSO, ok bool) {
	name, all := s.args.center, roles.ReadRoles(s.home.Files, os.Getenv).Centers
	var names []string
	for _, c := range all {
		if name == "" && len(all) == 1 || name != "" && (c.Key() == name || c.Name() == name) {
			return c.SSO, true
		}
		names = append(names, c.Name())
	}
	why := s.home.Words.Center.Which(names)
	if name != "" {
		why = s.home.Words.Center.Unknown(name, names)
	}
	s.report(session.Event{Kind: session.EventFailed, Problem: "center_unknown"})
	s.ui.Tell(ctx, why)
	return roles.SSO{}, false
}

// signOut is halfday sign-out: it signs out of a session of Identity Center.
func signOut(args []string) int {
	p := home.Load()
	a := signInArgs{}
	flags := flag.NewFlagSet("sign-out", flag.ContinueOnError)
	flags.BoolVar(&a.events, "events", false, "")
	var err error
	if a.center, err = parse(flags, args, 1); err == nil {
		err = a.forTray()
	}
	if err != nil {
		return usage(p, err, p.Words.Center.SignOutUsage)
	}
	s, ctx, stop := newSignInProcess(p, a)
	defer stop()
	return s.signOutOfCenter(ctx)
}

func (s *signInProcess) signOutOfCenter(ctx context.Context) int {
	sso, ok := s.center(ctx)
	if !ok {
		return exitConfig
	}
	flow := s.centerFlow(sso)
	result := flow.WithCenter(ctx, func(ctx context.Context) error {
		err := flow.aws.SignOutOfCenter(ctx)
		if err == nil || federation.KindOf(err) == federation.KindSSOCache {
			return err
		}
		words := s.home.Words
		s.ui.Tell(ctx, words.Center.NotTold(sso.Name(), words.Problem(signin.Problem(err, flow.Role))))
		return signin.Told(err)
	})
	if result.Problem != "" {
		return exitFor(result.Problem)
	}
	return s.done(s.home.Words.Center.SignedOut(sso.Name()))
}
