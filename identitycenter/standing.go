package identitycenter

import (
	"encoding/json"
	"time"

	"halfday/roles"
)

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

// Standing reads how far the person is signed in to a session. Unlike Token it takes no
// secret out of the file, so that a process that lives long holds none.
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
