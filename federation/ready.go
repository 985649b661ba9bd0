package federation

import (
	"context"
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

// run keeps the ways ready until ctx ends, and ends when all that it started
// has ended. It has one caller.
func (w *ways) run(ctx context.Context) {
	var dials sync.WaitGroup
	defer w.drop()
	defer dials.Wait()
	w.want()
	for ctx.Err() == nil {
		due, wait, changed := w.due(time.Now())
		for _, to := range due {
			dials.Go(func() {
				l, err := w.open(ctx, to.url)
				w.opened(to, l, err)
			})
		}
		select {
		case <-time.After(wait):
		case <-changed:
		case <-ctx.Done():
		}
	}
}

// due marks the ways to open now as being opened, and tells when to look again.
func (w *ways) due(now time.Time) (due []*way, wait time.Duration, changed <-chan struct{}) {
	w.mu.Lock()
	defer w.mu.Unlock()
	changed = w.changed
	if now.After(w.until) {
		for _, to := range w.all {
			if !to.lent {
				to.close()
			}
		}
		return nil, warmFor, changed
	}
	wait = freshFor
	good := 0
	for _, to := range w.all {
		if good == w.ready {
			break
		}
		if to.err == nil {
			good++
		}
		if to.opening || to.lent {
			continue
		}
		in := time.Duration(0)
		switch {
		case to.stands(now):
			in = freshFor - now.Round(0).Sub(to.link.since)
		case to.err != nil:
			in = retryIn - now.Sub(to.tried)
		}
		if in <= 0 {
			to.opening, to.began = true, now
			due = append(due, to)
		} else {
			wait = min(wait, in)
		}
	}
	return due, wait, changed
}

// stands tells whether there is a connection to be used.
func (to *way) stands(now time.Time) bool {
	if to.link == nil {
		return false
	}
	age := now.Round(0).Sub(to.link.since)
	return to.link.broken() == nil && age >= 0 && age <= staleAfter
}

func (w *ways) opened(to *way, l *link, err error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	to.opening, to.err, to.tried = false, err, time.Now()
	switch {
	case !to.lent && !to.left:
		to.close()
		to.link = l
	case l != nil: // the older one was taken meanwhile
		l.end()
	default:
		to.err = nil
	}
	w.change()
}
