package app

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"halfday/session"
	"halfday/text"
)

// saidTwo is the file in the state directory that stands for having told about
// two consoles in one browser.
const saidTwo = "said-two-consoles"

// explainTwo says once for all what AWS does when a second role is opened in
// the same browser, right after that has happened for the first time.
func (a *app) explainTwo(before *session.State, now session.State) {
	p := a.place.Load()
	if before == nil || p.Demo || p.Settings.SignOutFirst {
		return // a console of the demo holds them all
	}
	browser := func(profile string) string { return p.Settings.Roles[profile].Browser }
	first, second, ok := secondConsole(before.Sessions, now.Sessions, time.Now(), browser)
	if !ok || !a.surfaces.firstTime(filepath.Join(p.Dirs.State, saidTwo)) {
		return
	}
	a.surfaces.info(p.Words.Reminder.TwoConsoles(text.Clean(first, 60), text.Clean(second, 60)))
}

// secondConsole finds a session that has just begun, in a browser where the
// session of another role runs.
func secondConsole(before, now []session.Session, at time.Time, browser func(profile string) string) (first, second string, ok bool) {
	began := map[string]time.Time{}
	for _, s := range before {
		began[s.Profile] = s.SignedInAt
	}
	for _, s := range now {
		if s.Ended(at) || began[s.Profile].Equal(s.SignedInAt) {
			continue
		}
		for _, other := range now {
			if other.RoleARN != s.RoleARN && !other.Ended(at) && browser(other.Profile) == browser(s.Profile) {
				return other.Profile, s.Profile, true
			}
		}
	}
	return "", "", false
}

// firstTime tells whether what the file at path stands for happens for the
// first time. Where the file cannot be written it is the first time in this
// run.
func (s *surfaces) firstTime(path string) bool {
	if _, done := s.said.LoadOrStore(path, true); done {
		return false
	}
	f, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600) // #nosec G304 -- our own mark
	if err == nil {
		f.Close()
	}
	return !errors.Is(err, fs.ErrExist)
}
