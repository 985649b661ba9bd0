package page

import (
	"context"
	"errors"
	"net"
	"net/http"
	"sync"
	"time"
)

// The limits of connections.
const (
	maxConns  = 64
	headerMax = 64 << 10 // cookies of other programs on 127.0.0.1 come along
	idleLimit = 10 * time.Minute
)

// serve answers on l until ctx ends or nobody has asked for anything for ten
// minutes. Connections of other users get not a byte.
func (s *server) serve(ctx context.Context, l net.Listener) error {
	h := &http.Server{
		Handler: s, ReadHeaderTimeout: 5 * time.Second, ReadTimeout: 10 * time.Second, WriteTimeout: newsLimit + 10*time.Second,
		IdleTimeout: 30 * time.Second, MaxHeaderBytes: headerMax,
	}
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	var end sync.WaitGroup
	end.Go(func() {
		for s.idle() < idleLimit {
			select {
			case <-time.After(idleLimit / 10):
				continue
			case <-ctx.Done():
			}
			break
		}
		h.Close()
	})
	err := h.Serve(&guarded{Listener: l, own: s.Own, places: make(chan struct{}, maxConns)})
	stop()
	end.Wait()
	if errors.Is(err, http.ErrServerClosed) {
		return nil
	}
	return err
}

// guarded lets this user's connections in, so many at a time.
type guarded struct {
	net.Listener
	own    func(client, server net.Addr) bool
	places chan struct{}
}

// Accept waits for the next connection of this user.
func (g *guarded) Accept() (net.Conn, error) {
	for {
		c, err := g.Listener.Accept()
		if err != nil {
			return nil, err
		}
		if !g.own(c.RemoteAddr(), c.LocalAddr()) {
			c.Close()
			continue
		}
		select {
		case g.places <- struct{}{}:
			return &placed{Conn: c, leave: sync.OnceFunc(func() { <-g.places })}, nil
		default:
			c.Close() // a browser tries again
		}
	}
}

// placed gives its place back when it is closed.
type placed struct {
	net.Conn
	leave func()
}

// Close closes the connection.
func (p *placed) Close() error {
	p.leave()
	return p.Conn.Close()
}
