package command

import (
	"context"
	"log/slog"
	"os"
	"os/signal"
	"syscall"
	"time"

	"halfday/desktop"
	"halfday/home"
)

const (
	busLimit  = time.Minute            // without a session bus, then it is over
	busAnswer = 5 * time.Second        // for one to answer
	busPause  = 500 * time.Millisecond // between two looks for one
	// stableTime is how long an icon is there until the loss of its place is one
	// by itself; else the next start waits for unstablePause.
	stableTime    = time.Minute
	unstablePause = 2 * time.Second
)

// awaitBus waits until dial finds a session bus, which may come late or come
// back; it returns an error where none has within a minute, or ctx has ended.
func awaitBus(ctx context.Context, dial func(context.Context) error, log *slog.Logger) error {
	ctx, stop := context.WithTimeout(ctx, busLimit)
	defer stop()
	for told := false; ; told = true {
		limited, stop := context.WithTimeout(ctx, busAnswer)
		err := dial(limited)
		stop()
		if err == nil {
			return nil
		}
		if !told {
			log.Error("no session bus", "error", err)
		}
		if !pause(ctx, busPause) {
			return err
		}
	}
}

// withoutBus ends a tray that has waited for a session bus in vain, so that a
// session manager notices, or that was told to end meanwhile.
func withoutBus(ctx context.Context, p home.Home) int {
	if ctx.Err() != nil {
		return exitOK
	}
	return cannotRun(p.Words.Terminal.NoSessionBus.String())
}

// anew starts the tray anew, once there is a session bus, after one that had
// its icon since a time. end ends a demo, whose folder nobody else would clear
// away: the new program takes the place of this one.
func anew(ctx context.Context, p home.Home, a trayArgs, since time.Time, end func(), log *slog.Logger) int {
	if time.Since(since) < stableTime {
		pause(ctx, unstablePause)
	}
	if err := awaitBus(ctx, desktop.SessionBus, log); err != nil {
		return withoutBus(ctx, p)
	}
	// From here on a signal ends the process by itself: one that is caught
	// now would be lost with it.
	signal.Reset(os.Interrupt, syscall.SIGTERM)
	if ctx.Err() != nil {
		return exitOK
	}
	end()
	return cannotRun(desktop.Restart(a.again()).Error())
}

// pause waits, unless ctx ends first.
func pause(ctx context.Context, d time.Duration) bool {
	select {
	case <-time.After(d):
		return true
	case <-ctx.Done():
		return false
	}
}
