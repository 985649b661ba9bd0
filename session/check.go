package session

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"halfday/internal/openable"
)

// The bounds of what sign-in processes, terminals and the store's file may say.
const (
	maxLength   = 12*time.Hour + 5*time.Minute // of a console session
	maxSkew     = 5 * time.Minute              // of the clock of who says so
	maxName     = 16 << 10                     // of a profile, in bytes
	maxKept     = 512                          // of one that more is remembered of than its session
	maxText     = 2 << 10
	maxWhere    = 1 << 10 // of a page, and of its region
	maxReminded = 100
	leastTaken  = 900 // seconds of a SessionDuration
	mostTaken   = 43200
)

// check returns why a session cannot be one, whoever says so.
func (s Session) check() error {
	length := s.Expires.Sub(s.SignedInAt)
	texts := []string{s.RoleARN, s.Account, s.Partition, s.Region, s.Console, s.InPlace, s.Browser}
	for _, rule := range []struct {
		holds bool
		why   string
	}{
		{s.Profile != "", "no profile"},
		{plausible(s.SignedInAt) && plausible(s.Expires), "impossible time"},
		{length > 0 && length <= maxLength, "impossible length " + length.String()},
		{isText(s.Profile, maxName), "profile is not a name"},
		{!slices.ContainsFunc(texts, func(t string) bool { return !isText(t, maxText) }), "impossible text"},
		{s.Console == "" || openable.Is(s.Console), "console is not an https address"},
		{len(s.Reminded) <= maxReminded, "too many reminders"},
		{!slices.ContainsFunc(s.Reminded, func(r int) bool { return r < 0 || r > 24*60*60 }), "impossible reminder"},
		{s.SnoozedUntil.IsZero() || !s.SnoozedUntil.Before(s.SignedInAt) && s.SnoozedUntil.Sub(s.Expires) <= 2*showEnded, "impossible snooze"},
	} {
		if !rule.holds {
			return errors.New("checking a session: " + rule.why)
		}
	}
	return nil
}

// checkNew returns why a session cannot have been opened just now.
func (s Session) checkNew(now time.Time) error {
	if left := s.Expires.Sub(now); left <= 0 || left > maxLength {
		return fmt.Errorf("checking a session: ends in %s", left)
	}
	if s.SignedInAt.Sub(now) > maxSkew {
		return errors.New("checking a session: begins in the future")
	}
	return s.check()
}

// usable tells whether a lesson can be one.
func (l Lesson) usable() bool {
	return l.RoleARN != "" && isText(l.RoleARN, maxText) && plausible(l.At) && l.Wanted >= leastTaken && l.Wanted <= mostTaken &&
		(l.Taken == withoutDuration || l.Taken >= leastTaken && l.Taken <= mostTaken)
}

// usable tells whether a page is one to store.
func (p Page) usable() bool {
	path, _, _ := strings.Cut(p.Where, "#")
	inPath := strings.HasPrefix(path, "/") && !strings.HasPrefix(path, "//")
	return isText(p.Where, maxWhere) && isText(p.Region, maxWhere) && !strings.ContainsFunc(p.Where+p.Region, unicode.IsControl) &&
		!strings.ContainsAny(path, `?\ `) && (inPath || !strings.ContainsAny(path, "/:"))
}

// canKeep tells whether more is remembered of a profile than its session.
func canKeep(profile string) bool { return profile != "" && len(profile) <= maxKept }

// plausible tells whether a time can be one of a sign-in.
func plausible(t time.Time) bool { return t.Year() >= 2000 && t.Year() <= 9000 }

func isText(s string, most int) bool { return len(s) <= most && utf8.ValidString(s) }
