// Package fakeaws is package demo's stand-in for AWS with all that can go wrong
// on the way to AWS and there, for tests. It runs on every system. The shipped
// program must not contain it.
package fakeaws

import (
	"net"
	"net/http"
	"sync"
	"testing"
	"time"

	"halfday/demo"
)

// ServiceConnect is the Service of the Entry that Options.Fault is asked with
// for a connection, before anything was read from it.
const ServiceConnect = "connect"

// PortalPath is where a captive portal is, on the server itself: whoever asks
// for it followed a redirect.
const PortalPath = "/portal"

// Options say how a [Server] behaves. The zero Options behave well.
type Options struct {
	demo.Options // but for Around and Listen
	// Fault, where not nil, chooses how to misbehave. It is asked once for
	// each request, before anything is done, and once for each connection. It
	// is called from many goroutines.
	Fault func(demo.Entry) Fault
	// Delay, where not nil, is how long an answer takes longer. It is called
	// from many goroutines.
	Delay func(demo.Entry) time.Duration
}

// Start starts a stand-in that lasts as long as the test.
func Start(t testing.TB, o Options) *demo.Server {
	t.Helper()
	o.Options.Around = func(e demo.Entry, next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if o.Delay != nil && !wait(r, o.Delay(e)) {
				return
			}
			var f Fault
			if o.Fault != nil {
				f = o.Fault(e)
			}
			f.answer(e, w, r, next)
		})
	}
	o.Options.Listen = func(l net.Listener) net.Listener { return listener{l, o.Fault} }
	s, err := demo.Start(o.Options)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

// wait lets d pass and tells whether the asker is still there.
func wait(r *http.Request, d time.Duration) bool {
	if d <= 0 {
		return true
	}
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return true
	case <-r.Context().Done():
		return false
	}
}

// listener applies the faults that come before any request.
type listener struct {
	net.Listener
	fault func(demo.Entry) Fault
}

func (l listener) Accept() (net.Conn, error) {
	for {
		c, err := l.Listener.Accept()
		if err != nil || l.fault == nil {
			return c, err
		}
		switch l.fault(demo.Entry{At: time.Now(), Service: ServiceConnect}).Kind {
		case ResetConnect:
			reset(c)
		case SilentConnect:
			return &silent{Conn: c, closed: make(chan struct{})}, nil
		default:
			return c, nil
		}
	}
}

// reset closes a connection with a reset instead of an orderly end.
func reset(c net.Conn) {
	if under, ok := c.(interface{ NetConn() net.Conn }); ok { // TLS
		c = under.NetConn()
	}
	if tcp, ok := c.(*net.TCPConn); ok {
		_ = tcp.SetLinger(0)
	}
	_ = c.Close()
}

// silent is a connection of which nothing is ever read.
type silent struct {
	net.Conn
	closed chan struct{}
	once   sync.Once
}

func (c *silent) Read([]byte) (int, error) {
	<-c.closed
	return 0, net.ErrClosed
}

func (c *silent) Close() error {
	c.once.Do(func() { close(c.closed) })
	return c.Conn.Close()
}
