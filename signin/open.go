package signin

import (
	"context"
	"time"

	"halfday/federation"
	"halfday/internal/redact"
	"halfday/session"
)

// refusedFor is how long the browser may still come after somebody else was
// refused, before the person is asked.
const refusedFor = 3 * time.Second

// open sends the browser to the console, by the page where it is already if it
// is, and waits until it has come.
func (f *Flow) open(ctx context.Context, console federation.Console) error {
	f.phase(session.PhaseOpen)
	last := console.Issued.Add(holdLimit)
	for {
		if f.redirect == nil {
			f.redirect = new(f.Browser.Start())
		}
		err := f.openOnce(ctx, console.URL, f.redirect)
		if err == nil || ctx.Err() != nil {
			return err
		}
		// The browser may still come while the person is asked.
		ask, stop := untilClosed(ctx, f.redirect.Fetched)
		err = f.again(ask, err, last)
		stop()
		select {
		case <-f.redirect.Fetched:
			return nil
		default:
		}
		if err != nil {
			return err
		}
		f.redirect = nil
	}
}

func (f *Flow) openOnce(ctx context.Context, target redact.Secret, redirect *Redirect) error {
	if err := redirect.Lead(target.Reveal()); err != nil {
		return err
	}
	tick := time.Tick(time.Second) // a timer stands still while a laptop sleeps
	started, until, late := redirect.Started, redirect.Until, problemError{kind: "browser_not_fetched"}
	for {
		select {
		case <-redirect.Fetched:
			return nil
		case err := <-started:
			if err != nil {
				return err
			}
			started = nil
		case a := <-redirect.Alarms:
			switch a.Kind {
			case AlarmContested:
				return problemError{kind: "browser_contested"}
			case AlarmSecond:
				f.second = true
			case AlarmRefused:
				f.refused = &a
				late = problemError{kind: "browser_refused", program: a.Program}
				until = f.Now().Round(0).Add(refusedFor)
			}
		case <-tick:
			if !f.Now().Round(0).Before(until) {
				return late
			}
		case <-ctx.Done():
			return ErrCancelled
		}
	}
}

// untilClosed is a context that also ends when c is closed.
func untilClosed(ctx context.Context, c <-chan struct{}) (context.Context, context.CancelFunc) {
	ctx, stop := context.WithCancel(ctx)
	go func() {
		select {
		case <-c:
			stop()
		case <-ctx.Done():
		}
	}()
	return ctx, stop
}
