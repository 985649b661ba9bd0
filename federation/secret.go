package federation

import (
	"encoding/json"
	"errors"
	"time"

	"halfday/internal/redact"

	"github.com/aws/aws-sdk-go-v2/aws"
)

// Credentials are those of a role. They are opaque and print as [redacted]
// under every verb; MarshalBinary is for the pipe between tray and sign-in
// process and for nothing else. The zero Credentials are none.
type Credentials struct {
	redact.Hidden
	// A pointer to a pointer: of a verb that it does not know, fmt prints what
	// one pointer to a struct leads to.
	p **keys
}

func newCredentials(k *keys) Credentials { return Credentials{p: &k} }

// keys are what is behind c; nil for none.
func (c Credentials) keys() *keys {
	if c.p == nil {
		return nil
	}
	return *c.p
}

// keys are what STS gives and the pipe carries, and how.
type keys struct {
	AccessKeyID     string    `json:"a" xml:"AccessKeyId"`
	SecretAccessKey string    `json:"s"`
	SessionToken    string    `json:"t"`
	Expires         time.Time `json:"e" xml:"Expiration"`
	Limited         bool      `json:"l" xml:"-"`
}

// whole tells whether nothing is missing.
func (k *keys) whole() bool {
	return k != nil && k.AccessKeyID != "" && k.SecretAccessKey != "" && k.SessionToken != "" && !k.Expires.IsZero()
}

// maxCredentials bounds what UnmarshalBinary reads, in bytes.
const maxCredentials = 64 << 10

// Expires is when the credentials end (UTC); the zero time for none.
func (c Credentials) Expires() time.Time {
	if k := c.keys(); k != nil {
		return k.Expires
	}
	return time.Time{}
}

// MarshalBinary gives the credentials themselves: for the pipe only.
func (c Credentials) MarshalBinary() ([]byte, error) {
	k := c.keys()
	if k == nil {
		return nil, errors.New("encoding credentials: there are none")
	}
	return json.Marshal(k)
}

// UnmarshalBinary takes what MarshalBinary gave.
func (c *Credentials) UnmarshalBinary(b []byte) error {
	// The decoder's own errors may quote what they could not read.
	if len(b) > maxCredentials {
		return errors.New("decoding credentials: too long")
	}
	var p keys
	if json.Unmarshal(b, &p) != nil {
		return errors.New("decoding credentials: not in the expected form")
	}
	if !p.whole() {
		return errors.New("decoding credentials: incomplete")
	}
	p.Expires = p.Expires.UTC()
	*c = newCredentials(&p)
	return nil
}

// keysFrom makes keys of the SDK's credentials.
func keysFrom(c aws.Credentials) *keys {
	return &keys{AccessKeyID: c.AccessKeyID, SecretAccessKey: c.SecretAccessKey, SessionToken: c.SessionToken, Expires: c.Expires}
}

func (c *keys) signing() aws.Credentials {
	return aws.Credentials{
		AccessKeyID: c.AccessKeyID, SecretAccessKey: c.SecretAccessKey, SessionToken: c.SessionToken,
		Source: "halfday",
	}
}
