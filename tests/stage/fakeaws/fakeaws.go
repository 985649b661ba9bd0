// Package fakeaws is package demo's stand-in for AWS with all that can go wrong
// on the way to AWS and there, and a record of what was asked, for tests. Unlike
// demo it checks that a request is as AWS wants it, and who signed it; it is
// stricter than AWS where AWS's documentation leaves a choice. It runs on every
// system. The shipped program must not contain it.
package fakeaws

import (
	"crypto/tls"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"sync"
	"testing"
	"time"

	"halfday/demo"
)

// ServiceConnect is the Service of the Entry that Options.Fault is asked with
// for a connection, before anything was read from it.
const ServiceConnect = "connect"

// PortalPath is where a captive portal is, on the server itself: whoever asks
// for it followed a redirect.
const PortalPath = "/portal"

// Options say how a [Server] behaves. The zero Options behave well.
type Options struct {
	// Those of package demo.
	Roles []demo.Role
	Keys  []demo.Key
	Now   func() time.Time

	// TLS makes the server speak https with these certificates; a test may also
	// lower its versions.
	TLS *tls.Config
	// Classic makes the console hold one identity for each browser: another
	// one gets a page that asks to log out first. Without it the console
	// holds several, as AWS's multi-session support does.
	Classic bool
	// RefusePOST makes the sign-in endpoint take GET only, as it is said of
	// aws-us-gov.
	RefusePOST bool
	// DenyDevices makes IAM refuse to tell a user's MFA devices, as it does
	// to those whose policies do not allow it.
	DenyDevices bool
	// Fault, where not nil, chooses how to misbehave. It is asked once for
	// each request, before anything is done, and once for each connection. It
	// is called from many goroutines.
	Fault func(Entry) Fault
	// Delay, where not nil, is how long an answer takes longer. It is called
	// from many goroutines.
	Delay func(Entry) time.Duration
}

// Server is a running stand-in. Its methods may be called from any goroutine.
type Server struct {
	*demo.Server
	options Options
	http    *httptest.Server

	mu      sync.Mutex
	entries []Entry
	secrets []string
	known   map[string]bool     // secrets has it
	who     map[string]string   // key ids, sign-in tokens and cookies: the principal behind each
	keys    map[string]demo.Key // by id: those that may sign
	center  center
}

// Start starts a stand-in that lasts as long as the test.
func Start(t testing.TB, o Options) *Server {
	t.Helper()
	s := &Server{options: o, known: map[string]bool{}, who: map[string]string{}, keys: map[string]demo.Key{}, center: newCenter()}
	if s.options.Now == nil {
		s.options.Now = time.Now
	}
	s.Server = demo.New(demo.Options{Roles: o.Roles, Keys: o.Keys, Now: o.Now, Around: s.around})
	for _, k := range s.Keys() {
		s.keys[k.AccessKeyID] = k
		s.keep(k.AccessKeyID, k.SecretKey, k.Token)
	}
	s.http = httptest.NewUnstartedServer(s.Server)
	s.http.Listener = listener{s.http.Listener, o.Fault}
	s.http.Config.ErrorLog = log.New(io.Discard, "", 0)
	if s.http.TLS = o.TLS; o.TLS != nil {
		s.http.StartTLS()
	} else {
		s.http.Start()
	}
	t.Cleanup(s.Close)
	return s
}

// Close ends every connection and every answer under way.
func (s *Server) Close() {
	s.http.CloseClientConnections()
	s.http.Close()
}

// STSEndpoint is the address of STS, as AWS_ENDPOINT_URL_STS takes it.
func (s *Server) STSEndpoint() string { return s.http.URL + "/sts" }

// SigninEndpoint is the address of the sign-in host, without /federation.
func (s *Server) SigninEndpoint() string { return s.http.URL }

// IAMEndpoint is the address of IAM, as AWS_ENDPOINT_URL_IAM takes it.
func (s *Server) IAMEndpoint() string { return s.http.URL + "/iam" }

// OIDCEndpoint is the address of the service that signs in to Identity Center,
// as AWS_ENDPOINT_URL_SSO_OIDC takes it.
func (s *Server) OIDCEndpoint() string { return s.http.URL + "/oidc" }

// PortalEndpoint is the address of its portal, as AWS_ENDPOINT_URL_SSO takes it.
func (s *Server) PortalEndpoint() string { return s.http.URL + "/sso" }

// around keeps what is asked, and answers it as AWS would in next or otherwise.
func (s *Server) around(service, action string, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(io.LimitReader(r.Body, 64<<10)) // as much as package demo takes
		e := s.newEntry(service, action, r, body)
		answered := s.record(e, r)
		well := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			told := httptest.NewRecorder()
			if f := s.strict(e, r, body); f != nil {
				f.instead(e, told, r)
			} else {
				next.ServeHTTP(told, r)
				s.learn(e, r, body, told)
			}
			answered(told)
			for name, values := range told.Header() {
				w.Header()[name] = values
			}
			w.WriteHeader(told.Code)
			_, _ = w.Write(told.Body.Bytes())
		})
		if s.options.Delay != nil && !wait(r, s.options.Delay(e)) {
			return
		}
		var f Fault
		if s.options.Fault != nil {
			f = s.options.Fault(e)
		}
		if f.Kind == None {
			f = s.refusal(e, r)
		}
		f.answer(e, w, r, well)
	})
}

// refusal is what the options make AWS refuse.
func (s *Server) refusal(e Entry, r *http.Request) Fault {
	switch {
	case s.options.RefusePOST && e.Service == demo.ServiceSignin && e.Method == http.MethodPost:
		return Fault{Kind: Opaque400}
	case s.options.DenyDevices && e.Action == demo.ActionListMFADevices:
		return *refused(http.StatusForbidden, "AccessDenied", "no identity-based policy allows the iam:ListMFADevices action")
	}
	if s.options.Classic && e.Action == demo.ActionLogin {
		return s.logOutFirst(r)
	}
	return Fault{}
}

// wait lets d pass and tells whether the asker is still there.
func wait(r *http.Request, d time.Duration) bool {
	if d <= 0 {
		return true
	}
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return true
	case <-r.Context().Done():
		return false
	}
}

// listener applies the faults that come before any request.
type listener struct {
	net.Listener
	fault func(Entry) Fault
}

func (l listener) Accept() (net.Conn, error) {
	for {
		c, err := l.Listener.Accept()
		if err != nil || l.fault == nil {
			return c, err
		}
		switch l.fault(Entry{At: time.Now(), Service: ServiceConnect}).Kind {
		case ResetConnect:
			reset(c)
		case SilentConnect:
			return &silent{Conn: c, closed: make(chan struct{})}, nil
		default:
			return c, nil
		}
	}
}

// reset closes a connection with a reset instead of an orderly end.
func reset(c net.Conn) {
	if under, ok := c.(interface{ NetConn() net.Conn }); ok { // TLS
		c = under.NetConn()
	}
	if tcp, ok := c.(*net.TCPConn); ok {
		_ = tcp.SetLinger(0)
	}
	_ = c.Close()
}

// silent is a connection of which nothing is ever read.
type silent struct {
	net.Conn
	closed chan struct{}
	once   sync.Once
}

func (c *silent) Read([]byte) (int, error) {
	<-c.closed
	return 0, net.ErrClosed
}

func (c *silent) Close() error {
	c.once.Do(func() { close(c.closed) })
	return c.Conn.Close()
}
