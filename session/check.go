package session

import (
	"errors"
	"fmt"
	"net/netip"
	"net/url"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

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

// check returns why a lesson cannot be one.
func (l Lesson) check() error {
	const least, most = 900, 43200 // seconds of a SessionDuration
	switch {
	case l.RoleARN == "" || len(l.RoleARN) > maxText || !utf8.ValidString(l.RoleARN):
		return errors.New("checking a lesson: impossible role")
	case l.Taken != withoutDuration && (l.Taken < least || l.Taken > most), l.Wanted < least || l.Wanted > most:
		return errors.New("checking a lesson: impossible length")
	case !plausible(l.At):
		return errors.New("checking a lesson: impossible time")
	}
	return nil
}

// check returns why a page is not one to store.
func (p Page) check() error {
	path, _, _ := strings.Cut(p.Where, "#")
	inPath := strings.HasPrefix(path, "/") && !strings.HasPrefix(path, "//")
	switch {
	case len(p.Where) > maxWhere || len(p.Region) > maxWhere:
		return errPage
	case !utf8.ValidString(p.Where+p.Region) || strings.ContainsFunc(p.Where+p.Region, unicode.IsControl):
		return errPage
	case strings.ContainsAny(path, `?\ `), !inPath && strings.ContainsAny(path, "/:"):
		return errPage
	}
	return nil
}
