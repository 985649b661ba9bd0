package command

import (
	"errors"
	"path/filepath"

	"halfday/desktop"
	"halfday/home"
	"halfday/settings"
	"halfday/text"
)

// loginEntry is the entry that starts Halfday at login.
func loginEntry() desktop.LoginItem {
	path, _ := home.Command()
	return desktop.LoginItem{Name: "Halfday", ID: home.ID, Exec: path}
}

// setLogin makes Halfday start at login, or no longer. Settings that say
// something about it then say the same.
func setLogin(p home.Home, on bool) error {
	change := loginEntry().Off
	if on {
		change = loginEntry().On
	}
	err := change()
	if err == nil && p.Settings.StartAtLogin != nil {
		err = settings.Set(p.SettingsFile(), settings.KeyStartAtLogin, on)
	}
	return err
}

// loginProblem is what a person reads about a login item that was not changed.
func loginProblem(err error) text.Problem {
	if errors.Is(err, desktop.ErrNotLasting) {
		return text.Problem{Kind: "login_item_place", Detail: text.Clean(home.Short(filepath.Dir(loginEntry().Exec)), 200)}
	}
	if errors.Is(err, desktop.ErrSwitchedOff) {
		return text.Problem{Kind: "login_item_off"}
	}
	return text.Problem{Kind: "login_item", Detail: text.Clean(err.Error(), 200)}
}
