package browser

import (
	"crypto/rand"
	"encoding/base64"
	"net"
	"sync"
	"sync/atomic"
	"time"

	"halfday/internal/openable"
	"halfday/internal/redact"
)

// redirectLife is how long the address can be fetched, on the wall clock: a
// laptop that sleeps makes it no longer.
const redirectLife = 60 * time.Second

// Redirect is a one-shot address on loopback that sends the browser on to an
// address that must not appear in the arguments of a process. A browser can be
// sent to it before it is known where it leads: its answer is held until Lead
// or Fail. It prints without either address. Any goroutine may call its
// methods.
type Redirect struct {
	redact.Hidden
	host     string // 127.0.0.1:PORT
	path     string // /NONCE
	expires  time.Time
	who      judge
	listener net.Listener
	settled  chan struct{} // closed by Lead and Fail
	fetched  chan struct{}
	over     chan struct{} // closed by Close
	alarms   chan Alarm
	served   sync.WaitGroup

	unnamed atomic.Bool // somebody was let in of whom the system does not say who it is

	mu     sync.Mutex
	guests []*guest      // in the order in which they came
	spent  bool          // no further request is answered
	leads  bool          // by Lead: who spent it has what is behind it
	answer func() []byte // nil until Lead or Fail; a function, so that no printing reaches it
	closed bool
}

// Alarm is a request for the address that nobody should have made: its path is
// known to nobody but this program, the opener and the browser.
type Alarm struct {
	Kind AlarmKind
	// Program is who made it, by the name of its executable; "" where that is
	// not known.
	Program string
}

// AlarmKind says what came of a request that nobody should have made.
type AlarmKind int

// What may have come of it.
const (
	// AlarmRefused: it was another user's or not the browser's, and got nothing.
	AlarmRefused AlarmKind = iota + 1
	// AlarmContested: another one waited at the same time, and neither got
	// anything.
	AlarmContested
	// AlarmSecond: the address had been taken. One of the two who asked has
	// what is behind it.
	AlarmSecond
)

// NewRedirect listens on loopback and answers one request for Address, within
// 60 s, of one of the peers. Close ends it.
func NewRedirect(peers Peers) (*Redirect, error) {
	return listen(judge{Foreign, peers.program})
}

// judge says whose a connection is.
type judge struct {
	foreign func(client, server net.Addr) bool                         // another user's
	program func(client, server net.Addr) (program string, fetch bool) // whose it is, and whether that is the browser
}

func listen(who judge) (*Redirect, error) {
	listener, err := net.Listen("tcp4", "127.0.0.1:0")
	if err != nil {
		return nil, openFailed(err)
	}
	nonce := make([]byte, 32)
	rand.Read(nonce)
	r := &Redirect{
		host:     listener.Addr().String(),
		path:     "/" + base64.RawURLEncoding.EncodeToString(nonce),
		expires:  time.Now().Add(redirectLife).Round(0),
		who:      who,
		listener: listener,
		settled:  make(chan struct{}),
		fetched:  make(chan struct{}),
		over:     make(chan struct{}),
		alarms:   make(chan Alarm, 8),
	}
	r.served.Go(r.accept)
	return r, nil
}

// Address is the address to open, for arguments of a process too.
func (r *Redirect) Address() string { return "http://" + r.host + r.path }

// Expires is when Address is not answered any more, on the wall clock.
func (r *Redirect) Expires() time.Time { return r.expires }

// Lead says where the address leads: the request that waits, or else the first
// one, gets a redirect to target, which must be https, or http on a literal
// loopback address. The first call of Lead or Fail counts.
func (r *Redirect) Lead(target string) error {
	if _, err := openable.Parse(target); err != nil {
		return &openError{browserFailed, err.Error()}
	}
	r.settle(true, func() []byte { return response("302 Found", "", "Location: "+target) })
	return nil
}

// Fail says that the address leads nowhere: who asks gets a page that says so,
// with the status 502. The first call of Lead or Fail counts.
func (r *Redirect) Fail(page Page) {
	r.settle(false, func() []byte {
		return response("502 Bad Gateway", page.HTML(), "Content-Type: text/html; charset=utf-8", "Content-Security-Policy: default-src 'none'; style-src 'unsafe-inline'")
	})
}

func (r *Redirect) settle(leads bool, answer func() []byte) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.answer != nil {
		return
	}
	r.answer, r.leads = answer, leads
	if leads && r.waiting() > 1 {
		// One of them is not the browser, and nobody can tell which.
		r.spent, r.leads = true, false
		r.alarm(Alarm{Kind: AlarmContested})
	}
	close(r.settled)
}

// waiting is how many wait for an answer.
func (r *Redirect) waiting() (n int) {
	for _, g := range r.guests {
		if g.waits {
			n++
		}
	}
	return n
}

// Alarms gives what happened that should not have, until Close. More than
// eight that nobody has taken are dropped.
func (r *Redirect) Alarms() <-chan Alarm { return r.alarms }

func (r *Redirect) alarm(a Alarm) {
	select {
	case r.alarms <- a:
	default:
	}
}

// Fetched is closed when a browser has been told where the address leads, or
// that it leads nowhere. The address stays watched until Close.
func (r *Redirect) Fetched() <-chan struct{} { return r.fetched }

// Unnamed tells whether somebody was let in without its being known which
// program that is, since the system does not say.
func (r *Redirect) Unnamed() bool { return r.unnamed.Load() }

// Close ends the address and frees its port. It waits for an answer under way.
func (r *Redirect) Close() error {
	r.mu.Lock()
	if r.closed {
		r.mu.Unlock()
		return nil
	}
	r.closed = true
	close(r.over)
	err := r.listener.Close()
	for _, g := range r.guests {
		if !g.waits || r.answer == nil {
			g.Close()
		}
	}
	r.mu.Unlock()
	r.served.Wait()
	close(r.alarms)
	return err
}
