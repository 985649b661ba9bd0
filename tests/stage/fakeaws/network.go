package fakeaws

import (
	"bufio"
	"io"
	"net"
	"net/http"
	"net/url"
	"sync"
	"testing"
	"time"
)

// Network is the way to a stand-in by the names of AWS's hosts: an HTTP proxy
// that leads them all to it, each from its own distance and with its own
// troubles. Its methods may be called from any goroutine.
type Network struct {
	listener net.Listener
	to       string
	tasks    sync.WaitGroup

	mu    sync.Mutex
	hosts map[string]Host
	open  []net.Conn
	over  bool
}

// Host says how far away a host of AWS is, and what is wrong with the way to
// it. The zero Host is near and well.
type Host struct {
	RoundTrip time.Duration
	Refuses   bool // no connection comes about
	Hole      bool // nor any answer
}

// StartNetwork starts a network that lasts as long as the test.
func StartNetwork(t testing.TB, aws *Server) *Network {
	t.Helper()
	u, err := url.Parse(aws.SigninEndpoint())
	if err != nil {
		t.Fatal(err)
	}
	n := &Network{to: u.Host, hosts: map[string]Host{}}
	if n.listener, err = net.Listen("tcp4", "127.0.0.1:0"); err != nil {
		t.Fatal(err)
	}
	n.tasks.Go(func() {
		for {
			c, err := n.listener.Accept()
			if err != nil {
				return
			}
			n.tasks.Go(func() { n.serve(c) })
		}
	})
	t.Cleanup(n.close)
	return n
}

// Proxy is the address for HTTPS_PROXY.
func (n *Network) Proxy() *url.URL {
	return &url.URL{Scheme: "http", Host: n.listener.Addr().String()}
}

// Set changes a host from its next connection on.
func (n *Network) Set(name string, h Host) {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.hosts[name] = h
}

// serve answers one CONNECT.
func (n *Network) serve(c net.Conn) {
	if !n.keep(c) {
		return
	}
	in := bufio.NewReader(c)
	r, err := http.ReadRequest(in)
	if err != nil || r.Method != http.MethodConnect {
		c.Close()
		return
	}
	n.mu.Lock()
	h := n.hosts[r.URL.Hostname()]
	n.mu.Unlock()
	switch {
	case h.Hole:
		_, _ = in.Peek(1) // until the asker gives up
		c.Close()
		return
	case h.Refuses:
		_, _ = io.WriteString(c, "HTTP/1.1 502 Bad Gateway\r\n\r\n")
		c.Close()
		return
	}
	aws, err := net.Dial("tcp4", n.to)
	if err != nil || !n.keep(aws) {
		c.Close()
		return
	}
	handshaken := time.Now().Add(h.RoundTrip)
	_, _ = io.WriteString(c, "HTTP/1.1 200 OK\r\n\r\n")
	n.tasks.Go(func() { Carry(aws, in, handshaken, h.RoundTrip/2) })
	Carry(c, aws, handshaken, h.RoundTrip/2)
}

// keep has a connection closed with the network.
func (n *Network) keep(c net.Conn) bool {
	n.mu.Lock()
	defer n.mu.Unlock()
	if n.over {
		c.Close()
		return false
	}
	n.open = append(n.open, c)
	return true
}

func (n *Network) close() {
	n.listener.Close()
	n.mu.Lock()
	n.over = true
	for _, c := range n.open {
		c.Close()
	}
	n.mu.Unlock()
	n.tasks.Wait()
}

// Carry carries bytes from one place to another until either ends. None leaves
// before notBefore, and each arrives late: half a round trip.
func Carry(to net.Conn, from io.Reader, notBefore time.Time, late time.Duration) {
	type chunk struct {
		due   time.Time
		bytes []byte
	}
	way := make(chan chunk, 1000)
	done := make(chan struct{})
	go func() {
		defer close(done)
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
			break
		}
	}
	close(way)
	<-done
}
