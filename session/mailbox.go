package session

import "sync"

// mailbox carries work to the loop. Posting never blocks, so that a surface
// which posts can never wait for a loop which waits for that surface.
type mailbox struct {
	wake chan struct{} // capacity 1

	mu     sync.Mutex
	items  []func()
	closed bool
}

func newMailbox() *mailbox { return &mailbox{wake: make(chan struct{}, 1)} }

// post hands f to the loop; after close it does nothing.
func (m *mailbox) post(f func()) {
	m.mu.Lock()
	if !m.closed {
		m.items = append(m.items, f)
	}
	m.mu.Unlock()
	nudge(m.wake)
}

// take returns what was posted, oldest first.
func (m *mailbox) take() []func() {
	m.mu.Lock()
	defer m.mu.Unlock()
	items := m.items
	m.items = nil
	return items
}

func (m *mailbox) len() int {
	m.mu.Lock()
	defer m.mu.Unlock()
	return len(m.items)
}

func (m *mailbox) close() {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.closed, m.items = true, nil
}

// nudge makes a channel of capacity 1 ready to be received from.
func nudge(c chan struct{}) {
	select {
	case c <- struct{}{}:
	default:
	}
}
