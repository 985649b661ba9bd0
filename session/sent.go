package session

import (
	"slices"
	"time"
)

// sentFor is how long AWS may still know a code.
const sentFor = 90 * time.Second

// unsend forgets the latest sending of a code that did not leave after all.
func (b *Broker) unsend(c SentCode) {
	for i, s := range slices.Backward(b.sent) {
		if s.MFASerial == c.MFASerial && s.Code == c.Code {
			b.sent = slices.Delete(b.sent, i, i+1)
			return
		}
	}
}

// sentFor returns the codes that were sent for a device of late.
func (b *Broker) sentFor(serial string, now time.Time) []SentCode {
	var sent []SentCode
	for _, c := range b.sent {
		if c.MFASerial == serial && c.recent(now) {
			sent = append(sent, c)
		}
	}
	return sent
}

// recent counts both ways from now, since a clock may be set back.
func (c SentCode) recent(now time.Time) bool { return now.Sub(c.At).Abs() < sentFor }

// isCode tells whether s is six digits.
func isCode(s string) bool {
	if len(s) != 6 {
		return false
	}
	for _, c := range s {
		if c < '0' || c > '9' {
			return false
		}
	}
	return true
}
