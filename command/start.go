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

	"halfday/desktop"
	"halfday/text"
)

// openLog makes the log file the place for all logging, that of libraries
// included.
func openLog(p place, verbose bool) (*slog.Logger, func()) {
	var also io.Writer
	if verbose {
		also = os.Stderr
	}
	log, closer, err := desktop.OpenLog(p.dirs.State, also)
	if err != nil {
		fmt.Fprintf(os.Stderr, "halfday: %v\n", err)
		return slog.New(slog.NewTextHandler(io.Discard, nil)), func() {}
	}
	slog.SetDefault(log) // systray writes its errors with package log
	return log, func() { closer.Close() }
}

// secondStart ends a start that found another Halfday running, after that one
// has said where it is.
func secondStart(p place, err error) int {
	if !errors.Is(err, desktop.ErrRunning) {
		fmt.Fprintf(os.Stderr, "halfday: %v\n", err)
		return exitFailed
	}
	fmt.Println(p.words.Terminal.Running)
	if err := desktop.Tell(p.dirs.Runtime, desktop.Message{Kind: messageHere}); err != nil {
		fmt.Fprintf(os.Stderr, "halfday: %v\n", err)
	}
	return exitOK
}

// cannotRun says why there is no tray.
func (p place) cannotRun(m text.Message) int {
	fmt.Fprintln(os.Stderr, "halfday: "+m.String())
	return exitFailed
}

// withoutBus starts the tray anew after a pause, since the session bus may
// come back; after a minute of that it gives up, so that a session manager
// notices.
// ran is how long this process had a bus; end ends a demo, whose folder nobody
// else would clear away: the new program takes the place of this one.
func (p place) withoutBus(ctx context.Context, instance *desktop.Instance, ran time.Duration, end func()) int {
	next, pause, ok := desktop.ReadRestarts(os.Getenv(desktop.RestartVariable)).Next(time.Now(), ran)
	instance.Close()
	if ok && sleep(ctx, pause) {
		// From here on a signal ends the process by itself: one that is caught
		// now would be lost with it.
		signal.Reset(os.Interrupt, syscall.SIGTERM)
		if ctx.Err() != nil {
			return exitOK
		}
		end()
		if err := desktop.Restart(next); err != nil {
			fmt.Fprintf(os.Stderr, "halfday: %v\n", err)
			return exitFailed
		}
	}
	if ctx.Err() != nil {
		return exitOK
	}
	return p.cannotRun(p.words.Terminal.NoSessionBus)
}

// sleep waits, unless ctx ends first.
func sleep(ctx context.Context, d time.Duration) bool {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return true
	case <-ctx.Done():
		return false
	}
}
