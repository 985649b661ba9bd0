//go:build linux || darwin

package dialogs

import (
	"context"
	"sync"
	"syscall"
	"time"

	"halfday/internal/child"

	"github.com/gen2brain/dlgs"
)

// What dlgs reports: an error beside ok == true where the dialog program could
// not be started, and ok == false with no error for everything else that went
// wrong. That is why ask looks at the error first and at the time taken.

func showEntry(ctx context.Context, title, text string) (answer string, ok bool, err error) {
	if a, shown := ownAlert(ctx, entryAlert(labelsOf(ctx), title, text)); shown {
		ok, err = a.ok()
		return a.text, ok, err
	}
	// Not dlgs.Password: zenity --password shows no text.
	endWith(ctx, func() { answer, ok, err = dlgs.Entry(titleText(title), entryText(text), "") })
	return answer, ok, err
}

func showError(ctx context.Context, title, text string) (ok bool, err error) {
	if a, shown := ownAlert(ctx, tellAlert(labelsOf(ctx), title, text, true)); shown {
		return a.ok()
	}
	endWith(ctx, func() { ok, err = tell(title, text, true) })
	return ok, err
}

func showInfo(ctx context.Context, title, text string) (ok bool, err error) {
	if a, shown := ownAlert(ctx, tellAlert(labelsOf(ctx), title, text, false)); shown {
		return a.ok()
	}
	endWith(ctx, func() { ok, err = tell(title, text, false) })
	return ok, err
}

func showQuestion(ctx context.Context, title, text string) (ok bool, err error) {
	if a, shown := ownAlert(ctx, questionAlert(labelsOf(ctx), title, text)); shown {
		return a.ok()
	}
	endWith(ctx, func() { ok, err = question(title, text) })
	return ok, err
}

const (
	// endPause is how long a dialog gets to end.
	endPause = 200 * time.Millisecond
)

// endWith runs show, which waits for a dialog program, and ends the program
// when ctx ends: dlgs gives no handle to it.
func endWith(ctx context.Context, show func()) {
	shown, watched := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(watched)
		select {
		case <-shown:
			return
		case <-ctx.Done():
		}
		// Again and again, since the program may just be starting.
		for sig := syscall.SIGTERM; ; sig = syscall.SIGKILL {
			for _, pid := range child.GroupChildren() {
				syscall.Kill(pid, sig)
			}
			select {
			case <-shown:
				return
			case <-time.After(endPause):
			}
		}
	}()
	var front sync.WaitGroup
	front.Go(func() { toFront(shown) })
	show()
	close(shown)
	<-watched
	front.Wait()
}
