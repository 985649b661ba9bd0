package command

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"os/signal"
	"syscall"
	"time"

	"halfday/app"
	"halfday/desktop"
	"halfday/dialogs"
	"halfday/home"
	"halfday/internal/child"
	"halfday/text"
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
		complain(err.Error())
		return exitFailed
	}
	tell := app.TellHere
	if page {
		tell = app.TellPage
	}
	if err := tell(p.Dirs, launched.Take()); err != nil {
		// It does not say where it is: then this one says at least that it runs.
		complain(p.Words.Terminal.Running + "\n" + err.Error())
		return exitOK
	}
	fmt.Println(p.Words.Terminal.Running)
	return exitOK
}

// cannotRun says why there is no tray.
func cannotRun(m text.Message) int {
	complain(m.String())
	return exitFailed
}

// complain says why Halfday does not start: on the terminal, and, where nobody
// would see that, in a dialog. Main goroutine only.
func complain(why string) {
	fmt.Fprintln(os.Stderr, "halfday: "+why)
	if !desktop.StderrSeen() {
		_ = dialogs.Error(context.Background(), "Halfday", why) // there is no other place to say it
	}
}

// withoutBus starts the tray anew after a pause, since the session bus may
// come back; after a minute of that it gives up, so that a session manager
// notices.
// ran is how long this process had a bus; end ends a demo, whose folder nobody
// else would clear away: the new program takes the place of this one.
func withoutBus(ctx context.Context, p home.Home, instance *desktop.Instance, ran time.Duration, end func()) int {
	next, pause, ok := desktop.ReadRestarts(os.Getenv(desktop.RestartVariable)).Next(time.Now(), ran)
	instance.Close()
	if ok {
		select {
		case <-time.After(pause):
		case <-ctx.Done():
		}
		// From here on a signal ends the process by itself: one that is caught
		// now would be lost with it.
		signal.Reset(os.Interrupt, syscall.SIGTERM)
		if ctx.Err() != nil {
			return exitOK
		}
		end()
		if err := desktop.Restart(next); err != nil {
			complain(err.Error())
			return exitFailed
		}
	}
	if ctx.Err() != nil {
		return exitOK
	}
	return cannotRun(p.Words.Terminal.NoSessionBus)
}
