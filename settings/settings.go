// Package settings reads, checks and changes the settings file, a small TOML
// file that a person edits and that the menu edits too.
//
// The file belongs to the person: it is never moved away, and a change keeps
// every other byte of it. A value that cannot be used costs that value only.
// The package must not watch the file, act on a setting, or hold a secret.
package settings

import (
	"errors"
	"io/fs"
	"time"
)

// The keys of the file that Halfday sets itself; all of them are in values.go.
const (
	KeyRemind          = "remind"
	KeyLength          = "session_length"
	KeyReopen          = "reopen"
	KeyStartAtLogin    = "start_at_login"
	KeyCheckForUpdates = "check_for_updates"
	KeyLanguage        = "language"
	KeyGroupBy         = "group_by"
	KeyPinned          = "pinned"
)

// tableRole is the table that has a table for each role.
const tableRole = "role"

// The keys of a role's table, as in [role."prod-admin"], that Halfday sets itself.
const (
	KeyRoleLabel       = "label"
	KeyRoleProduction  = "production"
	KeyRoleDestination = "destination"
	KeyRoleRegion      = "region"
	KeyRoleLength      = "session_length"
	KeyRoleBrowser     = "browser"
	KeyRoleReopen      = "reopen"
)

// Settings is what the file says, with defaults where it says nothing.
type Settings struct {
	Remind          []time.Duration // how long before the end to remind, longest first; empty: never
	Length          time.Duration   // of a console session: whole hours, 1 to 12
	Issuer          string          // of the sign-in URL; "": Halfday's page
	KeepCredentials bool            // role credentials stay in memory, for opening again without a code
	Reopen          string          // what it takes to open again: ReopenAsk, ReopenCode, ReopenFree
	KeepWhenLocked  bool            // role credentials stay in memory while the screen is locked and the machine sleeps
	SignOutFirst    bool            // sign the browser out before signing in
	StartAtLogin    *bool           // nil: as it is
	TimeInMenuBar   bool            // macOS, GNOME: the time left beside the icon
	Proxy           string          // by which AWS is reached; "none" for none, "" for the system's
	CABundle        string          // file of certificates (PEM) that are trusted, "" for the system's
	CheckForUpdates *bool           // once a week; nil: the person was not asked, and it does not
	Language        string          // "en", "ja"; "" is the system's
	GroupBy         string          // what a long list of roles is grouped by; "" is the menu's choice
	MenuLines       int             // lines of the menu's first level; 0 is what fits the desktop
	FlatRoles       int             // roles that it lists one by one; 0 is what fits the desktop
	Pinned          []string        // profiles that a long menu has near its top, in this order
	CodeCommand     string          // prints the MFA code; may hold secrets
	Production      []string        // patterns of roles in production: see IsProduction

	Roles map[string]Role // by profile; nil where the file has none
}

// Role is what the file says about one role. What it leaves out is the zero
// value.
type Role struct {
	Label           string          // shown in the place of the name
	Production      *bool           // to be marked wherever a person might mistake it; nil is as the patterns say
	Destination     string          // of the console: unchecked, since what is right depends on the role's partition
	Region          string          // that the console shows
	Length          time.Duration   // of a console session: whole hours, 1 to 12; 0 is Settings.Length
	Browser         string          // as package browser reads it
	Reopen          string          // "" is Settings.Reopen
	KeepCredentials *bool           // nil is Settings.KeepCredentials
	Remind          []time.Duration // nil is Settings.Remind; empty: never
	SessionName     string          // of the role session, with {user} and {host}; "" is as the AWS files say
	SourceIdentity  string          // the same; "" for none
	Tags            []string        // of the role session, as "key=value", with the same in their values
	CodeCommand     string          // "" is Settings.CodeCommand; may hold secrets
}

// defaults gives the settings that hold without a file.
func defaults() Settings {
	return Settings{
		Remind:          []time.Duration{15 * time.Minute},
		Length:          12 * time.Hour,
		KeepCredentials: true,
		Reopen:          ReopenAsk,
	}
}

// Problem is a place in the file that cannot be used. The default of its key
// holds.
type Problem struct {
	Line  int    // from 1; 1 where the whole file is meant
	Value string // untrusted text from the file, or why the file cannot be read
}

const (
	maxProblems = 20  // how many are worth telling
	maxExcerpt  = 100 // bytes of a statement in one
)

// Read reads the file at path. It returns usable settings in any case: without
// a file the defaults. The problems come in the order of their lines.
func Read(path string) (Settings, []Problem) {
	data, err := readFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return defaults(), nil
	}
	if err != nil {
		return defaults(), []Problem{{Line: 1, Value: err.Error()}}
	}
	return parse(data)
}

// parse makes settings of the contents of a file. Keys and tables that are not
// ours mean nothing here; of a key that is there twice the first counts.
func parse(data []byte) (Settings, []Problem) {
	settings := defaults()
	var problems []Problem
	seen := map[keyPath]bool{}
	for _, s := range scan(data) {
		at := s.path()
		take := settings.take(at)
		bad := !s.ok || take != nil && (seen[at] || !take(s.value))
		if bad && len(problems) < maxProblems {
			problems = append(problems, Problem{s.line, string(data[s.start:min(s.end, s.start+maxExcerpt)])})
		}
		if s.ok {
			seen[at] = true
		}
	}
	return settings, problems
}
