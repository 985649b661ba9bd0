package demo

import (
	"crypto/rand"
	"encoding/base32"
	"encoding/base64"
)

func randomBytes(n int) []byte {
	b := make([]byte, n)
	_, _ = rand.Read(b) // it never fails
	return b
}

// newKeyID makes an access key id: AKIA for long-term keys, ASIA for temporary
// ones, then 16 capitals and digits.
func newKeyID(prefix string) string {
	return prefix + base32.StdEncoding.EncodeToString(randomBytes(10))
}

// newSecretKey makes a secret access key of 40 characters that has both a plus
// and a slash, so that what forgets to escape them shows.
func newSecretKey() string {
	return base64.StdEncoding.EncodeToString(randomBytes(30))[:38] + "+/"
}

// newSessionToken makes a session token of 800 characters that ends in "=".
func newSessionToken() string {
	return base64.StdEncoding.EncodeToString(append([]byte("!\n\torigin_ec"), randomBytes(587)...))
}

func newSigninToken() string { return base64.StdEncoding.EncodeToString(randomBytes(500)) }
