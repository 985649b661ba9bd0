package command

import (
	"errors"
	"flag"
	"fmt"
	"os"

	"halfday/app"
	"halfday/desktop"
	"halfday/home"
)

// loginItem is halfday login-item on|off|status.
func loginItem(args []string) int {
	p := home.Load()
	what, err := parse(flag.NewFlagSet("login-item", flag.ContinueOnError), args, 1)
	switch {
	case err != nil:
	case what == "":
		err = usageError{needsAlso, "login-item", "on, off, status"}
	case what != "on" && what != "off" && what != "status":
		err = usageError{unknownArgument, what, ""}
	}
	if err != nil {
		return usage(p, err, p.Words.Terminal.Usage)
	}
	if what != "status" {
		if err = home.SetLogin(p, what == "on"); err == nil {
			_ = app.Tell(p.Dirs, app.MessageLogin, nil) // none running is no mistake
		}
	}
	on := false
	if err == nil {
		on, err = home.LoginItem().Status()
	}
	switch {
	case errors.Is(err, desktop.ErrSwitchedOff), errors.Is(err, desktop.ErrNotLasting):
		if errors.Is(err, desktop.ErrSwitchedOff) {
			_ = desktop.OpenLoginSettings()
		}
		fmt.Fprintln(os.Stderr, "halfday: "+p.Words.Problem(home.LoginProblem(err)).String())
		return exitFailed
	case err != nil:
		return failed(err)
	case on:
		fmt.Println(p.Words.Terminal.LoginItemOn)
	default:
		fmt.Println(p.Words.Terminal.LoginItemOff)
	}
	return exitOK
}
