package federation

import (
	"context"
	"net/url"
	"slices"
	"sync"
	"time"
)

// headStart is for how long a better way that is being opened is waited for,
// where another stands already.
const headStart = 250 * time.Millisecond

// ways lead to hosts of which any one will do, the best first. The first few
// that are not known to be shut are kept ready: with a connection dialled,
// handshaken and young.
type ways struct {
	open  func(ctx context.Context, u *url.URL) (*link, error)
	ready int // how many

	mu      sync.Mutex
	all     []*way
	until   time.Time     // kept ready until then
	over    bool          // run has ended
	changed chan struct{} // closed at each change, and made anew
}

// way is what is known of the way to one host.
type way struct {
	url    *url.URL
	region string // of the host; "" where a person set it

	link    *link // nil: none
	lent    bool  // link is in use
	left    bool  // the way is none any more
	opening bool
	began   time.Time // when opening began
	err     error     // why it is shut: of the last try; nil: it is not known to be
	tried   time.Time // when that was
}

func newWays(open func(ctx context.Context, u *url.URL) (*link, error), ready int, all ...*way) *ways {
	return &ways{open: open, ready: ready, all: all, changed: make(chan struct{})}
}

// change tells everybody that something has changed. The caller holds w.mu.
func (w *ways) change() {
	close(w.changed)
	w.changed = make(chan struct{})
}

// want has the ways kept ready from now on for five minutes.
func (w *ways) want() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.until = time.Now().Add(warmFor)
	w.change()
}

// again has every way tried once more, at once; those that are not known to be
// shut are no worse for it.
func (w *ways) again() {
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, to := range w.all {
		to.err = nil
	}
	w.change()
}

// list is what is known of each way now, the best first.
func (w *ways) list() []way {
	w.mu.Lock()
	defer w.mu.Unlock()
	all := make([]way, len(w.all))
	for i, to := range w.all {
		all[i] = *to
	}
	return all
}

// hopeless tells whether all ways are shut, as far as is known.
func (w *ways) hopeless() bool {
	return !slices.ContainsFunc(w.list(), func(to way) bool { return to.err == nil })
}

// take lends the connection of the first way that stands, of those that only
// wants, until give. It waits while one may still come to stand; nil and no
// error means that all are shut. run keeps the ways ready.
func (w *ways) take(ctx context.Context, only func(*way) bool) (*way, error) {
	w.want()
	for {
		if ctx.Err() != nil {
			return nil, cause(ctx, ctx.Err())
		}
		w.mu.Lock()
		to, wait := w.best(time.Now(), only)
		if to != nil && wait == 0 {
			to.lent = true
			w.mu.Unlock()
			return to, nil
		}
		changed, over := w.changed, w.over
		w.mu.Unlock()
		switch {
		case over:
			return nil, context.Canceled
		case wait == 0:
			return nil, nil
		}
		select {
		case <-time.After(wait):
		case <-changed:
		case <-ctx.Done():
		}
	}
}

// best is the first way that stands, and for how long to wait for a better one
// or for any; not at all where there is no hope. The caller holds w.mu.
func (w *ways) best(now time.Time, only func(*way) bool) (to *way, wait time.Duration) {
	hope := false
	for _, to := range w.all {
		if !only(to) {
			continue
		}
		switch {
		case to.lent:
			hope = true
			continue
		case to.stands(now):
			return to, wait
		case to.err != nil:
			continue
		}
		hope = true
		if in := headStart - now.Sub(to.began); in > 0 || to.began.IsZero() {
			wait = max(wait, min(in, headStart), time.Millisecond)
		}
	}
	if hope {
		return nil, warmFor
	}
	return nil, 0
}

// anyWay is for take.
func anyWay(*way) bool { return true }

// give takes back the connection that take lent. With an error the way counts
// as shut.
func (w *ways) give(to *way, err error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	to.lent, to.err, to.tried = false, err, time.Now()
	if w.over || err != nil || to.link.broken() != nil {
		to.close()
	}
	w.change()
}

// leave takes a way out for good, unless it is the only one, and tells which
// comes next.
func (w *ways) leave(to *way) (next *way) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if len(w.all) < 2 {
		return nil
	}
	to.left = true
	to.close()
	w.all = slices.DeleteFunc(w.all, func(other *way) bool { return other == to })
	w.change()
	return w.all[0]
}

// shut waits until it is known whether there is a way through, or ctx ends. It
// gives the best way and its error where all are shut, else nil.
func (w *ways) shut(ctx context.Context) (*way, error) {
	for {
		w.mu.Lock()
		to, wait := w.best(time.Now(), anyWay)
		first, changed := *w.all[0], w.changed
		w.mu.Unlock()
		switch {
		case to != nil:
			return nil, nil
		case wait == 0:
			return &first, first.err
		}
		select {
		case <-changed:
		case <-ctx.Done():
			return nil, nil
		}
	}
}

// drop closes what waits; nothing is kept ready any more.
func (w *ways) drop() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.over = true
	w.change()
	w.closeIdle()
}

// closeIdle closes what waits. The caller holds w.mu.
func (w *ways) closeIdle() {
	for _, to := range w.all {
		if !to.lent {
			to.close()
		}
	}
}

// close ends the connection, if there is one.
func (to *way) close() {
	if to.link != nil {
		to.link.end()
		to.link = nil
	}
}

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
		w.closeIdle()
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
