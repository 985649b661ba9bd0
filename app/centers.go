package app

import (
	"context"
	"os"

	"halfday/home"
	"halfday/roles"
	"halfday/session"
)

// center runs a subcommand about the session with the key, in a process of its
// own, which says itself what goes wrong. It ends the one before: who clicks
// again has lost the page.
func (a *app) center(key string, args ...string) {
	if before := a.centers[key]; before != nil {
		before()
	}
	ctx, end := context.WithCancel(a.ctx)
	a.centers[key] = end
	work := a.command(args...)
	a.spawn(func(context.Context) {
		defer end()
		work(ctx)
	})
}

// command gives what runs a subcommand in a process of its own until ctx ends.
// The process takes what comes to the front with it.
func (a *app) command(args ...string) func(ctx context.Context) {
	path, args := home.Command(args...)
	request := session.Request{Token: a.front.Take()}
	return func(ctx context.Context) {
		err := session.RunProcess(ctx, session.Command{Path: path, Args: args}, request, func(e session.Event) {
			if e.Kind == session.EventFailed {
				a.log.Info("identity center", "command", args[0], "problem", e.Problem, "detail", e.Detail)
			}
		})
		if err != nil && ctx.Err() == nil {
			a.log.Info("identity center", "command", args[0], "error", err)
		}
	}
}

// addFromCenter leads through adding roles that Identity Center lists. The menu
// follows the file.
func (a *app) addFromCenter() {
	a.once("add roles", a.command("roles", "add", "--events"))
}

// watchCenters has the menu follow the token cache, from when there is a session
// on: the AWS CLI signs in and out, too.
func (a *app) watchCenters() {
	if a.cacheWatched || len(a.state.Centers) == 0 {
		return
	}
	a.cacheWatched = true
	dir := a.home.CenterCache()
	a.spawn(func(ctx context.Context) {
		// What is not there has to be looked for again and again on macOS.
		if err := os.MkdirAll(dir, 0o700); err != nil {
			a.log.Warn("making the token cache", "error", err)
		}
		roles.WatchFolder(ctx, dir, a.broker.Reload)
	})
}
