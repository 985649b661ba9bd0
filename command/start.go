package command

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"

	"halfday/app"
	"halfday/desktop"
	"halfday/dialogs"
	"halfday/home"
	"halfday/internal/child"
)

// openLog makes the log file the place for all logging, that of libraries
// included.
func openLog(p home.Home, verbose bool) (*slog.Logger, func()) {
	var also io.Writer
	if verbose {
		also = os.Stderr
	}
	log, closer, err := desktop.OpenLog(p.Dirs.State, also)
	if err != nil {
		fmt.Fprintf(os.Stderr, "halfday: %v\n", err)
		return slog.New(slog.NewTextHandler(io.Discard, nil)), func() {}
	}
	slog.SetDefault(log) // systray writes its errors with package log
	return log, func() { closer.Close() }
}

// secondStart ends a start that found another Halfday running, after that one
// has said where it is, or opened its page. What it shows for that comes to the front as launched.
func secondStart(p home.Home, launched *child.Activation, page bool, err error) int {
	if !errors.Is(err, desktop.ErrRunning) {
		return cannotRun(err.Error())
	}
	kind := app.MessageHere
	if page {
		kind = app.MessagePage
	}
	if err := app.Tell(p.Dirs, kind, launched.Take()); err != nil {
		// It does not say where it is: then this one says at least that it runs.
		complain(p.Words.Terminal.Running + "\n" + err.Error())
		return exitOK
	}
	fmt.Println(p.Words.Terminal.Running)
	return exitOK
}

// cannotRun says why there is no tray.
func cannotRun(why string) int {
	complain(why)
	return exitFailed
}

// failed says on standard error what went wrong.
func failed(err error) int {
	fmt.Fprintf(os.Stderr, "halfday: %v\n", err)
	return exitFailed
}

// complain says why Halfday does not start: on the terminal, and, where nobody
// would see that, in a dialog. Main goroutine only.
func complain(why string) {
	fmt.Fprintln(os.Stderr, "halfday: "+why)
	if !desktop.StderrSeen() {
		_, _ = dialogs.Ask{Kind: dialogs.AskError, Title: "Halfday", Text: why}.Show(context.Background()) // there is no other place to say it
	}
}
