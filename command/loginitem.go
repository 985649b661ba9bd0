package command

import (
	"errors"
	"fmt"
	"os"

	"halfday/app"
	"halfday/desktop"
	"halfday/home"
)

// loginItem is halfday login-item on|off|status.
func loginItem(args []string) int {
	p := home.Load()
	if len(args) != 1 {
		return usage(p, usageError{needsAlso, "login-item", "on, off, status"}, p.Words.Terminal.Usage)
	}
	item := home.LoginItem()
	var err error
	switch args[0] {
	case "on":
		err = home.SetLogin(p, true)
	case "off":
		err = home.SetLogin(p, false)
	case "status":
	default:
		return usage(p, usageError{unknownArgument, args[0], ""}, p.Words.Terminal.Usage)
	}
	if args[0] != "status" && err == nil {
		// None running is no mistake.
		_ = app.Tell(p.Dirs, app.MessageLogin, nil)
	}
	on := false
	if err == nil {
		on, err = item.Status()
	}
	if errors.Is(err, desktop.ErrSwitchedOff) {
		_ = desktop.OpenLoginSettings()
	}
	if errors.Is(err, desktop.ErrNotLasting) || errors.Is(err, desktop.ErrSwitchedOff) {
		fmt.Fprintln(os.Stderr, "halfday: "+p.Words.Problem(home.LoginProblem(err)).String())
		return exitFailed
	}
	if err != nil {
		return failed(err)
	}
	if on {
		fmt.Println(p.Words.Terminal.LoginItemOn)
	} else {
		fmt.Println(p.Words.Terminal.LoginItemOff)
	}
	return exitOK
}
