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

// Hand starts path with args, in the environment that Environ leaves, and hands
// it a listening socket and the connection that was accepted last. We keep
// the socket, and must not accept on it while the process runs; no copy of
// the connection is left here, whatever comes of it. On Windows it does nothing
// and returns ErrNotHanded.
func Hand(path string, args []string, l *net.TCPListener, accepted *net.TCPConn) (*Heir, error) {
	return hand(path, args, l, accepted)
}

// Inside runs serve in this process as if that were an heir, for a system where
// nothing is handed over.
func Inside(serve func(in io.Reader, out io.Writer) error) *Heir {
	in, ours := io.Pipe()
	theirs, out := io.Pipe()
	done := make(chan error, 1)
	go func() {
		err := serve(in, out)
		in.Close()
		out.Close()
		done <- err
	}()
	return &Heir{In: ours, Out: theirs, wait: func() error { return <-done }, kill: func() { ours.Close() }}
}

// Lend is l for somebody who closes it at the end: then it accepts no more, until
// its deadline is set anew.
func Lend(l *net.TCPListener) net.Listener { return lent{l} }

type lent struct{ *net.TCPListener }

// Close ends Accept.
func (l lent) Close() error { return l.SetDeadline(time.Unix(1, 0)) }

// Handed gives the listening socket that Hand has handed to this process; the
// connection that was accepted already comes first from it.
func Handed() (net.Listener, error) { return handed() }

// FirstThen is l with a connection that was accepted already, which comes first
// from it. One goroutine may call its Accept.
func FirstThen(l net.Listener, accepted net.Conn) net.Listener {
	return &firstThen{l, accepted}
}

type firstThen struct {
	net.Listener
	first net.Conn // nil once it was given
}

// Accept waits for the next connection.
func (f *firstThen) Accept() (net.Conn, error) {
	if c := f.first; c != nil {
		f.first = nil
		return c, nil
	}
	return f.Listener.Accept()
}
