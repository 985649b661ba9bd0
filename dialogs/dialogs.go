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
	"context"
	"errors"
	"strings"
	"time"
)

var (
	// ErrCancelled says that the person gave up, or that the context was
	// cancelled.
	ErrCancelled = errors.New("dialog cancelled")
	// ErrTimedOut says that the deadline of the context passed without an
	// answer.
	ErrTimedOut = errors.New("dialog not answered in time")
)

// Unavailable says that no dialog can be shown here.
type Unavailable struct {
	Reason string // "no_display" or "no_program"
}

func (e *Unavailable) Error() string {
	return "showing a dialog: " + strings.ReplaceAll(e.Reason, "_", " ")
}

// The reasons of Unavailable.
const (
	noDisplay = "no_display"
	noProgram = "no_program"
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
	if e.Detail == "" {
		return s + ": ended at once"
	}
	return s + ": " + e.Detail
}

// Kind names the problem behind an error of this package as the texts know it:
// dialog_missing, display_missing, dialog_failed or dialog_timeout. It is ""
// for any other error, and for ErrCancelled, which is no problem.
func Kind(err error) string {
	var unavailable *Unavailable
	var failed *Failed
	switch {
	case errors.As(err, &unavailable) && unavailable.Reason == noDisplay:
		return "display_missing"
	case errors.As(err, &unavailable):
		return "dialog_missing"
	case errors.As(err, &failed):
		return "dialog_failed"
	case errors.Is(err, ErrTimedOut):
		return "dialog_timeout"
	}
	return ""
}

// Check tells whether dialogs can be shown here: nil, or an *Unavailable. It
// takes well under a millisecond. The functions below check for themselves.
func Check() error {
	if reason := missing(); reason != "" {
		return &Unavailable{Reason: reason}
	}
	return nil
}

// Entry asks for one line and returns it without white space around it.
//
// Like the other dialogs, it must be called from the main goroutine, in a
// process that has called [halfday/internal/child.OwnGroup]; one dialog at a time. It returns
// ErrCancelled or ErrTimedOut within a second of the end of ctx, with the
// dialog closed; a deadline is one of the wall clock, so that it also passes
// while a laptop sleeps. Other errors are *Unavailable and *Failed.
func Entry(ctx context.Context, title, text string) (string, error) {
	var answer string
	ok, err := ask(ctx, func(ctx context.Context) (ok bool, err error) {
		answer, ok, err = showEntry(ctx, title, text)
		return ok, err
	})
	if err == nil && !ok {
		err = ErrCancelled
	}
	if err != nil {
		return "", err
	}
	return answer, nil
}

// Error shows what went wrong and returns when it has been read. See [Entry]
// for the rest.
func Error(ctx context.Context, title, text string) error {
	_, err := ask(ctx, func(ctx context.Context) (bool, error) { return showError(ctx, title, text) })
	return err
}

// Info shows a text and returns when it has been read. See [Entry] for the
// rest.
func Info(ctx context.Context, title, text string) error {
	_, err := ask(ctx, func(ctx context.Context) (bool, error) { return showInfo(ctx, title, text) })
	return err
}

// Question asks a question that yes and no answer.
// Closing the dialog is a no. See [Entry] for the rest.
func Question(ctx context.Context, title, text string) (bool, error) {
	return ask(ctx, func(ctx context.Context) (bool, error) { return showQuestion(ctx, title, text) })
}

// List lets the person choose one of items and returns its index; items may
// be equal. Choosing none is ErrCancelled. See [Entry] for the rest.
func List(ctx context.Context, title, text string, items []string) (int, error) {
	shown := listLabels(items)
	var answer string
	ok, err := ask(ctx, func(ctx context.Context) (ok bool, err error) {
		answer, ok, err = showList(ctx, title, text, shown)
		return ok, err
	})
	if err != nil {
		return 0, err
	}
	if ok {
		for i, label := range shown {
			if strings.TrimSpace(label) == strings.TrimSpace(answer) {
				return i, nil
			}
		}
	}
	return 0, ErrCancelled
}

// tooQuick is how soon a dialog that ends without an answer cannot have been
// closed by a person: dialog programs take longer to show their window.
const tooQuick = 300 * time.Millisecond

// ask shows a dialog and sorts how it ended. ok is whether it was answered
// with OK or yes.
func ask(ctx context.Context, show func(context.Context) (ok bool, err error)) (ok bool, err error) {
	if err := Check(); err != nil {
		return false, err
	}
	ctx, stop := wallClock(ctx)
	defer stop()
	if ctx.Err() != nil {
		return false, ended(ctx)
	}
	prepare()
	start := time.Now()
	ok, err = show(ctx)
	switch {
	case err == nil && ok:
		return true, nil
	case ctx.Err() != nil:
		return false, ended(ctx)
	case errors.Is(err, errDeclined):
		return false, nil
	case err != nil:
		return false, &Failed{Program: program(), Detail: innermost(err).Error()}
	case time.Since(start) < tooQuick:
		return false, &Failed{Program: program()}
	}
	return false, nil
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
	if !limited {
		return context.WithCancel(ctx)
	}
	deadline = deadline.Round(0)
	ctx, end := context.WithCancelCause(ctx)
	gone := make(chan struct{})
	go func() {
		defer close(gone)
		tick := time.NewTicker(wallTick)
		defer tick.Stop()
		for {
			select {
			case <-tick.C:
				if !time.Now().Round(0).Before(deadline) {
					end(ErrTimedOut)
					return
				}
			case <-ctx.Done():
				return
			}
		}
	}()
	return ctx, func() {
		end(context.Canceled)
		<-gone
	}
}

// innermost is the system's word for an error, without the paths and
// arguments that wrap it.
func innermost(err error) error {
	for next := errors.Unwrap(err); next != nil; next = errors.Unwrap(err) {
		err = next
	}
	return err
}
