package federation

import (
	"context"
	"net"
	"sync"
	"time"
)

const (
	freshFor = 10 * time.Second // the age at which a waiting connection is replaced
	retryIn  = 3 * time.Second  // until the next try where none could be opened
	warmFor  = 5 * time.Minute  // how long connections are kept ready
	// staleAfter leaves time for the replacement to be opened. It is measured
	// on the wall clock, so that a connection from before a laptop slept is
	// not taken for a young one.
	staleAfter = freshFor + connectLimit
)

// warmer keeps one connection to a host dialled and handshaken, and young,
// until somebody takes it.
type warmer struct {
	target func() string // scheme://host:port that the connection is to lead to
	dial   func(ctx context.Context) (net.Conn, error)

	mu      sync.Mutex
	held    *held
	wanted  bool          // a connection shall be held
	dialing chan struct{} // closed when the dial under way ends; nil where none is
	last    error         // of the last dial

	wake  chan struct{} // capacity 1
	first chan struct{} // closed after the first dial
	once  sync.Once
}

type held struct {
	net.Conn
	target string
	since  time.Time // wall clock
}

func newWarmer(target func() string, dial func(context.Context) (net.Conn, error)) *warmer {
	return &warmer{target: target, dial: dial, wake: make(chan struct{}, 1), first: make(chan struct{})}
}

// run keeps the connection until ctx ends. It has one caller.
func (w *warmer) run(ctx context.Context) {
	defer w.drop()
	until := time.Now().Add(warmFor)
	timer := time.NewTimer(freshFor)
	defer timer.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-w.wake:
			until = time.Now().Add(warmFor)
		case <-timer.C:
		}
		if time.Now().After(until) {
			w.drop()
			continue
		}
		timer.Reset(w.renew(ctx))
	}
}

// renew replaces the connection, if one is wanted and the one held is not
// young. It tells after what time to come back.
func (w *warmer) renew(ctx context.Context) time.Duration {
	w.mu.Lock()
	if !w.wanted {
		w.mu.Unlock()
		return freshFor
	}
	if w.held != nil {
		if age := time.Now().Round(0).Sub(w.held.since); age >= 0 && age < freshFor {
			w.mu.Unlock()
			return freshFor - age
		}
	}
	done := make(chan struct{})
	w.dialing = done
	w.mu.Unlock()

	c, err := w.dial(ctx)

	w.mu.Lock()
	defer w.mu.Unlock()
	w.dialing = nil
	close(done)
	w.last = err
	w.once.Do(func() { close(w.first) })
	old := w.held
	w.held = nil
	if old != nil {
		old.Close()
	}
	if err != nil {
		return retryIn
	}
	if !w.wanted {
		// Taken meanwhile: the older one did.
		c.Close()
		return freshFor
	}
	w.held = &held{c, w.target(), time.Now().Round(0)}
	return freshFor
}

// want asks for a connection again, after one was taken.
func (w *warmer) want() {
	w.mu.Lock()
	w.wanted = true
	w.mu.Unlock()
	select {
	case w.wake <- struct{}{}:
	default:
	}
}

// take hands out the connection to target, waiting for a dial under way, whose
// error is then the answer: a second dial would only take as long again. It
// gives nil and no error where there is none.
func (w *warmer) take(ctx context.Context, target string) (net.Conn, error) {
	for waited := false; w.target() == target; waited = true {
		w.mu.Lock()
		h, dialing, last := w.held, w.dialing, w.last
		if h != nil {
			w.held, w.wanted = nil, false
			w.mu.Unlock()
			age := time.Now().Round(0).Sub(h.since)
			if h.target != target || age > staleAfter || age < 0 {
				h.Close()
				return nil, nil
			}
			return h.Conn, nil
		}
		w.mu.Unlock()
		if dialing == nil {
			if waited {
				return nil, last
			}
			return nil, nil
		}
		select {
		case <-dialing:
		case <-ctx.Done():
			return nil, cause(ctx, ctx.Err())
		}
	}
	return nil, nil
}

// drop closes the connection and wants no other.
func (w *warmer) drop() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.wanted = false
	if w.held != nil {
		w.held.Close()
		w.held = nil
	}
}

// failure is the error of the last dial; it waits for the first one until ctx
// ends, and is nil where nothing is known.
func (w *warmer) failure(ctx context.Context) error {
	select {
	case <-w.first:
	case <-ctx.Done():
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.last
}
