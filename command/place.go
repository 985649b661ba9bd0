package command

import (
	"cmp"
	"os"
	"path/filepath"
	"strings"
	"time"

	"halfday/browser"
	"halfday/desktop"
	"halfday/federation"
	"halfday/roles"
	"halfday/session"
	"halfday/settings"
	"halfday/text"
)

// demoVar names the folder of a demo: its own AWS files, settings and
// sessions, so that the person's stay untouched. Children inherit it.
const demoVar = "HALFDAY_DEMO"

// place is where Halfday runs: its folders, the AWS files, the settings and
// the language. Every subcommand makes it once, at its start.
type place struct {
	dirs     desktop.Dirs
	files    roles.Files
	settings settings.Settings
	problems []settings.Problem
	words    text.Words
	demo     bool
}

// newPlace makes a place that checkPlace has found good.
func newPlace() place {
	home, _ := os.UserHomeDir() // there is one
	p := barePlace(home)
	p.load()
	return p
}

// barePlace is where things are, before any of it was read. The folders are ""
// where the system does not say.
func barePlace(home string) place {
	p := place{files: roles.AWSFiles(os.Getenv, home)}
	p.dirs, _ = desktop.UserDirs(os.Getenv, home)
	if dir := os.Getenv(demoVar); dir != "" {
		p.demo = true
		p.dirs = desktop.Dirs{
			State:   filepath.Join(dir, "state"),
			Config:  filepath.Join(dir, "settings"), // the AWS config file of the demo is dir/config
			Runtime: filepath.Join(dir, "run"),
		}
	}
	return p
}

// load reads the settings, which also choose the language.
func (p *place) load() {
	p.settings, p.problems = settings.Read(p.settingsFile())
	p.words = text.For(cmp.Or(p.settings.Language, desktop.Language(os.Getenv)))
}

// roles reads the AWS files, and adds what the settings say about their roles,
// and what was learned of them.
func (p *place) roles(lessons session.Lessons) roles.Listing {
	list := roles.ReadRoles(p.files, os.Getenv)
	p.describe(list, lessons, time.Now())
	return list
}

// describe adds that to a list.
func (p *place) describe(list roles.Listing, lessons session.Lessons, now time.Time) {
	for i := range list.Roles {
		own := p.settings.Roles[list.Roles[i].Profile]
		list.Roles[i].Label, list.Roles[i].Production = own.Label, own.Production
		list.Roles[i].Browser = browser.Setting(own.Browser)
		p.expect(&list.Roles[i], lessons, now)
	}
}

// length is how long consoles of the role are to last.
func (p *place) length(r roles.Role) time.Duration {
	return cmp.Or(p.settings.Roles[r.Profile].Length, p.settings.Length)
}

// expect says how long its console will last, as far as is known.
func (p *place) expect(r *roles.Role, lessons session.Lessons, now time.Time) {
	if r.Problem.Kind != roles.ProblemNone {
		return
	}
	wanted := p.length(*r)
	taken, _ := lessons.Taken(*r, wanted, now)
	length, why := federationRole(*r).Expected(wanted, federation.Rung(taken))
	if why == "" && taken == 0 {
		why = "unknown"
	}
	r.Console, r.ConsoleWhy = length, string(why)
}

// short writes a path below the person's home with ~, as they would.
func short(path string) string {
	home, err := os.UserHomeDir()
	if err != nil || home == "" {
		return path
	}
	if rest, ok := strings.CutPrefix(path, home+string(filepath.Separator)); ok {
		return "~" + string(filepath.Separator) + rest
	}
	return path
}

func (p *place) settingsFile() string { return filepath.Join(p.dirs.Config, "settings.toml") }
func (p *place) storeFile() string    { return filepath.Join(p.dirs.State, "sessions.json") }
func (p *place) logFile() string      { return desktop.LogFile(p.dirs.State) }

// keepLesson stores what was learned where no tray does. The lock keeps a tray
// from starting meanwhile, which would store what it read before.
func (p *place) keepLesson(profile string, l session.Lesson) error {
	instance, err := desktop.Acquire(p.dirs.Runtime)
	if err != nil {
		return err
	}
	defer instance.Close()
	return session.KeepLesson(p.storeFile(), profile, l)
}

// federationRole is a role as package federation takes it.
func federationRole(r roles.Role) federation.Role {
	f := federation.Role{
		Profile: r.Profile, Partition: r.Partition, Region: r.Region, MFASerial: r.MFASerial,
		BaseProfile: r.Base.Profile, BaseKind: string(r.Base.Kind),
	}
	for _, h := range r.Hops {
		f.Hops = append(f.Hops, federation.Hop(h))
	}
	return f
}
