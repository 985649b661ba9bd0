package federation

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/url"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
)

// setWays settles which hosts will be asked: STS in the role's region, and
// where there is no getting through to it in the next one; and the doors, which
// are the sign-in hosts.
func (s *SignIn) setWays(ctx context.Context) error {
	const op = "resolving the STS endpoint"
	regions := s.partition.Regions(s.role.Region)
	if s.override {
		regions = regions[:1]
	}
	var sts []*way
	for _, region := range regions {
		if !isLabel(region) {
			return &Error{Kind: KindRegionUnknown, Op: op, Region: clean(region, 40)}
		}
		u, err := s.stsAt(ctx, region, s.endpoint.BaseEndpoint)
		if err != nil { // as for FIPS at an endpoint that is set
			return &Error{Kind: KindConfig, Op: op, Detail: clean(err.Error(), 300)}
		}
		sts = append(sts, &way{url: u, region: region})
	}
	doors, err := s.findDoors()
	if err != nil {
		return err
	}
	s.sts, s.doors = newWays(s.wire.dial, 1, sts...), newWays(s.wire.dial, 2, doors...)
	return nil
}

// isLabel tells whether s can be one part of a host's name.
func isLabel(s string) bool {
	return s != "" && len(s) <= 63 && only(s, letters+digits+"-")
}

// findDoors lists the sign-in hosts, the best first.
func (s *SignIn) findDoors() (doors []*way, err error) {
	door := func(scheme, host, region string) *way {
		return &way{url: &url.URL{Scheme: scheme, Host: host, Path: federationPath}, region: region}
	}
	if s.opts.SigninEndpoint != "" {
		u, err := checkSigninEndpoint(s.opts.SigninEndpoint)
		if err != nil {
			return nil, err
		}
		return []*way{door(u.Scheme, u.Host, s.partition.Region)}, nil
	}
	if s.signOutFirst() {
		return []*way{door("https", s.partition.Logout, s.partition.Region)}, nil
	}
	for _, region := range s.partition.Regions(s.role.Region) {
		if host := s.partition.SignInHost(region); host != "" {
			doors = append(doors, door("https", host, region))
		}
	}
	return doors, nil
}

// plain tells whether a door is the partition's own, which takes whatever any
// takes.
func (s *SignIn) plain(door *way) bool { return door.region == s.partition.Region }

// Start begins to get ready in the background: the source credentials,
// connections to STS and to the first two doors. Further calls do nothing.
func (s *SignIn) Start() {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.started || s.ctx.Err() != nil {
		return
	}
	s.started = true
	if !own(s.role) {
		s.openSTS()
	}
	s.tasks.Go(func() { s.doors.run(s.ctx) })
	s.startBase()
}

// Close ends everything that Start began and forgets the source credentials.
func (s *SignIn) Close() {
	s.cancel()
	s.tasks.Wait()
	s.base.set(sourced{done: s.base.get().done, err: &Error{Kind: KindCanceled, Op: "reading the source credentials"}})
}

// Format keeps the fields of a SignIn, some of them secret, out of any text.
func (s *SignIn) Format(f fmt.State, _ rune) { io.WriteString(f, "federation.SignIn") }

// Region is where STS is asked: the role's, or the next one after there was no
// getting through to that, or STS turned out to be off in it.
func (s *SignIn) Region() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.region
}

// settle makes the region of a way that AWS answered on the one of STS.
func (s *SignIn) settle(to *way) {
	o := s.endpoint.EndpointOptions
	// Endpoints of other sorts are missing in real regions too.
	plain := o.UseFIPSEndpoint != aws.FIPSEndpointStateEnabled && o.UseDualStackEndpoint != aws.DualStackEndpointStateEnabled
	first := s.sts.list()[0]
	s.mu.Lock()
	defer s.mu.Unlock()
	s.region = to.region
	if plain && first.err != nil && first.region == s.role.Region && to.region != s.role.Region {
		_, why := classifyNet(first.err)
		s.noHost = why == errNoHost
	}
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
// the sign-in hosts cannot be reached, nil where they can or where nothing is
// known within two seconds.
func (s *SignIn) Reachable(ctx context.Context) error {
	s.Start()
	ctx, cancel := context.WithTimeout(ctx, 2*time.Second)
	defer cancel()
	asked := []*ways{s.sts, s.doors}
	if own(s.role) {
		asked = asked[1:] // STS has no part in it
	}
	for _, w := range asked {
		if to, err := w.shut(ctx); err != nil {
			return s.netError("reaching AWS", to.url.Host, err)
		}
	}
	return nil
}

// story says for the log which door gave a token, and which hosts of AWS were
// shut.
func (s *SignIn) story(door *way) string {
	said := "sign-in token from " + door.url.Host
	for _, to := range append(s.sts.list(), s.doors.list()...) {
		if to.err == nil {
			continue
		}
		e := s.netError("", "", to.err)
		said += "; " + to.url.Host + ": " + e.Kind.words()
		if e.Err != nil {
			said += ": " + e.Err.Error()
		}
	}
	return clean(said, 500)
}

func (s *SignIn) netError(op, host string, err error) *Error {
	if e, ok := errors.AsType[*Error](err); ok {
		return e
	}
	kind, why := classifyNet(err)
	return &Error{Kind: kind, Op: op, Host: clean(host, 100), Region: clean(s.Region(), 40), Err: why}
}

func hostPort(u *url.URL) string {
	standard := "443"
	if u.Scheme == "http" {
		standard = "80"
	}
	return net.JoinHostPort(u.Hostname(), cmp.Or(u.Port(), standard))
}
