package app

import (
	"context"
	"errors"

	"halfday/desktop"
	"halfday/home"
)

// switchLogin makes Halfday start at login, or no longer.
func (a *app) switchLogin() {
	h := a.home
	a.spawn(func(context.Context) {
		a.login(func(on bool) error { return home.SetLogin(h, !on) })
	})
}

// followLogin does what the settings say about the start at login, and lets an
// entry whose program is gone name this one. Beside the loop.
func (a *app) followLogin(h home.Home) {
	if h.Demo {
		return
	}
	a.login(func(on bool) error {
		item := home.LoginItem()
		switch want := h.Settings.StartAtLogin; {
		case want != nil && *want && !on:
			err := item.OnUnasked()
			if errors.Is(err, desktop.ErrSwitchedOff) {
				a.log.Info("starting at login", "error", err)
				return nil // no start may nag about what the person has decided
			}
			return err
		case want != nil && !*want && on:
			return item.Off()
		case on:
			from, err := item.Refresh()
			a.loginFollowed(h, from, err)
		}
		return nil
	})
}

// login looks at the login entry, changes it where change is not nil, and lets
// the menu follow. Beside the loop.
func (a *app) login(change func(on bool) error) {
	a.entry.Lock()
	defer a.entry.Unlock()
	on, err := home.LoginItem().Status()
	if err == nil && change != nil {
		err = change(on)
		if errors.Is(err, desktop.ErrSwitchedOff) {
			_ = desktop.OpenLoginSettings() // the dialog says where it is
		}
	}
	if err != nil && change != nil {
		a.log.Error("changing the login item", "error", err)
		a.problem(home.LoginProblem(err))
	}
	on, _ = home.LoginItem().Status()
	a.post(func() {
		a.atLogin = on
		a.follow()
	})
}

// loginFollowed says what became of an entry whose program, from, is gone: ""
// where it is there.
func (a *app) loginFollowed(h home.Home, from string, err error) {
	if err != nil {
		a.log.Warn("refreshing the login item", "error", err)
	}
	words, to := h.Words.Reminder, home.Short(home.LoginItem().Exec)
	switch {
	case from == "":
	case err == nil:
		a.say("login-item", words.LoginMoved(home.Short(from), to))
	case errors.Is(err, desktop.ErrNotLasting):
		a.say("login-item", words.LoginStale(home.Short(from), to))
	}
}
