// Package dialogs asks a person questions, shows errors and offers lists.
//
// It must not hold words or policy: it gets finished strings, and escapes them
// for the surface that shows them. It must not log or keep what is typed into
// a dialog. It is the only importer of the dialog libraries.
//
// Dialogs are drawn by dlgs on macOS (osascript) where this process cannot show
// an alert of its own; lists there by a script of ours, since that of dlgs chooses
// no row. On Linux the package calls the desktop's dialog program itself: qarma,
// zenity, kdialog or matedialog. On Windows the zenity package draws all of them: there the windows of
// dlgs ignore Enter and Escape, cut their text off after one short line, open
// behind others, and cannot be opened a second time.
package dialogs

import (
	"cmp"
	"context"
	"errors"
	"time"
)

var (
	// ErrCancelled says that the person gave up, or that the context was
	// cancelled.
	ErrCancelled = errors.New("dialog cancelled")
	// ErrTimedOut says that the deadline of the context passed without an
	// answer.
	ErrTimedOut = errors.New("dialog not answered in time")

	errNoDisplay = errors.New("showing a dialog: no display")
	errNoProgram = errors.New("showing a dialog: no program")
	// errDeclined says that a person answered with Cancel or no, however soon.
	errDeclined = errors.New("declined")
)

// Failed says that a dialog was not shown, or ended before anybody could have
// answered it.
type Failed struct {
	Program string // name of the dialog program; "" on Windows
	Detail  string // the system's word for it; "" where there is none
}

func (e *Failed) Error() string {
	s := "showing a dialog"
	if e.Program != "" {
		s += " with " + e.Program
	}
	return s + ": " + cmp.Or(e.Detail, "ended at once")
}

// Kind names the problem behind an error of this package as the texts know it:
// dialog_missing, display_missing, dialog_failed or dialog_timeout. It is ""
// for any other error, and for ErrCancelled, which is no problem.
func Kind(err error) string {
	var failed *Failed
	switch {
	case errors.Is(err, errNoDisplay):
		return "display_missing"
	case errors.Is(err, errNoProgram):
		return "dialog_missing"
	case errors.As(err, &failed):
		return "dialog_failed"
	case errors.Is(err, ErrTimedOut):
		return "dialog_timeout"
	}
	return ""
}

// Check tells whether dialogs can be shown here: nil, or an error of which Kind
// says what is missing. It takes well under a millisecond. Show checks for itself.
func Check() error { return missing() }

// tooQuick is how soon a dialog that ends without an answer cannot have been
// closed by a person: dialog programs take longer to show their window.
const tooQuick = 300 * time.Millisecond

// ask shows a dialog and sorts how it ended. lines is what was entered or
// chosen, ok whether it was answered with OK or yes.
func ask(ctx context.Context, a Ask) (lines []string, ok bool, err error) {
	if err := Check(); err != nil {
		return nil, false, err
	}
	ctx, stop := wallClock(ctx)
	defer stop()
	if ctx.Err() != nil {
		return nil, false, ended(ctx)
	}
	start := time.Now()
	lines, ok, err = show(ctx, a)
	switch {
	case err == nil && ok:
		return lines, true, nil
	case ctx.Err() != nil:
		return nil, false, ended(ctx)
	case errors.Is(err, errDeclined):
		return nil, false, nil
	case err != nil:
		for errors.Unwrap(err) != nil { // the system's word for it, without paths and arguments
			err = errors.Unwrap(err)
		}
		return nil, false, &Failed{Program: program(), Detail: err.Error()}
	case time.Since(start) < tooQuick:
		return nil, false, &Failed{Program: program()}
	}
	return nil, false, nil
}

// ended is the error for a dialog that the end of ctx closed.
func ended(ctx context.Context) error {
	cause := context.Cause(ctx)
	if errors.Is(cause, ErrTimedOut) || errors.Is(cause, context.DeadlineExceeded) {
		return ErrTimedOut
	}
	return ErrCancelled
}

// wallTick is how often a deadline is compared with the wall clock.
const wallTick = 5 * time.Second

// wallClock returns a context that ends with ctx, or with ErrTimedOut when the
// wall clock has passed ctx's deadline: ctx's own timer stands still while a
// laptop sleeps.
func wallClock(ctx context.Context) (context.Context, context.CancelFunc) {
	deadline, limited := ctx.Deadline()
	ctx, end := context.WithCancelCause(ctx)
	if limited {
		go func() {
			for tick := time.Tick(wallTick); ctx.Err() == nil; {
				select {
				case <-tick:
					if !time.Now().Round(0).Before(deadline.Round(0)) {
						end(ErrTimedOut)
					}
				case <-ctx.Done():
				}
			}
		}()
	}
	return ctx, func() { end(context.Canceled) }
}
