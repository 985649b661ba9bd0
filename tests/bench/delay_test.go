//go:build bench && linux

package bench

import (
	"net"
	"testing"
	"time"

	"halfday/tests/stage/fakeaws"
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
			go fakeaws.Carry(far, near, handshaken, roundTrip/2)
			go fakeaws.Carry(near, far, handshaken, roundTrip/2)
		}
	}()
	return listener.Addr().String()
}
