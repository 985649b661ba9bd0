// Package mailbox carries work to the one goroutine that owns something.
//
// It must not know what the work is.
package mailbox

import "sync"

// Box holds what the goroutine is asked to do. Posting never blocks, so that
// who posts can never wait for a goroutine which waits for them. Its methods
// may be called from any goroutine.
type Box struct {
	wake chan struct{} // capacity 1

	mu     sync.Mutex
	items  []func()
	closed bool
}

// New returns an empty Box.
func New() *Box { return &Box{wake: make(chan struct{}, 1)} }

// Wake is received from by the owner, who takes what there is then.
func (b *Box) Wake() <-chan struct{} { return b.wake }

// Post hands f to the owner; after Close it does nothing.
func (b *Box) Post(f func()) {
	b.mu.Lock()
	if !b.closed {
		b.items = append(b.items, f)
	}
	b.mu.Unlock()
	Nudge(b.wake)
}

// Take returns what was posted, oldest first.
func (b *Box) Take() []func() {
	b.mu.Lock()
	defer b.mu.Unlock()
	items := b.items
	b.items = nil
	return items
}

// Len is how much was posted and not taken.
func (b *Box) Len() int {
	b.mu.Lock()
	defer b.mu.Unlock()
	return len(b.items)
}

// Close drops what is there and what comes.
func (b *Box) Close() {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.closed, b.items = true, nil
}

// Nudge makes a channel of capacity 1 ready to be received from.
func Nudge(c chan<- struct{}) {
	select {
	case c <- struct{}{}:
	default:
	}
}
