package home

import (
	"errors"
	"path/filepath"

	"halfday/desktop"
	"halfday/settings"
	"halfday/text"
)

// LoginItem is the entry that starts Halfday at login.
func LoginItem() desktop.LoginItem {
	path, _ := Command()
	return desktop.LoginItem{Name: "Halfday", ID: ID, Exec: path}
}

// SetLogin makes Halfday start at login, or no longer. Settings that say
// something about it then say the same.
func SetLogin(p Home, on bool) error {
	change := LoginItem().Off
	if on {
		change = LoginItem().On
	}
	err := change()
	if err == nil && p.Settings.StartAtLogin != nil {
		err = settings.Set(p.SettingsFile(), settings.KeyStartAtLogin, on)
	}
	return err
}

// LoginProblem is what a person reads about a login item that was not changed.
func LoginProblem(err error) text.Problem {
	switch {
	case errors.Is(err, desktop.ErrNotLasting):
		return text.Problem{Kind: "login_item_place", Detail: text.Clean(Short(filepath.Dir(LoginItem().Exec)), 200)}
	case errors.Is(err, desktop.ErrSwitchedOff):
		return text.Problem{Kind: "login_item_off"}
	}
	return text.Problem{Kind: "login_item", Detail: text.Clean(err.Error(), 200)}
}
