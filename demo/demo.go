// Package demo is a small stand-in for AWS on loopback: STS, the sign-in
// (federation) endpoint and a console page. "halfday -demo" runs it in a
// process of its own, and tests run it to see what Halfday sends.
//
// It is written from AWS's documentation and from what AWS is known to answer.
// It takes everybody's word for who asks, and knows just what a demo shows: that
// a request is as AWS wants it, tests/stage/fakeaws checks. So that it can be an
// independent check, the package must not import any package of ours, nor the
// AWS SDK. It must not listen anywhere but on loopback, and must not be used
// unless somebody asked for the demo.
package demo

import (
	"net/http"
	"slices"
	"sync"
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
	// Language is that of the pages: "ja", or English.
	Language string

	// Now is the server's clock. Nil means time.Now.
	Now func() time.Time
	// Around, where not nil, is asked for each request what answers it, in
	// place of next, which answers as AWS would. The request's form is parsed,
	// and its body can be read all the same. With it tests keep and check what
	// was asked, and make the way to AWS long, or wrong. Around is called from
	// many goroutines.
	Around func(service, action string, next http.Handler) http.Handler
}

// Server is a stand-in, as an [http.Handler]. Its methods may be called from any
// goroutine.
type Server struct {
	options Options

	mu       sync.Mutex              // held while a request is answered
	creds    map[string]*credentials // by access key id
	spent    map[spentCode]int64     // MFA codes taken, with the 30 s window they were taken in
	tokens   map[string]*signinToken
	sessions map[string]*consoleSession // by cookie value
	access   map[string]time.Time       // tokens of Identity Center, with their ends
}

// New makes a stand-in that nobody listens for yet.
func New(o Options) *Server {
	if o.Now == nil {
		o.Now = time.Now
	}
	if len(o.Keys) == 0 {
		o.Keys = []Key{defaultKey()}
	}
	if o.Roles == nil {
		o.Roles = DefaultRoles()
	}
	s := &Server{
		options: o,
		creds:   map[string]*credentials{}, spent: map[spentCode]int64{},
		tokens: map[string]*signinToken{}, sessions: map[string]*consoleSession{}, access: map[string]time.Time{},
	}
	for _, k := range o.Keys {
		s.creds[k.AccessKeyID] = &credentials{
			id: k.AccessKeyID, secret: k.SecretKey, token: k.Token,
			arn: k.ARN, expires: k.Expires, serials: k.MFASerials,
		}
	}
	return s
}

// Keys returns the access keys that existed at the start.
func (s *Server) Keys() []Key { return slices.Clone(s.options.Keys) }

// Roles returns the roles that exist.
func (s *Server) Roles() []Role { return slices.Clone(s.options.Roles) }
