package child

import (
	"errors"
	"io"
	"net"
	"time"
)

// ErrNotHanded says that no listening socket was handed over: the parent has not,
// or this system knows no such thing.
var ErrNotHanded = errors.New("no listening socket was handed over")

// Heir is a process that a listening socket was handed to.
type Heir struct {
	In  io.WriteCloser // its standard input; the end of that tells it that we are gone
	Out io.ReadCloser  // its standard output

	wait func() error
	kill func()
}

// Wait waits for its end, and lets In and Out go.
func (h *Heir) Wait() error {
	err := h.wait()
	h.In.Close()
	h.Out.Close()
	return err
}

// Kill ends it at once.
func (h *Heir) Kill() { h.kill() }

// Inside runs serve in this process as if that were an heir, for a system where
// nothing is handed over. The listener that serve gets and closes at the end is l,
// behind the connection that was accepted last; after Wait it is ours again.
func Inside(l *net.TCPListener, accepted net.Conn, serve func(l net.Listener, in io.Reader, out io.Writer) error) *Heir {
	in, ours := io.Pipe()
	theirs, out := io.Pipe()
	done := make(chan error, 1)
	go func() {
		err := serve(&firstThen{lent{l}, accepted}, in, out)
		in.Close()
		out.Close()
		done <- err
	}()
	wait := func() error {
		defer l.SetDeadline(time.Time{})
		return <-done
	}
	return &Heir{In: ours, Out: theirs, wait: wait, kill: func() { ours.Close() }}
}

// lent accepts no more once it is closed, until its deadline is set anew.
type lent struct{ *net.TCPListener }

func (l lent) Close() error { return l.SetDeadline(time.Unix(1, 0)) }

// firstThen is a listener with a connection that was accepted already, which comes
// first from it. One goroutine may call its Accept.
type firstThen struct {
	net.Listener
	first net.Conn // nil once it was given
}

func (f *firstThen) Accept() (net.Conn, error) {
	if c := f.first; c != nil {
		f.first = nil
		return c, nil
	}
	return f.Listener.Accept()
}
