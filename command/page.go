package command

import (
	"errors"
	"flag"

	"halfday/app"
	"halfday/desktop"
	"halfday/home"
	"halfday/internal/child"
)

// showPage is halfday page: it opens Halfday's page in the browser, and starts
// the tray where none runs.
func showPage(args []string) int {
	p := home.Load()
	if _, err := parse(flag.NewFlagSet("page", flag.ContinueOnError), args, 0); err != nil {
		return usage(p, err, p.Words.Terminal.PageUsage)
	}
	err := app.Tell(p.Dirs, app.MessagePage, child.InheritActivation().Take())
	if !errors.Is(err, desktop.ErrNotRunning) {
		if err != nil {
			return cannotRun(err.Error())
		}
		return exitOK
	}
	if !desktop.Display() {
		return cannotRun(p.Words.Terminal.NoDisplay.String())
	}
	path, args := home.Command("-page")
	if err := child.StartBeside(path, args); err != nil {
		return cannotRun(err.Error())
	}
	return exitOK
}
