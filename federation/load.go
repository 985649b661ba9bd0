package federation

import (
	"cmp"
	"context"
	"crypto/x509"
	"errors"
	"fmt"
	"net/url"
	"sync"
	"time"

	"halfday/identitycenter"

	"github.com/aws/aws-sdk-go-v2/aws"
	awshttp "github.com/aws/aws-sdk-go-v2/aws/transport/http"
	"github.com/aws/aws-sdk-go-v2/config"
	"github.com/aws/aws-sdk-go-v2/feature/ec2/imds"
	"github.com/aws/aws-sdk-go-v2/service/sts"

	"halfday/roles"
)

// SignIn is one role on its way to a sign-in URL. Its methods may be called
// from any goroutine; Assume and Exchange one at a time.
type SignIn struct {
	role      roles.Role
	opts      Options
	partition roles.Partition
	session   string // RoleSessionName where a hop has none

	ctx    context.Context
	cancel context.CancelFunc
	tasks  sync.WaitGroup

	cfg      aws.Config  // the SDK's settings of the profile
	endpoint sts.Options // how the SDK finds STS
	override bool        // the STS endpoint is set by the person: no other region will do
	wire     *wire
	sts      *ways
	doors    *ways    // the sign-in hosts
	iam      *url.URL // nil where another endpoint is set in AWS's place, but not for IAM

	// backoff are the pauses after which all doors are tried again.
	backoff []time.Duration

	base       baseSource
	center     *identitycenter.Client // nil where the base is not of Identity Center
	centerOnly bool                   // it is about that, and no role

	openSTS func() // opens the ways to STS, once

	mu       sync.Mutex
	started  bool
	region   string    // of STS
	noHost   bool      // the role's region has no STS, so there is no such region
	capped   bool      // the role allows no more than an hour: ask for that
	deadline time.Time // of the exchange that Assume began
}

// Load reads the settings of the SDK for role, which works and whose Profile is
// "" where it comes from no profile: the base profile's settings hold then. It
// reads everything that will ever be needed from the environment: once it has
// returned, the caller may take AWS_* out of it. It starts nothing and connects
// nowhere. Errors are of KindConfig, KindEndpointOverride, KindEndpointPath, KindFilesBounds,
// KindRegionUnknown, KindDestination and KindSourceNone.
func Load(ctx context.Context, role roles.Role, opts Options) (*SignIn, error) {
	return loadWith(ctx, role, opts, (*SignIn).loadBase)
}

// loadWith is Load with the source credentials as source finds them.
func loadWith(ctx context.Context, role roles.Role, opts Options, source func(*SignIn, context.Context) error) (*SignIn, error) {
	var s *SignIn // of the goroutine of within, until that has ended well
	err := within(ctx, loadLimit, func() (err error) {
		if s, err = prepare(ctx, role, opts); err != nil {
			return err
		}
		if err = source(s, ctx); err != nil {
			s.cancel()
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	return s, nil
}

// prepare is Load without the source credentials.
func prepare(ctx context.Context, role roles.Role, opts Options) (*SignIn, error) {
	const op = "loading the settings"
	p, ok := roles.PartitionOf(role.Partition)
	if !ok {
		return nil, &Error{Kind: KindConfig, Op: op, Detail: "partition " + clean(role.Partition, 40)}
	}
	if len(role.Hops) == 0 && !own(role) {
		return nil, &Error{Kind: KindConfig, Op: op, Detail: "no role to assume"}
	}
	opts.Issuer, opts.Length = cmp.Or(opts.Issuer, "halfday"), cmp.Or(opts.Length, maxDuration*time.Second)
	opts.Length = min(max(opts.Length, minDuration*time.Second), maxDuration*time.Second).Truncate(time.Second)
	role.Region = p.RegionIn(role.Region)

	s := &SignIn{
		role: role, opts: opts, partition: p,
		session: sessionName(opts.UserName),
		region:  role.Region,
		backoff: []time.Duration{time.Second, 3 * time.Second},
	}
	if _, err := s.destination(); err != nil {
		return nil, &Error{Kind: KindDestination, Op: "checking the destination", Detail: clean(opts.Destination, 100), Err: err}
	}
	if err := s.checkFiles(); err != nil {
		return nil, err
	}
	profile := cmp.Or(role.Profile, role.Base.Profile)
	err := s.loadConfig(ctx, profile)
	if broken := (config.SharedConfigAssumeRoleError{}); errors.As(err, &broken) && role.Base.Profile != "" {
		// The SDK refuses a profile whose source is a login_session profile
		// (aws-sdk-go-v2 issue 3446). The source's settings are the next best.
		err = s.loadConfig(ctx, role.Base.Profile)
	}
	if err != nil {
		return nil, configError(op, profile, err)
	}
	s.openSTS = sync.OnceFunc(func() { s.tasks.Go(func() { s.sts.run(s.ctx) }) })
	var roots *x509.CertPool
	if c, ok := s.cfg.HTTPClient.(*awshttp.BuildableClient); ok {
		if t := c.GetTransport().TLSClientConfig; t != nil {
			roots = t.RootCAs
		}
	}
	if roots == nil && opts.CABundle != "" {
		if roots, err = readRoots(opts.CABundle); err != nil {
			return nil, &Error{Kind: KindConfig, Op: op, Detail: "ca_bundle " + clean(opts.CABundle, 200)}
		}
	}
	s.wire = newWire(roots, opts.Proxy)
	if err := s.setSTS(); err != nil {
		return nil, err
	}
	if err := s.setWays(ctx); err != nil {
		return nil, err
	}
	s.setIAM(ctx)
	s.ctx, s.cancel = context.WithCancel(context.Background())
	return s, nil
}

// loadConfig reads the SDK's settings of a profile, with credentials that sign
// nothing: so the SDK builds no chain of its own, asks no metadata service and
// takes no keys from elsewhere.
func (s *SignIn) loadConfig(ctx context.Context, profile string) (err error) {
	options := []func(*config.LoadOptions) error{
		config.WithCredentialsProvider(aws.AnonymousCredentials{}),
		config.WithEC2IMDSClientEnableState(imds.ClientDisabled),
		config.WithDefaultsMode(aws.DefaultsModeStandard),
		config.WithRegion(s.role.Region),
		config.WithSharedConfigFiles([]string{s.opts.ConfigFile}),
		config.WithSharedCredentialsFiles([]string{s.opts.CredentialsFile}),
	}
	s.cfg, err = spelled(profile, func(name string) (aws.Config, error) {
		if profile == "" {
			// The environment's settings, and those of AWS_PROFILE or [default]
			// where there are such.
			return config.LoadDefaultConfig(ctx, options...)
		}
		return config.LoadDefaultConfig(ctx, append(options, config.WithSharedConfigProfile(name))...)
	})
	return err
}

// spelled has the SDK read a profile by each of its spellings, until it finds it.
func spelled[T any](profile string, read func(name string) (T, error)) (found T, err error) {
	// The SDK panics where a value in a file is a single quotation mark (its
	// ini.unquote slices [1:0]).
	defer func() {
		if recover() != nil {
			err = errors.New("a value in the AWS files is a single quotation mark")
		}
	}()
	for _, name := range spellings(profile) {
		found, err = read(name)
		if !missing(err, name) {
			break
		}
	}
	return found, err
}

// spellings are the names by which the SDK may know a profile: it keeps the
// quotes that the AWS CLI takes off.
func spellings(profile string) []string {
	if profile == "" {
		return []string{"default"}
	}
	return []string{profile, `"` + profile + `"`, "'" + profile + "'"}
}

// missing tells whether err says that there is no profile of that name, and not
// that its source is missing.
func missing(err error, name string) bool {
	m, ok := errors.AsType[config.SharedConfigProfileNotExistError](err)
	return ok && m.Profile == name
}

// setSTS settles how STS is found.
func (s *SignIn) setSTS() (err error) {
	s.endpoint = sts.NewFromConfig(s.cfg).Options()
	if set := s.endpoint.BaseEndpoint; set != nil {
		s.override = true
		_, err = checkEndpoint(*set)
	}
	return err
}

// stsAt is where the SDK finds STS in a region, with an endpoint set; nil is none.
func (s *SignIn) stsAt(ctx context.Context, region string, endpoint *string) (*url.URL, error) {
	o := s.endpoint.EndpointOptions
	e, err := sts.NewDefaultEndpointResolverV2().ResolveEndpoint(ctx, sts.EndpointParameters{
		Region:            &region,
		Endpoint:          endpoint,
		UseDualStack:      aws.Bool(o.UseDualStackEndpoint == aws.DualStackEndpointStateEnabled),
		UseFIPS:           aws.Bool(o.UseFIPSEndpoint == aws.FIPSEndpointStateEnabled),
		UseGlobalEndpoint: aws.Bool(false),
	})
	if err != nil {
		return nil, err
	}
	if host := e.URI.Hostname(); host == "" || !only(host, letters+digits+".-:_") {
		return nil, errors.New("no host")
	}
	return &e.URI, nil
}

// configError tells what the SDK did not like. Its texts name profiles, keys
// and files, never values of secrets.
func configError(op, profile string, err error) error {
	if errors.Is(err, context.Canceled) {
		return &Error{Kind: KindCanceled, Op: op, Err: context.Canceled}
	}
	return &Error{Kind: KindConfig, Op: op, Detail: clean(fmt.Sprintf("profile %s: %v", clean(profile, 100), err), 300)}
}
