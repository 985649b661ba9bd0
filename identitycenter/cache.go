package identitycenter

import (
	"context"
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"halfday/internal/files"
	"halfday/roles"

	"github.com/gofrs/flock"
)

// maxFile bounds a file of the cache, in bytes.
const maxFile = 256 << 10

// Cache is where tokens are kept: the AWS CLI's own folder, in its form.
// Any goroutine of any process may use it.
type Cache struct {
	// Dir is the folder, ~/.aws/sso/cache.
	Dir string
	// Locks is a private folder for the locks. The AWS CLI has none: it opens a
	// file, empties it and writes, so that a reader may see half of one, which
	// here counts as none. Among ourselves the lock keeps a refresh token from
	// being sent twice and a person from being asked twice.
	Locks string
}

// CacheDir is the folder of the AWS CLI, "" where the person has no home.
func CacheDir() string {
	home, err := os.UserHomeDir()
	if err != nil || home == "" {
		return ""
	}
	return filepath.Join(home, ".aws", "sso", "cache")
}

// token is what is kept for a session, the zero token where there is none that
// can be read, or one of another start URL or region: a session's name may have
// come to stand for something else.
func (c Cache) token(s session) token {
	b := c.read(s.tokenFile())
	defer clear(b)
	t, ok := parseToken(b)
	if !ok || !s.fits(t.StartURL, t.Region) {
		return token{}
	}
	return t
}

// keep writes a token.
func (c Cache) keep(s session, t token) error {
	b, err := t.encode()
	if err != nil {
		return err
	}
	return c.write(s.tokenFile(), b)
}

// drop removes the token of a session; none is no mistake.
func (c Cache) drop(s session) error {
	err := os.Remove(filepath.Join(c.Dir, s.tokenFile()))
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}

// client is the client that is registered for a session, for the authorization
// code or for the device code; the zero client where there is none.
func (c Cache) client(s session, code bool, now time.Time) client {
	b := c.read(s.clientFile())
	defer clear(b)
	// Those that end in a moment are registered anew, as the AWS CLI does.
	got, ok := parseClient(b)
	if !ok || got.code != code || !got.valid(now.Add(refreshBefore)) {
		return client{}
	}
	return got
}

func (c Cache) keepClient(s session, registered client) error {
	b, err := registered.encode(s.scopes())
	if err != nil {
		return err
	}
	return c.write(s.clientFile(), b)
}

func (c Cache) dropClient(s session) { _ = os.Remove(filepath.Join(c.Dir, s.clientFile())) }

// read gives a file, nothing where it cannot be read.
func (c Cache) read(name string) []byte {
	b, _ := files.Read(filepath.Join(c.Dir, name), maxFile)
	return b
}

func (c Cache) write(name string, b []byte) error {
	defer clear(b)
	// Not made private: it is the AWS CLI's, and the files are.
	if err := os.MkdirAll(c.Dir, 0o700); err != nil {
		return err
	}
	return files.Replace(filepath.Join(c.Dir, name), b)
}

// lock waits until no other process of ours signs in to the session or
// refreshes its token, or ctx ends.
func (c Cache) lock(ctx context.Context, s session) (unlock func(), err error) {
	if err := files.PrivateDir(c.Locks); err != nil {
		return nil, err
	}
	lock := flock.New(filepath.Join(c.Locks, "sso-"+s.tokenFile()+".lock"), flock.SetPermissions(0o600))
	got, err := lock.TryLockContext(ctx, 100*time.Millisecond)
	if err != nil || !got {
		return nil, errors.Join(err, ctx.Err())
	}
	return func() { _ = lock.Unlock() }, nil
}

// Standing is how far a person is signed in to a session, as far as the cache
// tells. The zero Standing is not at all.
type Standing struct {
	Until  time.Time // the end of the token, UTC
	Renews bool      // a token is had for the asking: by its refresh token, which nobody knows the end of
}

// present tells that there is a text that is not empty.
type present bool

// UnmarshalJSON keeps nothing of the text.
func (p *present) UnmarshalJSON(b []byte) error {
	*p = len(b) > len(`""`) && b[0] == '"'
	return nil
}

// Standing reads how far the person is signed in to a session. Unlike token it
// takes no secret out of the file, so that a process that lives long holds none.
func (c Cache) Standing(sso roles.SSO, now time.Time) Standing {
	s := session{sso}
	b := c.read(s.tokenFile())
	defer clear(b)
	return standing(b, s, now)
}

// SignedIn tells whether the cache has a token that lasts or is renewed.
func (c *Client) SignedIn() bool {
	now := c.now()
	s := c.cache.Standing(c.session.SSO, now)
	return s.Renews || now.Before(s.Until)
}

func standing(b []byte, s session, now time.Time) Standing {
	var f tokenForm[present]
	if json.Unmarshal(b, &f) != nil || !bool(f.AccessToken) || !s.fits(f.StartURL, f.Region) {
		return Standing{}
	}
	until, ok := parseTime(f.ExpiresAt)
	if !ok {
		return Standing{}
	}
	registered, ok := parseTime(f.RegistrationExpires)
	renews := ok && now.Round(0).Before(registered) && bool(f.RefreshToken && f.ClientID && f.ClientSecret)
	return Standing{Until: until, Renews: renews}
}
