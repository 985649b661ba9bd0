package app

import (
	"context"
	"log/slog"
	"testing"
	"testing/synctest"
	"time"

	"halfday/session"
)

// running is a loop that runs until leave, which waits for its end.
func running(t *testing.T) (l *loop, leave func()) {
	ctx, stop := context.WithCancel(t.Context())
	l = newLoop(ctx, slog.New(slog.DiscardHandler))
	go l.run(nil)
	return l, func() {
		stop()
		<-l.ended
	}
}

// TestLoopLeaves: what runs beside the loop can post until it has ended; who
// comes later is not kept waiting.
func TestLoopLeaves(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l, leave := running(t)
		var posted, late bool
		l.post(func() {
			l.spawn(func(ctx context.Context) {
				<-ctx.Done()
				time.Sleep(quitLimit - 1)
				l.call(func() { posted = true })
			})
		})
		synctest.Wait()
		leave()
		if !posted {
			t.Error("what ran beside the loop was not waited for")
		}
		l.post(func() { late = true })
		if l.call(func() { late = true }); late {
			t.Error("something was done after the end")
		}
	})
}

func TestLoopWaitsNotForEver(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l, leave := running(t)
		forEver := make(chan struct{})
		l.call(func() { l.spawn(func(context.Context) { <-forEver }) })
		begin := time.Now()
		leave()
		if took := time.Since(begin); took != quitLimit {
			t.Errorf("left after %v, want %v", took, quitLimit)
		}
		close(forEver)
	})
}

// TestLoopOfMany: posts of many goroutines and states come one at a time.
func TestLoopOfMany(t *testing.T) {
	ctx, stop := context.WithCancel(t.Context())
	l := newLoop(ctx, slog.New(slog.DiscardHandler))
	states := make(chan session.State)
	l.states = states
	n := 0
	go l.run(func(session.State) { n++ })
	over := make(chan struct{})
	for range 50 {
		go func() {
			l.post(func() { n++ })
			l.call(func() { n++ })
			states <- session.State{}
			over <- struct{}{}
		}()
	}
	for range 50 {
		<-over
	}
	stop()
	<-l.ended
	if n != 150 {
		t.Errorf("%d of 150 came", n)
	}
}
