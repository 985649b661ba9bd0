package dialogs

import (
	"context"
	"sync"

	"github.com/gen2brain/dlgs"
)

// What dlgs reports: an error beside ok == true where the dialog program could
// not be started, and ok == false with no error for everything else that went
// wrong. That is why ask looks at the error first and at the time taken.

func showEntry(ctx context.Context, title, text string) (answer string, ok bool, err error) {
	tellShown(ctx)
	if a, shown := ownAlert(ctx, entryAlert(labelsOf(ctx), title, text)); shown {
		ok, err = a.ok()
		return a.text, ok, err
	}
	inFront(ctx, func() { answer, ok, err = dlgs.Entry(titleText(title), entryText(text), "") })
	return answer, ok, err
}

func showError(ctx context.Context, title, text string) (ok bool, err error) {
	if a, shown := ownAlert(ctx, tellAlert(labelsOf(ctx), title, text, true)); shown {
		return a.ok()
	}
	inFront(ctx, func() { ok, err = dlgs.Error(titleText(title), messageText(text)) })
	return ok, err
}

func showInfo(ctx context.Context, title, text string) (ok bool, err error) {
	if a, shown := ownAlert(ctx, tellAlert(labelsOf(ctx), title, text, false)); shown {
		return a.ok()
	}
	inFront(ctx, func() { ok, err = dlgs.Info(titleText(title), messageText(text)) })
	return ok, err
}

func showQuestion(ctx context.Context, title, text string) (ok bool, err error) {
	if a, shown := ownAlert(ctx, questionAlert(labelsOf(ctx), title, text)); shown {
		return a.ok()
	}
	inFront(ctx, func() { ok, err = dlgs.Question(titleText(title), messageText(text), false) })
	return ok, err
}

// inFront runs show, which waits for a dialog of osascript, with that in front;
// it ends with ctx.
func inFront(ctx context.Context, show func()) {
	endWith(ctx, func() {
		shown := make(chan struct{})
		var front sync.WaitGroup
		front.Go(func() { toFront(shown) })
		show()
		close(shown)
		front.Wait()
	})
}
