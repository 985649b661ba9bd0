package page

import (
	"context"
	"errors"
	"net"
	"net/http"
	"sync"
	"sync/atomic"
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
	var open atomic.Int32
	h := &http.Server{
		Handler: s, ReadHeaderTimeout: 5 * time.Second, ReadTimeout: 10 * time.Second, WriteTimeout: newsLimit + 10*time.Second,
		IdleTimeout: 30 * time.Second, MaxHeaderBytes: headerMax,
		ConnState: func(c net.Conn, state http.ConnState) {
			switch state {
			case http.StateNew: // nothing of it was read
				if most := open.Add(1) > maxConns; most || !s.Own(c.RemoteAddr(), c.LocalAddr()) {
					c.Close() // a browser tries again
				}
			case http.StateClosed:
				open.Add(-1)
			}
		},
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
	err := h.Serve(l)
	stop()
	end.Wait()
	if errors.Is(err, http.ErrServerClosed) {
		return nil
	}
	return err
}
