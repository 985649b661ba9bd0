package child

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"net"
	"testing"
)

// Where nothing can be handed over, the same is served in this process: the first
// connection first, and afterwards the listener is ours again.
func TestInside(t *testing.T) {
	l, err := net.ListenTCP("tcp4", &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1)})
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	dial := func() net.Conn {
		t.Helper()
		c, err := net.Dial("tcp4", l.Addr().String())
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { c.Close() })
		return c
	}
	dial()
	first, err := l.Accept()
	if err != nil {
		t.Fatal(err)
	}
	failed := errors.New("as the process ended")
	heir := Inside(l, first, func(lent net.Listener, in io.Reader, out io.Writer) error {
		fmt.Fprintln(out, "hello")
		for range 2 {
			c, err := lent.Accept()
			if err != nil {
				return err
			}
			fmt.Fprintln(out, c.RemoteAddr())
			c.Close()
		}
		io.Copy(io.Discard, in) // until the parent is gone
		lent.Close()
		if _, err := lent.Accept(); err == nil {
			return errors.New("a connection after the end")
		}
		return failed
	})
	second := dial()
	lines := bufio.NewScanner(heir.Out)
	for _, want := range []string{"hello", first.RemoteAddr().String(), second.LocalAddr().String()} {
		if !lines.Scan() || lines.Text() != want {
			t.Fatalf("it said %q, want %q", lines.Text(), want)
		}
	}
	heir.In.Close()
	if err := heir.Wait(); err != failed {
		t.Errorf("it ended with %v", err)
	}
	dial()
	if c, err := l.Accept(); err != nil {
		t.Errorf("the listener is not ours again: %v", err)
	} else {
		c.Close()
	}
}
