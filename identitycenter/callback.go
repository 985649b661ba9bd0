package identitycenter

import (
	"bufio"
	"context"
	"crypto/subtle"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"halfday/internal/redact"
)

const (
	maxCallers    = 16              // connections at a time
	callerLimit   = 5 * time.Second // for a request, and for its answer
	maxCallHeader = 64 << 10        // bytes: cookies of others on 127.0.0.1 come along
)

// answered is what the browser brought.
type answered struct {
	code redact.Secret
	err  error // why there is no code
}

// listener is the address on loopback to which AWS's page sends the browser. It
// answers one request: of this user, with its exact path, host and state. To
// anybody else it says nothing at all.
type listener struct {
	state   string
	foreign func(client, server net.Addr) bool // another user's connection
	page    func(error) string
	got     chan answered // one, at most
	socket  net.Listener
	served  sync.WaitGroup
	slots   chan struct{}
	taken   atomic.Bool // the one request has been
	ctx     context.Context
	stop    context.CancelFunc
}

// listen is for an answer that is known by its state; page is what it is
// answered with.
func listen(state string, foreign func(client, server net.Addr) bool, page func(error) string) (*listener, error) {
	socket, err := net.Listen("tcp4", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	l := &listener{state: state, foreign: foreign, page: page, got: make(chan answered, 1), socket: socket, slots: make(chan struct{}, maxCallers)}
	l.ctx, l.stop = context.WithCancel(context.Background())
	l.served.Go(l.accept)
	return l, nil
}

// address is the redirect URI.
func (l *listener) address() string { return "http://" + l.host() + callbackPath }

func (l *listener) host() string { return l.socket.Addr().String() }

// close ends it. An answer under way is still given.
func (l *listener) close() {
	l.stop()
	_ = l.socket.Close()
	l.served.Wait()
}

func (l *listener) accept() {
	for {
		c, err := l.socket.Accept()
		if err != nil {
			return
		}
		// Another user takes no place from the browser.
		if l.foreign != nil && l.foreign(c.RemoteAddr(), c.LocalAddr()) {
			_ = c.Close()
			continue
		}
		select {
		case l.slots <- struct{}{}:
		default:
			_ = c.Close()
			continue
		}
		l.served.Go(func() {
			defer func() { <-l.slots }()
			defer c.Close()
			l.serve(c)
		})
	}
}

func (l *listener) serve(c net.Conn) {
	ends := context.AfterFunc(l.ctx, func() { _ = c.Close() })
	defer ends()
	_ = c.SetDeadline(time.Now().Add(callerLimit))
	req, err := http.ReadRequest(bufio.NewReader(io.LimitReader(c, maxCallHeader)))
	if err != nil {
		return
	}
	got, ok := read(req, l.host(), l.state)
	if !ok || l.taken.Swap(true) || !ends() {
		return
	}
	body := l.page(got.err)
	l.got <- got
	fmt.Fprintf(c, "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Security-Policy: default-src 'none'; style-src 'unsafe-inline'\r\n"+
		"Cache-Control: no-store\r\nReferrer-Policy: no-referrer\r\nX-Content-Type-Options: nosniff\r\nConnection: close\r\nContent-Length: %d\r\n\r\n%s", len(body), body)
}

// read takes the answer out of a request, where it is one.
func read(req *http.Request, host, state string) (answered, bool) {
	mode := req.Header.Get("Sec-Fetch-Mode")
	switch {
	case req.Method != http.MethodGet, req.ContentLength != 0, req.Host != host:
		return answered{}, false
	case mode != "" && mode != "navigate", strings.Contains(strings.ToLower(req.Header.Get("Sec-Purpose")+req.Header.Get("Purpose")), "pre"):
		return answered{}, false
	}
	path, query, _ := strings.Cut(req.RequestURI, "?")
	values, err := url.ParseQuery(query)
	if path != callbackPath || err != nil || len(values["state"]) != 1 {
		return answered{}, false
	}
	if subtle.ConstantTimeCompare([]byte(values.Get("state")), []byte(state)) != 1 {
		return answered{}, false
	}
	if values.Has("error") {
		return answered{err: &Error{Kind: KindConsent, Op: "signing in to Identity Center", Code: known(values.Get("error"))}}, true
	}
	code := values.Get("code")
	if len(values["code"]) != 1 || code == "" || !visible(code) {
		return answered{}, false
	}
	return answered{code: redact.New(code)}, true
}
