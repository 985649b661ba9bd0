package federation

import (
	"context"
	"errors"
	"os"
	"slices"
	"strings"
	"sync"
	"time"
	"unicode"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/config"
	"github.com/aws/aws-sdk-go-v2/credentials"
	"github.com/aws/aws-sdk-go-v2/credentials/logincreds"
	"github.com/aws/aws-sdk-go-v2/service/signin"
	"github.com/aws/smithy-go"

	"halfday/roles"
)

// sourceLimit is how long source credentials may take.
const sourceLimit = 30 * time.Second

// baseSource is where the credentials come from that sign the first hop.
type baseSource struct {
	retrieve func(context.Context) (aws.Credentials, error) // its errors are *Error

	strangers []string // hosts that are asked in AWS's place

	mu  sync.Mutex
	now sourced
}

// sourced is what came of asking for the source credentials.
type sourced struct {
	done chan struct{} // closed when the rest is there
	// A pointer, so that no verb prints what is behind it.
	creds *keys
	err   error
}

func (b *baseSource) get() sourced {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.now
}

func (b *baseSource) set(to sourced) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.now = to
}

// loadBase prepares the source credentials: settings and environment are read
// here, programs and hosts are asked by startBase.
func (s *SignIn) loadBase(ctx context.Context) error {
	const op = "reading the source credentials"
	if s.shared() {
		s.base.retrieve = fixed(s.opts.Source.keys().signing())
		return nil
	}
	name, kind := s.role.Base.Profile, s.role.Base.Kind
	none := &Error{Kind: KindSourceNone, Op: op, Detail: clean(name, 100)}

	if kind == roles.BaseEnvironment {
		env, err := config.NewEnvConfig()
		if err != nil {
			return configError(op, "", err)
		}
		if !env.Credentials.HasKeys() {
			return &Error{Kind: KindSourceNone, Op: op, Detail: "environment"}
		}
		s.base.retrieve = fixed(env.Credentials)
		return nil
	}

	if (kind == roles.BaseSSO || kind == roles.BaseLogin) && s.role.Profile != "" && s.role.Profile != name {
		if err := s.loadConfig(ctx, name); err != nil {
			return configError(op, name, err)
		}
	}
	if kind == roles.BaseSSO {
		return s.loadSSO()
	}
	sc, err := s.loadProfile(ctx, name)
	if err != nil {
		return configError(op, name, err)
	}
	switch kind {
	case roles.BaseStatic, roles.BaseTemporary:
		keys := sc.Credentials
		if !keys.HasKeys() {
			// With a source_profile of its own a profile hides its keys, except
			// from the profile that names it as source: itself, or the role.
			keys = s.keysOf(ctx, name)
		}
		if !keys.HasKeys() {
			return none
		}
		s.base.retrieve = fixed(keys)
	case roles.BaseProcess:
		if sc.CredentialProcess == "" {
			return none
		}
		s.base.retrieve = processSource(sc.CredentialProcess, os.Environ())
	case roles.BaseLogin:
		return s.loadLogin(sc)
	default:
		return none
	}
	return nil
}

// fixed gives credentials that are known.
func fixed(c aws.Credentials) func(context.Context) (aws.Credentials, error) {
	return credentials.StaticCredentialsProvider{Value: c}.Retrieve
}

// loadProfile gives one profile of the shared files: as it was read with the
// settings, of which it is the profile or one of its sources. Else it is read.
func (s *SignIn) loadProfile(ctx context.Context, profile string) (config.SharedConfig, error) {
	for _, from := range s.cfg.ConfigSources {
		sc, _ := from.(config.SharedConfig)
		for found := &sc; found != nil; found = found.Source {
			if slices.Contains(spellings(profile), found.Profile) {
				return *found, nil
			}
		}
	}
	return spelled(profile, func(name string) (config.SharedConfig, error) {
		return config.LoadSharedConfigProfile(ctx, name, func(o *config.LoadSharedConfigOptions) {
			o.ConfigFiles, o.CredentialsFiles = []string{s.opts.ConfigFile}, []string{s.opts.CredentialsFile}
		})
	})
}

// keysOf finds the keys of a profile as its users see them.
func (s *SignIn) keysOf(ctx context.Context, profile string) aws.Credentials {
	users := []string{profile}
	for _, h := range s.role.Hops {
		users = append(users, h.Profile)
	}
	for _, user := range users {
		sc, err := s.loadProfile(ctx, user)
		if err != nil {
			continue
		}
		for src := sc.Source; src != nil; src = src.Source {
			for _, name := range spellings(profile) {
				if src.Profile == name && src.Credentials.HasKeys() {
					return src.Credentials
				}
			}
		}
	}
	return aws.Credentials{}
}

// loadLogin prepares the session that aws login left.
func (s *SignIn) loadLogin(sc config.SharedConfig) error {
	const op = "reading the aws login credentials"
	if sc.LoginSession == "" {
		return &Error{Kind: KindSourceNone, Op: op, Detail: clean(sc.Profile, 100)}
	}
	path, err := logincreds.StandardCachedTokenFilepath(sc.LoginSession, os.Getenv("AWS_LOGIN_CACHE_DIRECTORY"))
	if err != nil {
		return &Error{Kind: KindConfig, Op: op, Detail: "no home directory"}
	}
	cfg := s.cfg.Copy()
	cfg.HTTPClient, cfg.Retryer = client{s.wire}, once
	host := signin.NewFromConfig(cfg)
	provider := logincreds.New(host, path, func(o *logincreds.Options) { o.RestrictPermissions = true })
	s.base.retrieve = func(ctx context.Context) (aws.Credentials, error) { return login(ctx, op, provider) }
	return s.base.stranger(host.Options().BaseEndpoint)
}

// once has the SDK ask once: what can be tried again, the person is told.
func once() aws.Retryer { return aws.NopRetryer{} }

// login asks for credentials against the token of aws login. What is no trouble
// of the network or of AWS is the token's.
func login(ctx context.Context, op string, provider *logincreds.Provider) (c aws.Credentials, err error) {
	strange := &Error{Kind: KindSignInAnswer, Op: op}
	// The SDK follows a pointer that an empty answer leaves nil.
	defer func() {
		if recover() != nil {
			c, err = aws.Credentials{}, strange
		}
	}()
	c, err = provider.Retrieve(ctx)
	if err == nil && (!c.HasKeys() || c.SessionToken == "") {
		return aws.Credentials{}, strange
	}
	if err == nil {
		return c, nil
	}
	e := &Error{Kind: KindLoginExpired, Op: op}
	var status interface{ HTTPStatusCode() int }
	if errors.As(err, &status) {
		e.Status = status.HTTPStatusCode()
	}
	var sending interface{ ConnectionError() bool }
	if api, ok := errors.AsType[smithy.APIError](err); ok {
		e.Code = clean(api.ErrorCode(), 60)
		switch kind := classifySTS(e.Status, api.ErrorCode(), ""); {
		case kind == KindThrottled, kind == KindAWSDown, kind == KindClockSkew:
			e.Kind = kind
		case e.Code == "ForbiddenException", e.Code == "ResourceNotFoundException":
			e.Kind = KindAccessDenied
		}
	} else if ctx.Err() != nil || errors.As(err, &sending) && sending.ConnectionError() {
		e.Kind, e.Err = classifyNet(cause(ctx, err))
	}
	return aws.Credentials{}, e
}

// startBase retrieves the source credentials in the background.
func (s *SignIn) startBase() {
	done := make(chan struct{})
	s.base.set(sourced{done: done})
	s.tasks.Go(func() {
		defer close(done)
		ctx, cancel := context.WithTimeout(s.ctx, sourceLimit)
		defer cancel()
		c, err := s.base.retrieve(ctx)
		if err == nil && strings.ContainsFunc(c.AccessKeyID+c.SecretAccessKey+c.SessionToken, unicode.IsControl) {
			// Copied with the end of its line; no request could carry it.
			err = &Error{Kind: KindConfig, Op: "reading the source credentials", Detail: "a control character in them"}
		}
		if err != nil {
			s.base.set(sourced{done: done, err: err})
			return
		}
		s.base.set(sourced{done: done, creds: keysFrom(c)})
	})
}

// Source waits for the source credentials. Its errors are known before a code
// is asked for.
func (s *SignIn) Source(ctx context.Context) error {
	_, err := s.source(ctx)
	return err
}

func (s *SignIn) source(ctx context.Context) (*keys, error) {
	s.Start()
	select {
	case <-s.base.get().done:
		got := s.base.get()
		return got.creds, got.err
	case <-ctx.Done():
		return nil, s.netError("reading the source credentials", "", cause(ctx, ctx.Err()))
	}
}

// temporary tells whether the source credentials are temporary, as far as is
// known without waiting.
func (s *SignIn) temporary() bool {
	known := s.base.get().creds
	return s.shared() || temporaryBase(s.role) || known != nil && known.SessionToken != ""
}

// NeedsCode tells whether Assume wants an MFA code. AWS takes one only with
// long-term keys; whether a credential_process gives such is known after
// Source.
func (s *SignIn) NeedsCode() bool { return s.role.MFASerial != "" && !s.temporary() }

// Limited tells that AWS limits the role's credentials and its console session
// to one hour: role chaining, or temporary source credentials. Whether a
// credential_process gives such is known after Source.
func (s *SignIn) Limited() bool {
	return limitedByFiles(s.role) || !own(s.role) && s.temporary()
}
