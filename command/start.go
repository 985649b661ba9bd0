package command

import (
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"

	"halfday/desktop"
	"halfday/text"
)

// openLog makes the log file the place for all logging, that of libraries
// included.
func openLog(p place, verbose bool) (*slog.Logger, func()) {
	log, closer, err := desktop.OpenLog(p.logFile(), verbose)
	if err != nil {
		fmt.Fprintf(os.Stderr, "halfday: %v\n", err)
		return slog.New(slog.NewTextHandler(io.Discard, nil)), func() {}
	}
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
func (p place) withoutBus(instance *desktop.Instance) int {
	instance.Close()
	if err := desktop.RestartAfterPause(os.Args); err != nil {
		fmt.Fprintln(os.Stderr, "halfday: "+p.words.Terminal.NoSessionBus.String())
	}
	return exitFailed
}
