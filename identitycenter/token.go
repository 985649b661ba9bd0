package identitycenter

import (
	"encoding/json"
	"slices"
	"strings"
	"time"

	"halfday/internal/redact"
)

// token is what a sign-in to Identity Center gave.
type token struct {
	StartURL string
	Region   string
	Access   redact.Secret
	Expires  time.Time     // UTC
	Refresh  redact.Secret // empty where it cannot be refreshed
	client   client        // that it was given to
}

// client is a client that was registered with Identity Center.
type client struct {
	id      string
	secret  redact.Secret
	expires time.Time // UTC
	code    bool      // registered for the authorization code; else for the device code
}

// valid tells whether the token can be used at now.
func (t token) valid(now time.Time) bool {
	return t.Access.Reveal() != "" && now.Round(0).Before(t.Expires)
}

// refreshBefore is how long before its end a token is refreshed, as the AWS CLI
// does.
const refreshBefore = 15 * time.Minute

// due tells whether the token should be refreshed, and can be.
func (t token) due(now time.Time) bool {
	return t.Refresh.Reveal() != "" && t.client.valid(now) && !t.valid(now.Add(refreshBefore))
}

func (c client) valid(now time.Time) bool {
	return c.id != "" && c.secret.Reveal() != "" && now.Round(0).Before(c.expires)
}

// The forms of the two kinds of files, as the AWS CLI writes them. Of a token's
// secrets it can be enough to know whether they are there: see present.
type (
	tokenForm[S string | present] struct {
		StartURL            string `json:"startUrl"`
		Region              string `json:"region"`
		AccessToken         S      `json:"accessToken"`
		ExpiresAt           string `json:"expiresAt"`
		ClientID            S      `json:"clientId,omitempty"`
		ClientSecret        S      `json:"clientSecret,omitempty"`
		RegistrationExpires string `json:"registrationExpiresAt,omitempty"`
		RefreshToken        S      `json:"refreshToken,omitempty"`
	}
	clientForm struct {
		ClientID     string   `json:"clientId"`
		ClientSecret string   `json:"clientSecret"`
		ExpiresAt    string   `json:"expiresAt"`
		Scopes       []string `json:"scopes,omitempty"`
		GrantTypes   []string `json:"grantTypes,omitempty"`
	}
)

// maxValue bounds a value of a cache file, in bytes.
const maxValue = 32 << 10

func parseToken(b []byte) (token, bool) {
	var f tokenForm[string]
	if json.Unmarshal(b, &f) != nil || f.AccessToken == "" {
		return token{}, false
	}
	expires, ok := parseTime(f.ExpiresAt)
	if !ok || !visible(f.AccessToken) || !visible(f.RefreshToken) || !visible(f.ClientID) || !visible(f.ClientSecret) {
		return token{}, false
	}
	registered, _ := parseTime(f.RegistrationExpires) // without it the token is not refreshed
	return token{
		StartURL: f.StartURL, Region: f.Region, Access: redact.New(f.AccessToken), Expires: expires, Refresh: redact.New(f.RefreshToken),
		client: client{id: f.ClientID, secret: redact.New(f.ClientSecret), expires: registered},
	}, true
}

func (t token) encode() ([]byte, error) {
	f := tokenForm[string]{
		StartURL: t.StartURL, Region: t.Region, AccessToken: t.Access.Reveal(), ExpiresAt: formatTime(t.Expires), RefreshToken: t.Refresh.Reveal(),
		ClientID: t.client.id, ClientSecret: t.client.secret.Reveal(),
	}
	if !t.client.expires.IsZero() {
		f.RegistrationExpires = formatTime(t.client.expires)
	}
	return json.Marshal(f)
}

const codeGrant, refreshGrant, deviceGrant = "authorization_code", "refresh_token", "urn:ietf:params:oauth:grant-type:device_code"

func parseClient(b []byte) (client, bool) {
	var f clientForm
	if json.Unmarshal(b, &f) != nil || f.ClientID == "" || f.ClientSecret == "" || !visible(f.ClientID) || !visible(f.ClientSecret) {
		return client{}, false
	}
	expires, ok := parseTime(f.ExpiresAt)
	if !ok {
		return client{}, false
	}
	return client{id: f.ClientID, secret: redact.New(f.ClientSecret), expires: expires, code: slices.Contains(f.GrantTypes, codeGrant)}, true
}

func (c client) encode(scopes []string) ([]byte, error) {
	f := clientForm{ClientID: c.id, ClientSecret: c.secret.Reveal(), ExpiresAt: formatTime(c.expires), Scopes: scopes}
	if c.code {
		f.GrantTypes = []string{codeGrant, refreshGrant}
	}
	return json.Marshal(f)
}

// parseTime knows the older ending of the AWS CLI, too.
func parseTime(s string) (time.Time, bool) {
	for _, form := range []string{time.RFC3339, "2006-01-02T15:04:05UTC"} {
		if t, err := time.Parse(form, s); err == nil && t.Year() > 1970 && t.Year() < 9000 {
			return t.UTC(), true
		}
	}
	return time.Time{}, false
}

func formatTime(t time.Time) string { return t.UTC().Format("2006-01-02T15:04:05Z") }

// visible tells whether s can stand in a header: tokens do.
func visible(s string) bool {
	return len(s) <= maxValue && !strings.ContainsFunc(s, func(r rune) bool { return r <= ' ' || r > '~' })
}
