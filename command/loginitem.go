package command

import (
	"errors"
	"fmt"
	"os"

	"halfday/desktop"
	"halfday/home"
	"halfday/settings"
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

// loginItem is halfday login-item on|off|status.
func loginItem(args []string) int {
	p := home.Load()
	if len(args) != 1 {
		return usage(usageError{needsAlso, "login-item", "on, off, status"}, p.Words.Terminal, p.Words.Terminal.Usage)
	}
	item := loginEntry()
	var err error
	switch args[0] {
	case "on":
		err = setLogin(p, true)
	case "off":
		err = setLogin(p, false)
	case "status":
	default:
		return usage(usageError{unknownArgument, args[0], ""}, p.Words.Terminal, p.Words.Terminal.Usage)
	}
	if args[0] != "status" && err == nil {
		// None running is no mistake.
		_ = desktop.Tell(p.Dirs.Runtime, desktop.Message{Kind: messageLogin})
	}
	on := false
	if err == nil {
		on, err = item.Status()
	}
	if errors.Is(err, desktop.ErrSwitchedOff) {
		_ = desktop.OpenLoginSettings()
	}
	if errors.Is(err, desktop.ErrNotLasting) || errors.Is(err, desktop.ErrSwitchedOff) {
		fmt.Fprintln(os.Stderr, "halfday: "+p.Words.Problem(loginProblem(err)).String())
		return exitFailed
	}
	if err != nil {
		fmt.Fprintf(os.Stderr, "halfday: %v\n", err)
		return exitFailed
	}
	if on {
		fmt.Println(p.Words.Terminal.LoginItemOn)
	} else {
		fmt.Println(p.Words.Terminal.LoginItemOff)
	}
	return exitOK
}
