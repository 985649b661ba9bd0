//go:build bench && linux

package bench

import (
	"io"
	"net"
	"testing"
	"time"
)

// startDelay listens in front of a server on loopback and makes it as far
// away as one round trip. What is sent takes half of that each way; on a new
// connection the first bytes take one more, since on a real network they
// could only leave after TCP's handshake. TLS's own round trip passes through
// as it is. It gives the address to connect to.
func startDelay(t *testing.T, server string, roundTrip time.Duration) string {
	t.Helper()
	listener, err := net.Listen("tcp4", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { listener.Close() })
	go func() {
		for {
			near, err := listener.Accept()
			if err != nil {
				return
			}
			handshaken := time.Now().Add(roundTrip)
			far, err := net.Dial("tcp4", server)
			if err != nil {
				near.Close()
				continue
			}
			go delayed(far, near, handshaken, roundTrip/2)
			go delayed(near, far, handshaken, roundTrip/2)
		}
	}()
	return listener.Addr().String()
}

// delayed carries bytes from one connection to the other. None leaves before
// notBefore, and each arrives late.
func delayed(to, from net.Conn, notBefore time.Time, late time.Duration) {
	type chunk struct {
		due   time.Time
		bytes []byte
	}
	way := make(chan chunk, 1000)
	go func() {
		for c := range way {
			time.Sleep(time.Until(c.due))
			if _, err := to.Write(c.bytes); err != nil {
				break
			}
		}
		to.Close()
		for range way { // what nobody takes any more
		}
	}()
	defer close(way)
	for {
		b := make([]byte, 32<<10)
		n, err := from.Read(b)
		if n > 0 {
			leaves := time.Now()
			if leaves.Before(notBefore) {
				leaves = notBefore
			}
			way <- chunk{leaves.Add(late), b[:n]}
		}
		if err != nil {
			if err != io.EOF {
				from.Close()
			}
			return
		}
	}
}
