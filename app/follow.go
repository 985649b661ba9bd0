package app

import (
	"context"
	"halfday/home"
	"halfday/roles"
	"halfday/session"
	"halfday/tray"
	"os"
	"path/filepath"
	"slices"
	"time"
)

// follow makes the broker and the menu follow the settings as they are now.
func (a *app) follow() {
	a.following.Lock()
	defer a.following.Unlock()
	a.broker.SetPolicy(a.policy())
	a.prefs.Store(new(a.preferences()))
	select {
	case a.redraw <- struct{}{}:
	default:
	}
}

// policy is the part of the settings that the broker follows.
func (a *app) policy() session.Policy {
	set := a.place.Load().Settings
	policy := session.Policy{Leads: a.leads(), Keep: set.Keeps(""), KeepOf: map[string]bool{}, LeadsOf: map[string][]time.Duration{}, KeepWhenLocked: set.KeepWhenLocked}
	for profile, own := range set.Roles {
		policy.KeepOf[profile] = set.Keeps(profile)
		if own.Remind != nil && a.options.Remind == 0 {
			policy.LeadsOf[profile] = own.Remind
		}
	}
	return policy
}

// leads are how long before its end a session is announced.
func (a *app) leads() []time.Duration {
	if a.options.Remind > 0 {
		return []time.Duration{a.options.Remind}
	}
	return a.place.Load().Settings.Remind
}

// preferences are what shapes the menu.
func (a *app) preferences() tray.Preferences {
	p := a.place.Load()
	set := p.Settings
	prefs := tray.Preferences{
		Room:          tray.RoomOf(os.Getenv("XDG_CURRENT_DESKTOP"), set.MenuLines, set.FlatRoles),
		Demo:          p.Demo,
		Override:      home.Override(os.Getenv),
		OneConsole:    set.SignOutFirst,
		TimeInMenuBar: set.TimeInMenuBar,
		Pinned:        set.Pinned,
		GroupBy:       set.GroupBy,
	}
	if leads := a.leads(); len(leads) > 0 {
		prefs.Lead = slices.Max(leads)
	}
	if len(p.Problems) > 0 {
		prefs.SettingsProblem = p.Problems[0].Line
	}
	if found := a.browsers.Load(); found != nil {
		prefs.Browsers = *found
	}
	prefs.LoginItem, _ = home.LoginItem().Status()
	return prefs
}

// watchSettings follows edits of the settings file.
func (a *app) watchSettings(ctx context.Context) {
	p := a.place.Load()
	if err := os.MkdirAll(filepath.Dir(p.SettingsFile()), 0o700); err != nil {
		a.log.Warn("making the settings folder", "error", err)
	}
	only := roles.Files{Config: p.SettingsFile(), Credentials: p.SettingsFile()}
	roles.WatchFiles(ctx, only, func() {
		last := a.place.Load()
		next := *last
		next.Reload()
		a.place.Store(&next)
		a.followLogin()
		a.follow()
		a.broker.Reload() // labels
		if next.Words.Language != last.Words.Language && a.offering.Load() {
			a.findBrowsers() // their names are words, too
		}
	})
}
