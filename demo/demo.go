// Package demo is a small stand-in for AWS on loopback: STS, the sign-in
// (federation) endpoint and a console page. "halfday -demo" runs it in a
// process of its own, and tests run it to see what Halfday sends.
//
// It is written from AWS's documentation and from what AWS is known to answer,
// and it is stricter than AWS where AWS's documentation leaves a choice. So
// that it can be an independent check, the package must not import any package
// of ours, nor the AWS SDK. It must not listen anywhere but on loopback, and
// must not be used unless somebody asked for the demo.
package demo

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"slices"
	"sync"
	"sync/atomic"
	"time"
)

// Options say how a [Server] behaves. The zero Options are the demo's: three
// invented roles, one invented user.
type Options struct {
	// Roles are the roles that exist. Nil means DefaultRoles.
	Roles []Role
	// Keys are the access keys that exist before anybody assumes a role. None
	// means one long-term key of the user maya, made anew at each start.
	Keys []Key

	// TLS makes the server speak https with these certificates. The config
	// is used as it is, so a test may also lower its versions.
	TLS *tls.Config
	// RefusePOST makes the sign-in endpoint take GET only, as it is said of
	// aws-us-gov.
	RefusePOST bool
	// Classic makes the console hold one identity for each browser: another
	// one gets a page that asks to log out first. Without it the console
	// holds several, as AWS's multi-session support does.
	Classic bool
	// DenyDevices makes IAM refuse to tell a user's MFA devices, as it does
	// to those whose policies do not allow it.
	DenyDevices bool
	// Language is that of the pages: "ja", or English.
	Language string

	// Now is the server's clock. Nil means time.Now.
	Now func() time.Time
	// Around, where not nil, is asked for each request what answers it, in
	// place of next, which answers as AWS would. Listen, where not nil, wraps
	// what the connections come from. With these tests make the way to AWS
	// long, or wrong. Around is called from many goroutines.
	Around func(e Entry, next http.Handler) http.Handler
	Listen func(net.Listener) net.Listener
}

// Server is a running stand-in. Its methods may be called from any goroutine.
type Server struct {
	options Options
	base    string // scheme and address, without a slash at the end
	address string // host and port
	http    *http.Server
	served  chan struct{} // closed when the accept loop has ended
	close   sync.Once
	conns   sync.WaitGroup // connections that are served
	count   atomic.Int64   // of connections

	mu       sync.Mutex
	creds    map[string]*credentials // by access key id
	spent    map[spentCode]int64     // MFA codes taken, with the 30 s window they were taken in
	tokens   map[string]*signinToken
	sessions map[string]*consoleSession // by cookie value
	center   center
	secrets  []string
	known    map[string]bool // secrets has it
	entries  []Entry
}

// Start listens on a free port of 127.0.0.1 and answers until Close.
func Start(o Options) (*Server, error) {
	if o.Now == nil {
		o.Now = time.Now
	}
	if len(o.Keys) == 0 {
		o.Keys = []Key{defaultKey()}
	}
	if o.Roles == nil {
		o.Roles = DefaultRoles()
	}
	o.Roles = withTrust(slices.Clone(o.Roles), o.Keys)
	s := &Server{
		options: o,
		served:  make(chan struct{}),
		creds:   map[string]*credentials{}, spent: map[spentCode]int64{},
		tokens: map[string]*signinToken{}, sessions: map[string]*consoleSession{},
		known: map[string]bool{}, center: newCenter(),
	}
	for _, r := range o.Roles {
		if !isRoleARN(r.ARN) {
			return nil, fmt.Errorf("taking the demo's roles: %q is no role", r.ARN)
		}
	}
	for _, k := range o.Keys {
		c, err := k.credentials()
		if err != nil {
			return nil, fmt.Errorf("taking the demo's keys: %w", err)
		}
		s.creds[c.id] = c
		s.keep(c.id, c.secret, c.token)
	}
	l, err := net.Listen("tcp4", "127.0.0.1:0")
	if err != nil {
		return nil, fmt.Errorf("listening on loopback: %w", err)
	}
	s.address = l.Addr().String()
	s.base = "http://" + s.address
	if o.Listen != nil {
		l = o.Listen(l)
	}
	if o.TLS != nil {
		s.base = "https://" + s.address
		l = tls.NewListener(l, o.TLS)
	}
	protocols := new(http.Protocols)
	protocols.SetHTTP1(true)
	s.http = &http.Server{
		Handler:           s,
		Protocols:         protocols,
		ReadHeaderTimeout: time.Minute,
		ErrorLog:          log.New(io.Discard, "", 0),
		ConnContext: func(ctx context.Context, _ net.Conn) context.Context {
			return context.WithValue(ctx, connKey{}, int(s.count.Add(1)))
		},
		ConnState: func(_ net.Conn, state http.ConnState) {
			switch state {
			case http.StateNew:
				s.conns.Add(1)
			case http.StateClosed, http.StateHijacked:
				s.conns.Done()
			}
		},
	}
	go func() {
		defer close(s.served)
		_ = s.http.Serve(l) // ends by Close alone; what it says then is no news
	}()
	return s, nil
}

// STSEndpoint is the address of STS, as AWS_ENDPOINT_URL_STS takes it.
func (s *Server) STSEndpoint() string { return s.base + "/sts" }

// SigninEndpoint is the address of the sign-in host, without /federation.
func (s *Server) SigninEndpoint() string { return s.base }

// ConsoleURL is the plain address of the console page, which says "not signed
// in" to whom it does not know.
func (s *Server) ConsoleURL() string { return s.base + "/console" }

// Keys returns the access keys that existed at the start.
func (s *Server) Keys() []Key { return slices.Clone(s.options.Keys) }

// Roles returns the roles that exist.
func (s *Server) Roles() []Role { return slices.Clone(s.options.Roles) }

// Close ends every connection and every answer under way, and returns when all
// goroutines of the server have ended.
func (s *Server) Close() error {
	var err error
	s.close.Do(func() {
		err = s.http.Close()
		if errors.Is(err, net.ErrClosed) {
			err = nil
		}
	})
	<-s.served
	s.conns.Wait()
	return err
}

// Secrets returns every secret that was handed out or received so far: access
// key ids, secret keys, session tokens, MFA codes, sign-in tokens and whole
// login URLs, as they were before any encoding. The console's cookies, which
// only the browser gets, are not among them.
func (s *Server) Secrets() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.secrets)
}

// Requests returns what was asked so far, oldest first.
func (s *Server) Requests() []Entry {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.entries)
}

// keep notes secrets. The caller may not hold s.mu.
func (s *Server) keep(secrets ...string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, v := range secrets {
		if v != "" && !s.known[v] {
			s.known[v] = true
			s.secrets = append(s.secrets, v)
		}
	}
}

// record notes a request as it came, and gives the way to note its answer.
func (s *Server) record(e Entry) (answered func(Entry)) {
	s.mu.Lock()
	defer s.mu.Unlock()
	i := len(s.entries)
	s.entries = append(s.entries, e)
	return func(e Entry) {
		s.mu.Lock()
		defer s.mu.Unlock()
		s.entries[i] = e
	}
}

// connKey is under what a request's context has the number of its connection.
type connKey struct{}
