package federation

import (
	"bytes"
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"io"
	"mime"
	"net"
	"net/http"
	"net/http/httptrace"
	"net/url"
	"sync/atomic"
	"time"
)

// Limits of the conversation with AWS.
const (
	connectLimit  = 5 * time.Second  // TCP, proxy and TLS
	answerLimit   = 10 * time.Second // from the connection to the last byte of the answer
	exchangeLimit = 30 * time.Second // AssumeRole and sign-in token together
	maxAnswer     = 64 << 10         // bytes of an answer
)

var (
	errConnect  = errors.New("no connection within 5 s")
	errAnswer   = errors.New("no whole answer in time")
	errTooLarge = errors.New("the answer is too long")
	errGarbled  = errors.New("the answer is not HTTP")
	errNoHost   = errors.New("there is no such host")
	errInstead  = errors.New("the answer is not AWS's")
)

// wire is the one way out: one transport for STS and for the sign-in host, so
// that CA, proxy and limits are the same for both.
type wire struct {
	ctx       context.Context // of the sign-in
	transport *http.Transport
	send      http.RoundTripper // transport, but in tests
	proxy     func(*http.Request) (*url.URL, error)
	tls       *tls.Config
	warm      []*warmer
	dialTCP   func(ctx context.Context, network, addr string) (net.Conn, error)
	connect   time.Duration // connectLimit, shorter in tests
	answer    time.Duration // answerLimit, shorter in tests
}

func newWire(ctx context.Context, roots *x509.CertPool) *wire {
	w := &wire{
		ctx:     ctx,
		proxy:   http.ProxyFromEnvironment,
		dialTCP: (&net.Dialer{}).DialContext,
		tls:     &tls.Config{MinVersion: tls.VersionTLS12, RootCAs: roots, NextProtos: []string{"http/1.1"}},
		connect: connectLimit,
		answer:  answerLimit,
	}
	w.transport = &http.Transport{
		Proxy:          func(r *http.Request) (*url.URL, error) { return w.proxy(r) },
		DialContext:    func(ctx context.Context, _, addr string) (net.Conn, error) { return w.handOut(ctx, "http", addr) },
		DialTLSContext: func(ctx context.Context, _, addr string) (net.Conn, error) { return w.handOut(ctx, "https", addr) },
		// For what goes through a proxy.
		TLSClientConfig:        w.tls,
		TLSHandshakeTimeout:    connectLimit,
		IdleConnTimeout:        freshFor,
		MaxIdleConnsPerHost:    1,
		MaxResponseHeaderBytes: maxAnswer,
		DisableCompression:     true,
		Protocols:              http1(),
	}
	w.send = w.transport
	return w
}

func http1() *http.Protocols {
	var p http.Protocols
	p.SetHTTP1(true)
	return &p
}

// dial opens a connection to addr, with TLS for https.
func (w *wire) dial(ctx context.Context, scheme, addr string) (net.Conn, error) {
	ctx, cancel := context.WithTimeoutCause(ctx, w.connect, errConnect)
	defer cancel()
	raw, err := w.dialTCP(ctx, "tcp", addr)
	if err != nil {
		return nil, cause(ctx, err)
	}
	c := &conn{Conn: raw}
	if scheme != "https" {
		return c, nil
	}
	host, _, err := net.SplitHostPort(addr)
	if err != nil {
		raw.Close()
		return nil, err
	}
	cfg := w.tls.Clone()
	cfg.ServerName = host
	t := tls.Client(raw, cfg)
	if err := t.HandshakeContext(ctx); err != nil {
		raw.Close()
		if cause(ctx, err) == errConnect {
			// Something took the connection and says nothing.
			err = errAnswer
		}
		return nil, err
	}
	c.Conn = t
	return c, nil
}

// handOut is the transport's dialer: a connection kept warm, else a new one.
func (w *wire) handOut(ctx context.Context, scheme, addr string) (net.Conn, error) {
	// net/http dials on when a request is given up; not beyond the sign-in.
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	defer context.AfterFunc(w.ctx, cancel)()
	for _, warm := range w.warm {
		if c, err := warm.take(ctx, scheme+"://"+addr); c != nil || err != nil {
			return c, err
		}
	}
	return w.dial(ctx, scheme, addr)
}

// proxied tells whether a proxy stands between here and u.
func (w *wire) proxied(u *url.URL) bool {
	p, err := w.proxy(&http.Request{URL: u})
	return p != nil || err != nil
}

// conn counts what it was asked to send, so that a broken request is known to
// have left or not.
type conn struct {
	net.Conn
	writes atomic.Int64
}

func (c *conn) Write(b []byte) (int, error) {
	// Counted before: a cancelled request returns while its bytes may be on
	// their way. Taken back where not even a part left.
	c.writes.Add(1)
	n, err := c.Conn.Write(b)
	if n == 0 && err != nil {
		c.writes.Add(-1)
	}
	return n, err
}

// answer is a whole HTTP answer of limited size.
type answer struct {
	status int
	header http.Header
	body   []byte
	skew   time.Duration // how far the clock here is ahead of the answer's Date; 0 without a Date
}

// request sends req once, follows nothing and reads the whole answer. sent
// tells whether a byte of the request may have left, also where err is nil.
func (w *wire) request(req *http.Request) (a answer, sent bool, err error) {
	ctx, cancel := context.WithCancelCause(req.Context())
	defer cancel(nil)
	var late atomic.Pointer[error]
	late.Store(&errConnect)
	// Longer than a dial's own limit, whose error says more.
	timer := time.AfterFunc(w.connect+w.connect/5, func() { cancel(*late.Load()) })
	defer timer.Stop()

	var got *conn
	var before int64
	var connected, answered atomic.Bool
	ctx = httptrace.WithClientTrace(ctx, &httptrace.ClientTrace{
		GotConn: func(info httptrace.GotConnInfo) {
			late.Store(&errAnswer)
			timer.Reset(w.answer)
			if c, ok := info.Conn.(*conn); ok {
				got, before = c, c.writes.Load()
			}
			connected.Store(true)
		},
		GotFirstResponseByte: func() { answered.Store(true) },
	})
	defer func() {
		if !connected.Load() {
			return
		}
		// Through a proxy the connection is net/http's own and counts nothing.
		sent = got == nil || got.writes.Load() > before
	}()

	resp, err := w.send.RoundTrip(req.WithContext(ctx))
	if err != nil {
		err = cause(ctx, err)
		if kind, _ := classifyNet(err); kind == KindNoNetwork && answered.Load() {
			err = errGarbled
		}
		return answer{}, sent, err
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(io.LimitReader(resp.Body, maxAnswer+1))
	if err != nil {
		return answer{}, sent, cause(ctx, err)
	}
	if len(body) > maxAnswer {
		return answer{}, sent, errTooLarge
	}
	a = answer{status: resp.StatusCode, header: resp.Header, body: body}
	if date, err := http.ParseTime(resp.Header.Get("Date")); err == nil {
		a.skew = time.Now().Round(0).Sub(date)
	}
	return a, sent, nil
}

// cause prefers why the context ended to what the network made of it.
func cause(ctx context.Context, err error) error {
	if c := context.Cause(ctx); c != nil {
		return c
	}
	return err
}

// foreign tells whether an answer cannot come from AWS: a redirect, or a page
// for people. AWS's 5xx and the 400 of its sign-in host are pages too.
func (a answer) foreign() bool {
	if a.status >= 300 && a.status < 400 || a.status == http.StatusNetworkAuthenticationRequired {
		return true
	}
	if a.status >= 500 {
		return false
	}
	head := bytes.ToLower(bytes.TrimSpace(a.body[:min(len(a.body), 512)]))
	if bytes.HasPrefix(head, []byte("<!doctype html")) || bytes.HasPrefix(head, []byte("<html")) {
		return true
	}
	// Pages that begin with a comment, a script or as XML.
	kind, _, _ := mime.ParseMediaType(a.header.Get("Content-Type"))
	return bytes.HasPrefix(head, []byte("<")) && (kind == "text/html" || kind == "application/xhtml+xml")
}

// client lets the SDK speak over the wire, for what carries no code. It has the
// wire's limits, and follows no redirect.
type client struct{ wire *wire }

// Do sends the request.
func (c client) Do(req *http.Request) (*http.Response, error) {
	a, _, err := c.wire.request(req)
	if err != nil {
		return nil, err
	}
	if a.foreign() {
		return nil, errInstead
	}
	return a.response(req), nil
}
