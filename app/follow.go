package app

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"time"

	"halfday/home"
	"halfday/roles"
	"halfday/session"
	"halfday/settings"
	"halfday/tray"
)

// follow makes the broker and the menu follow the settings as they are now.
func (a *app) follow() {
	a.broker.SetPolicy(policy(a.home.Settings, a.options.Remind))
	a.draw()
}

// policy is the part of the settings that the broker follows. Another time than
// 0 to remind holds in the place of theirs.
func policy(set settings.Settings, remind time.Duration) session.Policy {
	return session.Policy{
		Keeps: set.Keeps, KeepWhenLocked: set.KeepWhenLocked,
		Leads: func(profile string) []time.Duration {
			if own := set.Roles[profile].Remind; own != nil && remind == 0 {
				return own
			}
			return leads(set, remind)
		},
	}
}

// leads are how long before its end a session is announced.
func leads(set settings.Settings, remind time.Duration) []time.Duration {
	if remind > 0 {
		return []time.Duration{max(remind.Truncate(time.Second), time.Second)}
	}
	return set.Remind
}

// preferences are what shapes the menu.
func (a *app) preferences() tray.Preferences {
	set := a.home.Settings
	prefs := tray.Preferences{
		Room:          tray.RoomOf(os.Getenv("XDG_CURRENT_DESKTOP"), set.MenuLines, set.FlatRoles),
		Demo:          a.home.Demo,
		Override:      home.Override(os.Getenv),
		OneConsole:    set.SignOutFirst,
		LoginItem:     a.atLogin,
		TimeInMenuBar: set.TimeInMenuBar,
		Pinned:        set.Pinned,
		GroupBy:       set.GroupBy,
		Browsers:      a.browsers,
	}
	if leads := leads(set, a.options.Remind); len(leads) > 0 {
		prefs.Lead = slices.Max(leads)
	}
	if len(a.home.Problems) > 0 {
		prefs.SettingsProblem = a.home.Problems[0].Line
	}
	return prefs
}

// watchSettings follows edits of the settings file, which h was read from.
// Beside the loop.
func (a *app) watchSettings(ctx context.Context, h home.Home) {
	a.followLogin(h)
	if err := os.MkdirAll(filepath.Dir(h.SettingsFile()), 0o700); err != nil {
		a.log.Warn("making the settings folder", "error", err)
	}
	only := roles.Files{Config: h.SettingsFile(), Credentials: h.SettingsFile()}
	roles.WatchFiles(ctx, only, func() {
		h.Reload()
		next := h
		a.post(func() { a.reloaded(next) })
		a.followLogin(next)
	})
}

// reloaded takes other settings.
func (a *app) reloaded(h home.Home) {
	language := a.home.Words.Language
	a.home = h
	a.follow()
	a.broker.Reload() // labels
	if h.Words.Language != language {
		a.findBrowsersAgain() // their names are words, too
	}
}
