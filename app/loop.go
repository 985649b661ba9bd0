package app

import (
	"context"
	"log/slog"
	"time"

	"halfday/internal/mailbox"
	"halfday/session"
)

// quitLimit is how long leaving may take.
const quitLimit = 2 * time.Second

// loop is the one goroutine that owns what the tray knows. Who else wants to
// know some of it, or has something to say, posts a function. Whatever takes
// longer than a moment, a dialog, a file or another process, runs beside the
// loop and posts what came of it.
type loop struct {
	ctx    context.Context // ends when the tray is to leave
	log    *slog.Logger
	box    *mailbox.Box
	states <-chan session.State // what the broker says; nil: not listened to yet
	beside int                  // how much runs beside it
	ended  chan struct{}        // closed at the end of run
}

func newLoop(ctx context.Context, log *slog.Logger) *loop {
	return &loop{ctx: ctx, log: log, box: mailbox.New(), ended: make(chan struct{})}
}

// post has the loop do f. It never waits. Any goroutine, the loop's own, too;
// after the end of the loop it does nothing.
func (l *loop) post(f func()) { l.box.Post(f) }

// call has the loop do f, and waits for that, or for the end of the loop. Any
// goroutine but the loop's own.
func (l *loop) call(f func()) {
	over := make(chan struct{})
	l.post(func() {
		f()
		close(over)
	})
	select {
	case <-over:
	case <-l.ended:
	}
}

// spawn runs f beside the loop, which does not end before it. In the loop, or
// before run.
func (l *loop) spawn(f func(ctx context.Context)) {
	l.beside++
	go func() {
		defer l.post(func() { l.beside-- })
		f(l.ctx)
	}()
}

// run is the loop. It returns when ctx and all that runs beside it have ended;
// with false where that takes longer than quitLimit.
func (l *loop) run(changed func(session.State)) bool {
	defer close(l.ended)
	defer l.box.Close()
	leave := l.ctx.Done()
	var tooLate <-chan time.Time
	for leave != nil || l.beside > 0 {
		select {
		case <-l.box.Wake():
			for _, f := range l.box.Take() {
				f()
			}
		case s := <-l.states:
			changed(s)
		case <-leave:
			leave, tooLate = nil, time.After(quitLimit)
		case <-tooLate:
			l.log.Warn("leaving while something still runs", "beside", l.beside)
			return false
		}
	}
	return true
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
