package federation

import (
	"context"
	"errors"
	"net"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"
)

// TestWarmer: on a fake clock, a connection is replaced every ten seconds, for
// five minutes, and handed out once.
func TestWarmer(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var opened, closed atomic.Int64
		var fail atomic.Bool
		w := newWarmer(func() string { return "https://aws:443" }, func(context.Context) (net.Conn, error) {
			if fail.Load() {
				return nil, errConnect
			}
			opened.Add(1)
			return &countedConn{closed: &closed}, nil
		})
		ctx, cancel := context.WithCancel(t.Context())
		done := make(chan struct{})
		go func() { w.run(ctx); close(done) }()
		check := func(when string, wantOpened, wantClosed int64) {
			t.Helper()
			synctest.Wait()
			if opened.Load() != wantOpened || closed.Load() != wantClosed {
				t.Errorf("%s: opened %d, closed %d, want %d, %d", when, opened.Load(), closed.Load(), wantOpened, wantClosed)
			}
		}
		w.want()
		check("start", 1, 0)
		time.Sleep(10*time.Second + time.Millisecond)
		check("10 s", 2, 1)
		take := func(target string) net.Conn {
			c, err := w.take(ctx, target)
			if err != nil {
				t.Error(err)
			}
			return c
		}
		if take("https://other:443") != nil {
			t.Error("handed out to another host")
		}
		if take("https://aws:443") == nil || take("https://aws:443") != nil {
			t.Error("want it handed out once")
		}
		time.Sleep(time.Minute)
		check("taken", 2, 1)
		w.want()
		check("wanted", 3, 1)
		fail.Store(true)
		time.Sleep(11 * time.Second)
		check("no network", 3, 2)
		if w.failure(ctx) == nil {
			t.Error("failure not known")
		}
		fail.Store(false)
		time.Sleep(4 * time.Second)
		check("network again", 4, 2)
		if w.failure(ctx) != nil {
			t.Error("failure not forgotten")
		}
		time.Sleep(10 * time.Minute)
		if take("https://aws:443") != nil {
			t.Error("kept for longer than five minutes")
		}
		// All are closed but the one that was handed out.
		if n := opened.Load(); n > 40 || n != closed.Load()+1 {
			t.Errorf("opened %d, closed %d", n, closed.Load())
		}
		cancel()
		<-done
	})
}

type countedConn struct {
	net.Conn
	closed *atomic.Int64
}

func (c *countedConn) Close() error { c.closed.Add(1); return nil }

// TestStale: a connection from before the laptop slept is not used. Only the
// wall clock moved.
func TestStale(t *testing.T) {
	var closed atomic.Int64
	w := newWarmer(func() string { return "x" }, nil)
	w.held = &held{&countedConn{closed: &closed}, "x", time.Now().Round(0).Add(-time.Hour)}
	if c, err := w.take(t.Context(), "x"); c != nil || err != nil || closed.Load() != 1 {
		t.Error("handed out an old connection")
	}
}

// TestDialFails: whoever waits for a connection under way gets its error, and
// does not dial for as long again.
func TestDialFails(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWarmer(func() string { return "https://aws:443" }, func(ctx context.Context) (net.Conn, error) {
			select {
			case <-time.After(connectLimit):
				return nil, errConnect
			case <-ctx.Done():
				return nil, ctx.Err()
			}
		})
		ctx, cancel := context.WithCancel(t.Context())
		done := make(chan struct{})
		go func() { w.run(ctx); close(done) }()
		w.want()
		synctest.Wait()
		if c, err := w.take(ctx, "https://aws:443"); c != nil || !errors.Is(err, errConnect) {
			t.Errorf("got %v, %v, want the error of the dial", c, err)
		}
		short, stop := context.WithTimeoutCause(ctx, time.Second, errAnswer)
		defer stop()
		time.Sleep(retryIn)
		synctest.Wait()
		if _, err := w.take(short, "https://aws:443"); !errors.Is(err, errAnswer) {
			t.Errorf("got %v, want what ended the wait", err)
		}
		cancel()
		<-done
	})
}
