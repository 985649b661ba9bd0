package session

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/netip"
	"net/url"
	"time"
	"unicode/utf8"
)

// parseEvent reads a line of a sign-in process. Lines that are not an event
// of a kind known here are not ok. What an event says is checked by whoever
// acts on it.
func parseEvent(line []byte) (e Event, ok bool) {
	if err := json.Unmarshal(line, &e); err != nil {
		return Event{}, false
	}
	switch e.Kind {
	case EventPhase, EventAgreed, EventAddress, EventSignedIn, EventFailed, EventCancelled, EventAlarm, EventShared:
		return e, true
	}
	return Event{}, false
}

// last tells whether nothing follows the event.
func (e Event) last() bool {
	return e.Kind == EventSignedIn || e.Kind == EventFailed || e.Kind == EventCancelled
}

// The limits of what a session may say.
const (
	maxLength = 12*time.Hour + 5*time.Minute // of a console session
	maxName   = 16 << 10
	maxText   = 2 << 10
	maxSkew   = 5 * time.Minute
)

// plausible tells whether a time can be one of a sign-in.
func plausible(t time.Time) bool { return t.Year() >= 2000 && t.Year() <= 9000 }

// check returns why a session cannot be one, whoever says so.
func (s Session) check() error {
	switch length := s.Expires.Sub(s.SignedInAt); {
	case s.Profile == "":
		return errors.New("checking a session: no profile")
	case !plausible(s.SignedInAt), !plausible(s.Expires):
		return errors.New("checking a session: impossible time")
	case length <= 0 || length > maxLength:
		return fmt.Errorf("checking a session: impossible length %s", length)
	case len(s.Profile) > maxName || !utf8.ValidString(s.Profile):
		return errors.New("checking a session: profile is not a name")
	case len(s.Reminded) > 100:
		return errors.New("checking a session: too many reminders")
	}
	for _, text := range []string{s.RoleARN, s.Account, s.Partition, s.Region, s.Console, s.InPlace, s.Browser} {
		if len(text) > maxText || !utf8.ValidString(text) {
			return errors.New("checking a session: impossible text")
		}
	}
	return checkConsole(s.Console)
}

// checkNew returns why a session cannot have been opened just now.
func (s Session) checkNew(now time.Time) error {
	if err := s.check(); err != nil {
		return err
	}
	if left := s.Expires.Sub(now); left <= 0 || left > maxLength {
		return fmt.Errorf("checking a session: ends in %s", left)
	}
	if s.SignedInAt.Sub(now) > maxSkew {
		return errors.New("checking a session: begins in the future")
	}
	return nil
}

// checkConsole returns why an address must not be opened: only https, and
// plain http on this machine, are a console.
func checkConsole(address string) error {
	if address == "" {
		return nil
	}
	u, err := url.Parse(address)
	if err != nil || u.Host == "" || u.User != nil || u.Opaque != "" {
		return errors.New("checking a session: console is not an address")
	}
	if u.Scheme == "https" {
		return nil
	}
	ip, err := netip.ParseAddr(u.Hostname())
	if u.Scheme != "http" || err != nil || !ip.IsLoopback() {
		return errors.New("checking a session: console is not an https address")
	}
	return nil
}
