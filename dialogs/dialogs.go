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

	errNoDisplay = errors.New("showing a dialog: no display")
	errNoProgram = errors.New("showing a dialog: no program")
	// errDeclined says that a person answered with Cancel or no, however soon.
	errDeclined = errors.New("declined")
)

// Ask is a dialog. It holds no secret.
type Ask struct {
	Kind  AskKind  `json:"kind"`
	Title string   `json:"title"`
	Text  string   `json:"text"`
	Items []string `json:"items,omitempty"` // of AskList and AskListMulti; they may be equal

	Labels Labels `json:"labels"` // see WithLabels
	// Token is what the dialog comes to the front with (XDG_ACTIVATION_TOKEN); "" for none.
	Token string `json:"token,omitempty"`
}

// AskKind names a kind of dialog.
type AskKind string

// The kinds of dialogs.
const (
	AskError     AskKind = "error"      // what went wrong, to be read
	AskInfo      AskKind = "info"       // a text, to be read
	AskQuestion  AskKind = "question"   // yes or no; closing it is a no
	AskEntry     AskKind = "entry"      // one line
	AskList      AskKind = "list"       // one of Items
	AskListMulti AskKind = "list-multi" // several of Items, or none
)

// Answer is what came of an Ask.
type Answer struct {
	Yes     bool   `json:"yes,omitempty"`     // of AskQuestion
	Text    string `json:"text,omitempty"`    // of AskEntry, without white space around it
	Index   int    `json:"index,omitempty"`   // of AskList
	Indices []int  `json:"indices,omitempty"` // of AskListMulti, in ascending order
	Problem string `json:"problem,omitempty"` // "cancelled", or a kind as Kind names it
}

const cancelled = "cancelled"

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

// Show shows the dialog in this process.
//
// It must be called from the main goroutine, in a process that has called
// [halfday/internal/child.OwnGroup]; one dialog at a time. Where nothing was
// entered or chosen it returns ErrCancelled. It returns ErrCancelled or ErrTimedOut
// within a second of the end of ctx, with the dialog closed; a deadline is one of
// the wall clock, so that it also passes while a laptop sleeps. Other errors are
// those of Check and *Failed; the answer names each as its Problem.
func (a Ask) Show(ctx context.Context) (Answer, error) {
	answer, err := a.answer(ctx)
	switch {
	case errors.Is(err, ErrCancelled):
		answer.Problem = cancelled
	case err != nil:
		answer.Problem = Kind(err)
	}
	return answer, err
}

func (a Ask) answer(ctx context.Context) (answer Answer, err error) {
	a.Items, a.Labels = listLabels(a.Items), labelsOf(ctx)
	lines, ok, err := ask(ctx, a)
	switch {
	case err != nil, a.Kind == AskError, a.Kind == AskInfo:
		return answer, err
	case a.Kind == AskQuestion:
		return Answer{Yes: ok}, nil
	case !ok:
		return answer, ErrCancelled
	case a.Kind == AskListMulti:
		return Answer{Indices: chosen(a.Items, lines)}, nil
	case a.Kind == AskEntry:
		return Answer{Text: strings.TrimSpace(first(lines))}, nil
	}
	at := chosen(a.Items, lines[:min(1, len(lines))])
	if len(at) == 0 {
		return answer, ErrCancelled
	}
	return Answer{Index: at[0]}, nil
}

func first(lines []string) string {
	if len(lines) == 0 {
		return ""
	}
	return lines[0]
}

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
		return nil, false, &Failed{Program: program(), Detail: innermost(err).Error()}
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
