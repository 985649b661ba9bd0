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
