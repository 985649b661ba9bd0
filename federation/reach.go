package federation

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/url"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
)

// Start begins to get ready in the background: the source credentials, and a
// connection to STS and one to the sign-in host. Further calls do nothing.
func (s *SignIn) Start() {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.started || s.ctx.Err() != nil {
		return
	}
	s.started = true

	if u, err := s.stsURL(s.ctx, s.region); err == nil && !s.wire.proxied(u) {
		s.warmSTS = newWarmer(s.stsTarget, s.dialSTS)
	}
	if !s.wire.proxied(s.signIn) {
		host := target(s.signIn)
		if s.warmSTS == nil || s.targetIn(s.region) != host {
			s.warmHost = newWarmer(func() string { return host },
				func(ctx context.Context) (net.Conn, error) {
					return s.wire.dial(ctx, s.signIn.Scheme, hostPort(s.signIn))
				})
		}
	}
	for _, w := range []*warmer{s.warmSTS, s.warmHost} {
		if w != nil {
			s.wire.warm = append(s.wire.warm, w)
		}
	}
	// From here on others may use the wire.
	for _, w := range s.wire.warm {
		w.want()
		s.tasks.Go(func() { w.run(s.ctx) })
	}
	s.startBase()
}

// Close ends everything that Start began and forgets the source credentials.
func (s *SignIn) Close() {
	s.cancel()
	s.tasks.Wait()
	s.wire.transport.CloseIdleConnections()
	s.base.forget()
}

// Format keeps the fields of a SignIn, some of them secret, out of any text.
func (s *SignIn) Format(f fmt.State, _ rune) { io.WriteString(f, "federation.SignIn") }

// Region is where STS is asked: the role's, or the partition's default after
// the role's turned out not to work.
func (s *SignIn) Region() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.region
}

// stsTarget is where the warm connection to STS leads to.
func (s *SignIn) stsTarget() string { return s.targetIn(s.Region()) }

func (s *SignIn) targetIn(region string) string {
	u, err := s.stsURL(s.ctx, region)
	if err != nil {
		return ""
	}
	return target(u)
}

// dialSTS opens a connection to STS, in the partition's default region where
// the role's region has no host.
func (s *SignIn) dialSTS(ctx context.Context) (net.Conn, error) {
	region := s.Region()
	c, err := s.dialRegion(ctx, region)
	if err == nil || !errors.Is(classifiedCause(err), errNoHost) || !s.canFallBack(region) {
		return c, err
	}
	c, err2 := s.dialRegion(ctx, s.partition.region)
	if err2 != nil {
		return nil, err
	}
	s.fallBack()
	return c, nil
}

func (s *SignIn) dialRegion(ctx context.Context, region string) (net.Conn, error) {
	u, err := s.stsURL(ctx, region)
	if err != nil {
		return nil, err
	}
	return s.wire.dial(ctx, u.Scheme, hostPort(u))
}

// canFallBack tells whether another region than region may be tried.
func (s *SignIn) canFallBack(region string) bool {
	return !s.override && region != s.partition.region
}

// fallBack makes the partition's default the region of STS from here on.
func (s *SignIn) fallBack() {
	o := s.client.Options().EndpointOptions
	s.mu.Lock()
	defer s.mu.Unlock()
	s.region = s.partition.region
	// Endpoints of other sorts are missing in real regions too.
	s.noHost = o.UseFIPSEndpoint != aws.FIPSEndpointStateEnabled && o.UseDualStackEndpoint != aws.DualStackEndpointStateEnabled
}

// NoSuchRegion is the role's region where that turned out to be none, so that
// STS was asked in the partition's default region; else "".
func (s *SignIn) NoSuchRegion() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	if !s.noHost {
		return ""
	}
	return clean(s.role.Region, 40)
}

// Reachable tells what is known about the way to AWS: an error where STS or
// the sign-in host cannot be reached, nil where both can or where nothing is
// known within two seconds.
func (s *SignIn) Reachable(ctx context.Context) error {
	s.Start()
	ctx, cancel := context.WithTimeout(ctx, 2*time.Second)
	defer cancel()
	results := make(chan *Error, 2)
	n := 0
	ask := func(w *warmer, host string) {
		if w == nil {
			return
		}
		n++
		go func() {
			if err := w.failure(ctx); err != nil {
				results <- s.netError("reaching AWS", host, err)
				return
			}
			results <- nil
		}()
	}
	ask(s.warmSTS, s.stsHost())
	ask(s.warmHost, s.signIn.Host)
	for range n {
		if err := <-results; err != nil {
			return err
		}
	}
	return nil
}

func (s *SignIn) stsHost() string {
	u, err := s.stsURL(s.ctx, s.Region())
	if err != nil {
		return ""
	}
	return u.Host
}

func (s *SignIn) netError(op, host string, err error) *Error {
	kind, why := classifyNet(err)
	return &Error{Kind: kind, Op: op, Host: clean(host, 100), Region: clean(s.Region(), 40), Err: why}
}

func classifiedCause(err error) error {
	_, why := classifyNet(err)
	return why
}

func target(u *url.URL) string { return u.Scheme + "://" + hostPort(u) }

func hostPort(u *url.URL) string {
	if u.Port() != "" {
		return u.Host
	}
	if u.Scheme == "http" {
		return net.JoinHostPort(u.Hostname(), "80")
	}
	return net.JoinHostPort(u.Hostname(), "443")
}
