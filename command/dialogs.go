package command

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"
	"time"

	"halfday/app"
	"halfday/browser"
	"halfday/dialogs"
	"halfday/notify"
	"halfday/signin"
	"halfday/text"
)

// readLimit is how long a message of a sign-in waits to be read.
const readLimit = 5 * time.Minute

// dialog shows a in this process, with the person's words; the first one comes to
// the front with what started this.
func (s *signInProcess) dialog(ctx context.Context, a dialogs.Ask) (dialogs.Answer, error) {
	a.Labels, a.Token = s.home.Words.Buttons, s.activation.Take()
	return a.Show(ctx)
}

// dialogUI asks and tells in native dialogs.
func (s *signInProcess) dialogUI() signin.UI {
	return signin.UI{
		Code: func(ctx context.Context, title, text string) (string, error) {
			a, err := s.dialog(ctx, dialogs.Ask{Kind: dialogs.AskEntry, Title: title, Text: text})
			return a.Text, unanswered(err)
		},
		Shown: dialogs.WithShown,
		Consent: func(ctx context.Context, title, text string) (bool, error) {
			a, err := s.dialog(ctx, dialogs.Ask{Kind: dialogs.AskQuestion, Title: title, Text: text})
			return a.Yes, unanswered(err)
		},
		Tell:   func(ctx context.Context, m text.Message) { s.tellInDialog(ctx, m, dialogs.AskError, m.String()) },
		Inform: func(ctx context.Context, m text.Message) { s.tellInDialog(ctx, m, dialogs.AskInfo, m.String()) },
		Retry: func(ctx context.Context, m text.Message) bool {
			return s.tellInDialog(ctx, m, dialogs.AskQuestion, s.home.Words.Dialog.TryAgain(m)).Yes
		},
	}
}

// unanswered names the ends of a dialog without an answer as signin does.
func unanswered(err error) error {
	switch {
	case errors.Is(err, dialogs.ErrCancelled):
		return signin.ErrCancelled
	case errors.Is(err, dialogs.ErrTimedOut):
		return signin.ErrTimedOut
	}
	return err
}

// dialogProblem sorts an error of a dialog or of the browser.
func dialogProblem(err error) text.Problem {
	p := text.Problem{Kind: cmp.Or(dialogs.Kind(err), browser.Kind(err))}
	if failed, ok := errors.AsType[*dialogs.Failed](err); ok {
		p.Program = failed.Program
	}
	return p
}

// tellInDialog shows m, in a dialog with a text of its own, until the person has
// closed it or ctx ends, which is in five minutes where it has no deadline. Where
// no dialog can be shown it is a notification, and without that a line on standard
// error.
func (s *signInProcess) tellInDialog(ctx context.Context, m text.Message, kind dialogs.AskKind, own string) dialogs.Answer {
	if _, limited := ctx.Deadline(); !limited {
		var stop context.CancelFunc
		ctx, stop = context.WithTimeout(ctx, readLimit)
		defer stop()
	}
	answer, err := s.dialog(ctx, dialogs.Ask{Kind: kind, Title: m.Title, Text: own})
	if err == nil || errors.Is(err, dialogs.ErrCancelled) || errors.Is(err, dialogs.ErrTimedOut) {
		return answer
	}
	if err := notice(ctx, "error", m); err != nil {
		fmt.Fprintln(os.Stderr, "halfday: "+m.String())
	}
	return answer
}

// noticeAlarm is the key of a notification that stays until it is answered.
const noticeAlarm = "alarm"

// notice shows m as a notification, from a process that is about to end.
func notice(ctx context.Context, key string, m text.Message) error {
	n := notify.NewNotifier(app.Sender(), func(notify.Press) {})
	defer n.Close()
	return n.Show(ctx, notify.Notification{Key: key, Title: m.Title, Body: m.String(), Urgent: key == noticeAlarm})
}
