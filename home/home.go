// Package home is where Halfday runs: its folders and files, the AWS files,
// the settings and the words, whether they may be trusted, and how this program
// starts itself. Every subcommand begins with it, and so does the tray.
//
// It must not ask or tell anybody anything, nor speak to AWS.
package home

import (
	"cmp"
	"os"
	"path/filepath"
	"strings"
	"time"

	"halfday/browser"
	"halfday/desktop"
	"halfday/federation"
	"halfday/identitycenter"
	"halfday/roles"
	"halfday/session"
	"halfday/settings"
	"halfday/text"
)

// ID names Halfday to the desktop.
const ID = "app.halfday.Halfday"

// DemoVariable names the folder of a demo: its own AWS files, settings and
// sessions, so that the person's stay untouched. Children inherit it.
const DemoVariable = "HALFDAY_DEMO"

// Home is where Halfday runs. It is a value; its settings and words are those of
// when they were read.
type Home struct {
	Dirs     desktop.Dirs
	Files    roles.Files
	Settings settings.Settings
	Problems []settings.Problem
	Words    text.Words
	Demo     bool
}

// Load reads where this process runs, which Check has found good.
func Load() Home {
	home, _ := os.UserHomeDir() // there is one
	p := bare(home)
	p.Reload()
	return p
}

// bare is where things are, before any of it was read. The folders are ""
// where the system does not say.
func bare(home string) Home {
	p := Home{Files: roles.AWSFiles(os.Getenv, home)}
	p.Dirs, _ = desktop.UserDirs(os.Getenv, home)
	if dir := os.Getenv(DemoVariable); dir != "" {
		p.Demo = true
		p.Dirs = desktop.Dirs{
			State:   filepath.Join(dir, "state"),
			Config:  filepath.Join(dir, "settings"), // the AWS config file of the demo is dir/config
			Runtime: filepath.Join(dir, "run"),
		}
	}
	return p
}

// Reload reads the settings, which also choose the language.
func (p *Home) Reload() {
	p.Settings, p.Problems = settings.Read(p.SettingsFile())
	p.Words = text.For(cmp.Or(p.Settings.Language, desktop.Language(os.Getenv)))
}

// Roles reads the AWS files, and adds what the settings say about their roles,
// what was learned of them, and how far the person is signed in to Identity
// Center.
func (p *Home) Roles(lessons session.Lessons) roles.Listing {
	list, now := roles.ReadRoles(p.Files, os.Getenv), time.Now()
	p.Describe(list, lessons, now)
	cache := identitycenter.Cache{Dir: p.CenterCache()}
	for i := range list.Centers {
		c := &list.Centers[i]
		s := cache.Standing(c.SSO, now)
		c.Until, c.Renews = s.Until, s.Renews
	}
	return list
}

// Describe adds that to a list.
func (p *Home) Describe(list roles.Listing, lessons session.Lessons, now time.Time) {
	for i := range list.Roles {
		r := &list.Roles[i]
		own := p.Settings.Roles[r.Profile]
		r.Label, r.Browser = own.Label, browser.Setting(own.Browser)
		r.Production = p.Settings.IsProduction(r.Profile, r.RoleARN)
		if r.Problem.Kind == roles.ProblemNone {
			r.Console, r.ConsoleWhy = p.expect(*r, lessons, now)
		}
	}
}

// Length is how long consoles of the role are to last.
func (p *Home) Length(r roles.Role) time.Duration {
	return cmp.Or(p.Settings.Roles[r.Profile].Length, p.Settings.Length)
}

// expect says how long the console of a role will last, as far as is known, and
// why not longer.
func (p *Home) expect(r roles.Role, lessons session.Lessons, now time.Time) (time.Duration, string) {
	wanted := p.Length(r)
	taken, _ := lessons.Taken(r, wanted, now)
	length, why := federation.Expected(r, wanted, federation.Rung(taken))
	if why == "" && taken == 0 {
		why = "unknown"
	}
	return length, string(why)
}

// Short writes a path below the person's home with ~, as they would.
func Short(path string) string {
	home, err := os.UserHomeDir()
	if err != nil || home == "" {
		return path
	}
	if rest, ok := strings.CutPrefix(path, home+string(filepath.Separator)); ok {
		return "~" + string(filepath.Separator) + rest
	}
	return path
}

// SettingsFile is the path of the settings, which the person edits too.
func (p *Home) SettingsFile() string { return filepath.Join(p.Dirs.Config, "settings.toml") }

// StoreFile is the path of the sessions and what was learned, without secrets.
func (p *Home) StoreFile() string { return filepath.Join(p.Dirs.State, "sessions.json") }

// PageFile is the path of the page's place: its port and key.
func (p *Home) PageFile() string { return filepath.Join(p.Dirs.State, "page.json") }

// LogFile is the path of the log; one predecessor lies beside it.
func (p *Home) LogFile() string { return desktop.LogFile(p.Dirs.State) }

// hostsFile holds which hosts the person lets answer in AWS's place, and for
// which roles: an object from host to role ARNs. It holds no secret. Whoever
// works with a stand-in for AWS may write "*" for either.
func (p *Home) hostsFile() string { return filepath.Join(p.Dirs.State, "hosts.json") }

// TokenCache is where the tokens of Identity Center are; "" is the AWS CLI's own
// place.
func (p *Home) TokenCache() string {
	if p.Demo {
		return filepath.Join(p.Dirs.Runtime, "sso")
	}
	return ""
}

// CenterCache is the folder of the tokens of Identity Center.
func (p *Home) CenterCache() string { return cmp.Or(p.TokenCache(), identitycenter.CacheDir()) }

// Remember stores what a sign-in has taught, and which page it showed, where no
// tray does. The lock keeps a tray from starting meanwhile, which would store what
// it read before.
func (p *Home) Remember(profile string, l *session.Lesson, page session.Page) error {
	instance, err := desktop.Acquire(p.Dirs.Runtime)
	if err != nil {
		return err
	}
	defer instance.Close()
	return session.Remember(p.StoreFile(), profile, l, page)
}

// Command is how to run a subcommand of this program.
func Command(args ...string) (path string, _ []string) {
	path, err := desktop.Executable()
	if err != nil {
		path = os.Args[0]
	}
	return path, args
}
