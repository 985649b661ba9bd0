package demo

import (
	"context"
	"crypto/tls"
	"io"
	"net"
	"sync"
)

type connKey struct{}

// listener numbers connections, knows those that are open, and applies the
// faults that come before any request.
type listener struct {
	*net.TCPListener
	server *Server

	mu     sync.Mutex
	open   map[*conn]bool
	count  int
	closed bool
}

// Accept implements net.Listener.
func (l *listener) Accept() (net.Conn, error) {
	for {
		tcp, err := l.AcceptTCP()
		if err != nil {
			return nil, err
		}
		c := &conn{TCPConn: tcp, listener: l}
		if !l.add(c) {
			_ = tcp.Close()
			return nil, net.ErrClosed
		}
		switch l.server.fault(Entry{At: l.server.options.Now(), Service: ServiceConnect, Conn: c.number}).Kind {
		case FaultResetConnect:
			c.reset()
			continue
		case FaultSilentConnect:
			c.silent = true
		}
		return c, nil
	}
}

func (l *listener) add(c *conn) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.closed {
		return false
	}
	l.count++
	c.number = l.count
	l.open[c] = true
	return true
}

func (l *listener) closeAll() {
	l.mu.Lock()
	l.closed = true
	var all []*conn
	for c := range l.open {
		all = append(all, c)
	}
	l.mu.Unlock()
	for _, c := range all {
		_ = c.Close()
	}
}

// conn is a connection that can be reset.
type conn struct {
	*net.TCPConn
	listener *listener
	number   int
	silent   bool
	first    sync.Once
}

// Read implements net.Conn.
func (c *conn) Read(b []byte) (int, error) {
	s := c.listener.server
	if c.silent {
		<-s.done
		return 0, io.EOF
	}
	c.first.Do(func() { s.wait(context.Background(), s.options.ConnLatency) })
	return c.TCPConn.Read(b)
}

// Close implements net.Conn.
func (c *conn) Close() error {
	c.listener.mu.Lock()
	delete(c.listener.open, c)
	c.listener.mu.Unlock()
	return c.TCPConn.Close()
}

// reset closes the connection with a reset instead of an orderly end.
func (c *conn) reset() {
	_ = c.SetLinger(0)
	_ = c.Close()
}

// plain finds our connection under TLS.
func plain(c net.Conn) *conn {
	if t, ok := c.(*tls.Conn); ok {
		c = t.NetConn()
	}
	p, _ := c.(*conn)
	return p
}
