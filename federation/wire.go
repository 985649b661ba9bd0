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

	"halfday/internal/files"
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
	errProxy    = errors.New("the proxy does not let it through")
)

// wire is the one way out: every connection is opened here, so that CA, proxy
// and limits are the same for all.
type wire struct {
	transport *http.Transport
	proxy     func(*http.Request) (*url.URL, error)
	dialTCP   func(ctx context.Context, network, addr string) (net.Conn, error)
	connect   time.Duration // connectLimit, shorter in tests
}

func newWire(roots *x509.CertPool, proxy func(*http.Request) (*url.URL, error)) *wire {
	if proxy == nil {
		proxy = http.ProxyFromEnvironment
	}
	w := &wire{
		proxy:   proxy,
		dialTCP: (&net.Dialer{}).DialContext,
		connect: connectLimit,
	}
	protocols := new(http.Protocols)
	protocols.SetHTTP1(true)
	w.transport = &http.Transport{
		OnProxyConnectResponse: proxyAnswered,
		TLSClientConfig:        &tls.Config{MinVersion: tls.VersionTLS12, RootCAs: roots},
		MaxResponseHeaderBytes: maxAnswer,
		DisableCompression:     true,
		Protocols:              protocols,
	}
	return w
}

// readRoots reads a file of certificates.
func readRoots(path string) (*x509.CertPool, error) {
	data, err := files.Read(path, maxFile)
	if err != nil {
		return nil, err
	}
	roots := x509.NewCertPool()
	if !roots.AppendCertsFromPEM(data) {
		return nil, errors.New("no certificate in PEM")
	}
	return roots, nil
}

// proxyAnswered names what net/http would give as the proxy's own words.
func proxyAnswered(_ context.Context, _ *url.URL, _ *http.Request, resp *http.Response) error {
	if resp.StatusCode != http.StatusOK {
		return errProxy
	}
	return nil
}

// link is a connection that stands. One request at a time goes over it.
type link struct {
	http.RoundTripper
	writes atomic.Int64 // what it was asked to send
	since  time.Time    // when it was opened or last used; wall clock
	end    func() error
	broken func() error // nil where it can be used
}

// dial opens a connection to the host of u, through a proxy where there is one
// in between, and with TLS for https. Its errors are for classifyNet.
func (w *wire) dial(ctx context.Context, u *url.URL) (*link, error) {
	ctx, cancel := context.WithTimeoutCause(ctx, w.connect, errConnect)
	defer cancel()
	var taken atomic.Bool
	ctx = httptrace.WithClientTrace(ctx, &httptrace.ClientTrace{TLSHandshakeStart: func() { taken.Store(true) }})
	l := &link{}
	t := w.transport.Clone() // net/http tells in no other way which connection is whose
	t.Proxy = func(*http.Request) (*url.URL, error) { return w.proxy(&http.Request{URL: u}) }
	t.DialContext = func(ctx context.Context, network, addr string) (net.Conn, error) {
		c, err := w.dialTCP(ctx, network, addr)
		if err != nil {
			return nil, err
		}
		return &counted{c, &l.writes}, nil
	}
	c, err := t.NewClientConn(ctx, u.Scheme, hostPort(u))
	if err != nil {
		if err = cause(ctx, err); err == errConnect && taken.Load() {
			err = errAnswer // something took the connection and says nothing
		}
		return nil, err
	}
	l.RoundTripper, l.end, l.broken, l.since = c, c.Close, c.Err, time.Now().Round(0)
	return l, nil
}

// counted counts what a connection was asked to send, so that a broken request
// is known to have left or not.
type counted struct {
	net.Conn
	writes *atomic.Int64
}

func (c *counted) Write(b []byte) (int, error) {
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

// request opens a connection, sends req once and closes it.
func (w *wire) request(req *http.Request) (answer, error) {
	l, err := w.dial(req.Context(), req.URL)
	if err != nil {
		return answer{}, err
	}
	defer l.end()
	a, _, err := w.send(l, req)
	return a, err
}

// send sends req once over l, follows nothing and reads the whole answer. sent
// tells whether a byte of the request may have left, also where err is nil.
// After an error l cannot be used again.
func (w *wire) send(l *link, req *http.Request) (a answer, sent bool, err error) {
	ctx, cancel := context.WithTimeoutCause(req.Context(), answerLimit, errAnswer)
	defer cancel()
	var answered atomic.Bool
	ctx = httptrace.WithClientTrace(ctx, &httptrace.ClientTrace{GotFirstResponseByte: func() { answered.Store(true) }})
	before, closing := l.writes.Load(), false // as net/http is about to
	defer func() {
		sent = err == nil || l.writes.Load() > before
		if err != nil || closing {
			l.end()
		}
		l.since = time.Now().Round(0)
	}()

	resp, err := l.RoundTrip(req.WithContext(ctx))
	if err != nil {
		err = cause(ctx, err)
		if kind, _ := classifyNet(err); kind == KindNoNetwork && answered.Load() {
			err = errGarbled
		}
		return answer{}, false, err
	}
	defer resp.Body.Close()
	closing = resp.Close
	body, err := io.ReadAll(io.LimitReader(resp.Body, maxAnswer+1))
	if err != nil {
		return answer{}, false, cause(ctx, err)
	}
	if len(body) > maxAnswer {
		return answer{}, false, errTooLarge
	}
	a = answer{status: resp.StatusCode, header: resp.Header, body: body}
	if date, err := http.ParseTime(resp.Header.Get("Date")); err == nil {
		a.skew = time.Now().Round(0).Sub(date)
	}
	return a, false, nil
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
	a, err := c.wire.request(req)
	if err != nil {
		return nil, err
	}
	if a.foreign() {
		return nil, errInstead
	}
	return a.response(req), nil
}

// response makes an answer into what the SDK reads.
func (a answer) response(req *http.Request) *http.Response {
	return &http.Response{
		StatusCode: a.status, Status: http.StatusText(a.status),
		Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1,
		Header: a.header, Body: io.NopCloser(bytes.NewReader(a.body)),
		ContentLength: int64(len(a.body)), Request: req,
	}
}
