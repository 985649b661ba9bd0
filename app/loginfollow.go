package app

import (
	"errors"

	"halfday/desktop"
	"halfday/home"
)

// switchLogin makes Halfday start at login, or no longer.
func (a *app) switchLogin() {
	on, err := home.LoginItem().Status()
	if err == nil {
		err = home.SetLogin(*a.place.Load(), !on)
	}
	a.loginChanged(err)
	a.follow()
}

// followLogin does what the settings say about the start at login, and lets an
// entry whose program is gone name this one.
func (a *app) followLogin() {
	p := a.place.Load()
	if p.Demo {
		return
	}
	item := home.LoginItem()
	on, err := item.Status()
	switch want := p.Settings.StartAtLogin; {
	case err != nil:
	case want != nil && *want && !on:
		if err = item.OnUnasked(); errors.Is(err, desktop.ErrSwitchedOff) {
			a.log.Info("starting at login", "error", err)
			err = nil // no start may nag about what the person has decided
		}
	case want != nil && !*want && on:
		err = item.Off()
	case on:
		a.loginFollowed(item.Refresh())
	}
	a.loginChanged(err)
}

func (a *app) loginChanged(err error) {
	if errors.Is(err, desktop.ErrSwitchedOff) {
		_ = desktop.OpenLoginSettings() // the dialog says where it is
	}
	if err != nil {
		a.log.Error("changing the login item", "error", err)
		a.surfaces.error(a.words().Problem(home.LoginProblem(err)))
	}
}

// loginFollowed says what became of an entry whose program, from, is gone: ""
// where it is there.
func (a *app) loginFollowed(from string, err error) {
	if err != nil {
		a.log.Warn("refreshing the login item", "error", err)
	}
	words, to := a.words().Reminder, home.Short(home.LoginItem().Exec)
	switch {
	case from == "":
	case err == nil:
		a.notes.say("login-item", words.LoginMoved(home.Short(from), to))
	case errors.Is(err, desktop.ErrNotLasting):
		a.notes.say("login-item", words.LoginStale(home.Short(from), to))
	}
}
