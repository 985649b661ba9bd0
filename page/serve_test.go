package page

import (
	"errors"
	"net"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

// silence is a listener to which nobody connects.
type silence struct {
	once sync.Once
	end  chan struct{}
}

func (s *silence) Accept() (net.Conn, error) {
	<-s.end
	return nil, errors.New("closed")
}
func (s *silence) Close() error   { s.once.Do(func() { close(s.end) }); return nil }
func (s *silence) Addr() net.Addr { return &net.TCPAddr{} }

// When nobody has asked for ten minutes the server ends, and not before.
func TestServeEndsByItself(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s, began := newServer(Start{Place: place}, World{}, nil), time.Now()
		asked := time.AfterFunc(idleLimit/2, func() { serve(s, visit("/")) })
		defer asked.Stop()
		if err := s.serve(t.Context(), &silence{end: make(chan struct{})}); err != nil {
			t.Error(err)
		}
		if took := time.Since(began); took < idleLimit*3/2 || took > idleLimit*3/2+idleLimit/10 {
			t.Errorf("it ended after %v", took)
		}
	})
}
