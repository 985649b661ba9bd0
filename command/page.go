package command

import (
	"errors"
	"fmt"

	"halfday/app"
	"halfday/desktop"
	"halfday/home"
	"halfday/internal/child"
)

// showPage is halfday page: it opens Halfday's page in the browser, and starts
// the tray where none runs.
func showPage(args []string) int {
	p := home.Load()
	switch {
	case len(args) == 1 && (args[0] == "-h" || args[0] == "-help" || args[0] == "--help"):
		fmt.Print(p.Words.Terminal.PageUsage)
		return exitOK
	case len(args) > 0:
		return usage(usageError{unknownArgument, args[0], ""}, p.Words.Terminal, p.Words.Terminal.PageUsage)
	}
	err := app.Tell(p.Dirs, app.MessagePage, child.InheritActivation().Take())
	if !errors.Is(err, desktop.ErrNotRunning) {
		if err != nil {
			complain(err.Error())
			return exitFailed
		}
		return exitOK
	}
	if !desktop.Display() {
		return cannotRun(p.Words.Terminal.NoDisplay)
	}
	path, args := home.Command("-page")
	if err := child.StartBeside(path, args); err != nil {
		complain(err.Error())
		return exitFailed
	}
	return exitOK
}
