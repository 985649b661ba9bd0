package dialogs

import (
	"crypto/rand"
	"crypto/subtle"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"log"
	"log/slog"
	"net"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

const (
	redirectLife  = 60 * time.Second
	redirectConns = 16
	// redirectIO is how long a request, and its answer, may take. Browsers
	// open spare connections that never carry a request: those must not fill
	// the places for long.
	redirectIO = 5 * time.Second
	// redirectHeader leaves room for the cookies that other programs on
	// 127.0.0.1 have set: cookies do not tell ports apart.
	redirectHeader = 64 << 10
)

// Redirect is a one-shot address on loopback that sends the browser on to an
// address that must not appear in the arguments of a process. It prints
// without either.
type Redirect struct {
	address string        // http://127.0.0.1:PORT/NONCE
	host    string        // 127.0.0.1:PORT
	path    string        // /NONCE
	target  func() string // a function, so that no printing reaches it
	allowed func(client, server net.Addr) bool
	expires time.Time
	fetched chan struct{}
	server  *http.Server
	served  chan struct{} // closed when the server has ended
	conns   atomic.Int32

	mu    sync.Mutex
	spent bool
}

// NewRedirect listens on loopback and answers one request for Address, within
// 60 s, with a redirect to target. target must be https, or http on a literal
// loopback address. Close ends it; any goroutine may call its methods.
func NewRedirect(target string) (*Redirect, error) {
	if err := checkTarget(target); err != nil {
		return nil, &openError{browserFailed, err.Error()}
	}
	listener, err := net.Listen("tcp4", "127.0.0.1:0")
	if err != nil {
		return nil, &openError{browserFailed, innermost(err).Error()}
	}
	nonce := make([]byte, 32)
	rand.Read(nonce)
	r := &Redirect{
		host:    listener.Addr().String(),
		path:    "/" + base64.RawURLEncoding.EncodeToString(nonce),
		target:  func() string { return target },
		allowed: sameUser,
		expires: time.Now().Add(redirectLife),
		fetched: make(chan struct{}),
		served:  make(chan struct{}),
	}
	r.address = "http://" + r.host + r.path
	r.server = &http.Server{
		Handler:           http.HandlerFunc(r.serve),
		ReadTimeout:       redirectIO,
		ReadHeaderTimeout: redirectIO,
		WriteTimeout:      redirectIO,
		MaxHeaderBytes:    redirectHeader,
		ConnState:         r.limit,
		ErrorLog:          log.New(io.Discard, "", 0),
	}
	r.server.SetKeepAlivesEnabled(false)
	go func() {
		defer close(r.served)
		r.server.Serve(listener)
	}()
	return r, nil
}

// checkTarget tells whether a browser may be sent to target. Its error does
// not hold target.
func checkTarget(target string) error {
	u, err := url.Parse(target)
	if err != nil {
		return errors.New("not an address")
	}
	switch ip := net.ParseIP(u.Hostname()); {
	case u.Hostname() == "" || u.User != nil || u.Opaque != "":
		return errors.New("not a plain address")
	case u.Scheme == "https":
	case u.Scheme == "http" && ip != nil && ip.IsLoopback():
	default:
		return errors.New("neither https nor http on loopback")
	}
	if strings.ContainsFunc(target, func(c rune) bool { return c <= ' ' || c > '~' }) {
		return errors.New("not a plain address")
	}
	return nil
}

// Address is the address to open, for arguments of a process too.
func (r *Redirect) Address() string { return r.address }

// Fetched is closed when the redirect has been handed to a browser.
func (r *Redirect) Fetched() <-chan struct{} { return r.fetched }

// Close ends the address and frees its port. An answer under way has a moment
// to reach the browser.
func (r *Redirect) Close() error {
	// Connections that are open but idle do not end by themselves.
	err := r.server.Close()
	<-r.served
	return err
}

// Format prints no part of the redirect, whatever the verb.
func (r *Redirect) Format(f fmt.State, _ rune) { io.WriteString(f, redacted) }

// LogValue prints no part of the redirect.
func (r *Redirect) LogValue() slog.Value { return slog.StringValue(redacted) }

// MarshalJSON prints no part of the redirect.
func (r *Redirect) MarshalJSON() ([]byte, error) { return []byte(`"` + redacted + `"`), nil }

const redacted = "(redacted)"

// limit closes connections beyond the limit.
func (r *Redirect) limit(c net.Conn, state http.ConnState) {
	switch state {
	case http.StateNew:
		if r.conns.Add(1) > redirectConns {
			c.Close()
		}
	case http.StateClosed, http.StateHijacked:
		r.conns.Add(-1)
	}
}

func (r *Redirect) serve(w http.ResponseWriter, req *http.Request) {
	h := w.Header()
	h.Set("Cache-Control", "no-store")
	h.Set("Referrer-Policy", "no-referrer")
	h.Set("X-Content-Type-Options", "nosniff")
	if code := r.decide(req); code != http.StatusFound {
		if code == http.StatusMethodNotAllowed {
			h.Set("Allow", http.MethodGet)
		}
		http.Error(w, fmt.Sprint(code, " ", http.StatusText(code)), code)
		return
	}
	h.Set("Location", r.target())
	h.Set("Content-Length", "0")
	w.WriteHeader(http.StatusFound)
	if err := http.NewResponseController(w).Flush(); err == nil {
		close(r.fetched)
	}
}

// decide gives the status for a request; 302 spends the address.
func (r *Redirect) decide(req *http.Request) int {
	// The exact Host keeps out pages that have their own name point here.
	if req.Host != r.host || subtle.ConstantTimeCompare([]byte(req.RequestURI), []byte(r.path)) != 1 {
		return http.StatusNotFound
	}
	server, _ := req.Context().Value(http.LocalAddrContextKey).(net.Addr)
	client, err := net.ResolveTCPAddr("tcp", req.RemoteAddr)
	switch {
	case err != nil || !r.allowed(client, server):
		return http.StatusForbidden
	case req.Method != http.MethodGet:
		return http.StatusMethodNotAllowed
	case prefetch(req.Header):
		return http.StatusServiceUnavailable
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.spent || !time.Now().Before(r.expires) {
		return http.StatusGone
	}
	r.spent = true
	return http.StatusFound
}

// prefetch tells whether a browser only looks ahead: what it gets then, nobody
// may ever see.
func prefetch(h http.Header) bool {
	for _, name := range []string{"Sec-Purpose", "Purpose", "X-Purpose", "X-Moz"} {
		v := strings.ToLower(h.Get(name))
		for _, ahead := range []string{"prefetch", "prerender", "preview"} {
			if strings.Contains(v, ahead) {
				return true
			}
		}
	}
	return false
}
