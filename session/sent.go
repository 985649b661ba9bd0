package session

import (
	"bytes"
	"crypto/rand"
	"crypto/sha256"
	"fmt"
	"log/slog"
	"slices"
	"time"
)

// The limits of Codes.
const (
	sentFor  = 90 * time.Second // how long AWS may still know a code
	maxCodes = 1000             // more than a person sends in that time
)

// SentCode is an MFA code that is about to be sent to AWS.
type SentCode struct {
	MFASerial string `json:"mfa_serial"`
	Code      string `json:"code"`
}

// Format keeps the code out of whatever is printed.
func (SentCode) Format(f fmt.State, _ rune) { fmt.Fprint(f, "session.SentCode{redacted}") }

// LogValue keeps the code out of the log.
func (SentCode) LogValue() slog.Value { return slog.StringValue("session.SentCode{redacted}") }

// Codes remembers which MFA codes were sent to AWS in the last 90 s, which
// takes each code once. It holds salted hashes, so that it shows no code to
// who looks at it in passing; six digits are few, and who tries them all finds
// one that has been used up.
//
// It is a value like a slice, for one goroutine at a time; as JSON it is what
// a file keeps of it.
type Codes []codeMark

type codeMark struct {
	Salt []byte    `json:"salt"`
	Hash []byte    `json:"hash"`
	At   time.Time `json:"at"`
}

// Claim takes a code for sending at now. It is false where it was taken before.
func (c *Codes) Claim(s SentCode, now time.Time) bool {
	c.prune(now)
	if c.find(s) >= 0 {
		return false
	}
	m := codeMark{Salt: make([]byte, 16), At: now.Round(0).UTC()}
	_, _ = rand.Read(m.Salt) // never fails: it ends the program
	m.Hash = m.of(s)
	*c = append(*c, m)
	return true
}

// Release gives a code back that did not leave after all.
func (c *Codes) Release(s SentCode) {
	if i := c.find(s); i >= 0 {
		*c = slices.Delete(*c, i, i+1)
	}
}

// Add takes over what another one remembers.
func (c *Codes) Add(other Codes, now time.Time) {
	*c = append(*c, other...)
	c.prune(now)
}

func (c *Codes) find(s SentCode) int {
	return slices.IndexFunc(*c, func(m codeMark) bool { return bytes.Equal(m.Hash, m.of(s)) })
}

// prune forgets what is too old; it counts both ways from now, since a clock
// may be set back.
func (c *Codes) prune(now time.Time) {
	*c = slices.DeleteFunc(*c, func(m codeMark) bool { return now.Round(0).Sub(m.At).Abs() > sentFor })
	*c = slices.Delete(*c, 0, max(0, len(*c)-maxCodes))
}

func (m codeMark) of(s SentCode) []byte {
	sum := sha256.Sum256(slices.Concat(m.Salt, []byte(s.MFASerial), []byte{0}, []byte(s.Code)))
	return sum[:]
}
