package session

import (
	"bytes"
	"crypto/pbkdf2"
	"crypto/sha256"
	"slices"
	"strconv"
	"sync"
	"time"

	"halfday/internal/redact"
)

// The limits of Codes.
const (
	sentFor  = 90 * time.Second // how long AWS may still know a code
	maxCodes = 1000             // more than a person sends in that time

	// markEvery is how long one salt counts, and markRounds what one mark costs:
	// a few thousandths of a second, which the person waits. Codes are few, so
	// who wants one that a mark stands for tries them all: about half an hour of a
	// processor, while a code counts for a minute and a half at most.
	markEvery  = 180 * time.Second
	markRounds = 2_000
)

// SentCode is an MFA code that is about to be sent to AWS. It stays in its
// process: others get its CodeMark.
type SentCode struct {
	redact.Hidden
	MFASerial, Code string
}

// CodeMark stands for a code where another process is to know whether it has
// seen it, without being told which it is: who answers need not be the tray.
type CodeMark struct {
	Now  []byte   `json:"now"`  // the salted hash as of now
	Near [][]byte `json:"near"` // that, and those as of 90 s ago and from now
}

// Mark gives the mark of a code at now. It is slow of purpose.
func (s SentCode) Mark(now time.Time) CodeMark {
	salt := func(at time.Time) int64 { return at.Unix() / int64(markEvery/time.Second) }
	first := salt(now.Add(-sentFor))
	m := CodeMark{Near: make([][]byte, salt(now.Add(sentFor))-first+1)}
	var all sync.WaitGroup
	for i := range m.Near {
		all.Go(func() {
			salt := s.MFASerial + "\x00" + strconv.FormatInt(first+int64(i), 10)
			// It fails for keys and salts that are too short for some rules.
			m.Near[i], _ = pbkdf2.Key(sha256.New, s.Code, []byte("halfday code "+salt), markRounds, sha256.Size)
		})
	}
	all.Wait()
	m.Now = m.Near[salt(now)-first]
	return m
}

// Codes remembers which MFA codes were sent to AWS in the last 90 s, which
// takes each code once.
//
// It is a value like a slice, for one goroutine at a time; as JSON it is what
// a file keeps of it.
type Codes []sentMark

type sentMark struct {
	Mark []byte    `json:"mark"`
	At   time.Time `json:"at"`
}

// Claim takes a code for sending at now. It is false where it was taken before.
func (c *Codes) Claim(m CodeMark, now time.Time) bool {
	c.prune(now)
	if c.find(m) >= 0 {
		return false
	}
	*c = append(*c, sentMark{m.Now, now.Round(0).UTC()})
	return true
}

// Release gives a code back that did not leave after all.
func (c *Codes) Release(m CodeMark) {
	if i := c.find(m); i >= 0 {
		*c = slices.Delete(*c, i, i+1)
	}
}

// Add takes over what another one remembers.
func (c *Codes) Add(other Codes, now time.Time) {
	*c = append(*c, other...)
	c.prune(now)
}

func (c *Codes) find(m CodeMark) int {
	return slices.IndexFunc(*c, func(s sentMark) bool {
		return len(s.Mark) > 0 && slices.ContainsFunc(m.Near, func(near []byte) bool { return bytes.Equal(near, s.Mark) })
	})
}

// prune forgets what is too old; it counts both ways from now, since a clock
// may be set back.
func (c *Codes) prune(now time.Time) {
	*c = slices.DeleteFunc(*c, func(s sentMark) bool { return now.Round(0).Sub(s.At).Abs() > sentFor })
	*c = slices.Delete(*c, 0, max(0, len(*c)-maxCodes))
}
