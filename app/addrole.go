package app

import (
	"cmp"
	"os"
	"strings"

	"halfday/dialogs"
	"halfday/home"
	"halfday/roles"
	"halfday/settings"
	"halfday/text"
	"halfday/tray"
)

// roleTalk leads through adding a role: what has to be known is asked for, an
// answer that cannot be is asked for again, and nothing is written before the
// person has seen it.
type roleTalk struct {
	words  text.Words
	files  roles.Files
	getenv func(string) string
	ask    asker
	// settings is the path of the settings file.
	settings string

	role roles.NewRole
}

// run tells whether a role was added.
func (t *roleTalk) run() bool {
	var addition string
	arn := t.ask.line(t.words.Add.Title, t.words.Add.ARN, &t.role.RoleARN)
	mfaSerial := t.ask.line(t.words.Add.Title, t.words.Add.MFASerial, &t.role.MFASerial)
	check := func() (again question, why string) {
		var problem roles.Problem
		if addition, problem = roles.Addition(t.files, t.getenv, t.role); problem.Kind == roles.ProblemNone {
			return nil, ""
		}
		again = t.source
		switch problem.Kind {
		case roles.ProblemName, roles.ProblemNameTaken:
			again = t.name
		case roles.ProblemMFASerial, roles.ProblemFIDO:
			again = mfaSerial
		case roles.ProblemRoleARN, roles.ProblemPartition, roles.ProblemPartitionISO:
			again = arn
		}
		return again, t.words.Problem(tray.Problem(roles.Role{Profile: t.role.Profile, Problem: problem})).String()
	}
	return fill(check, arn, t.name, t.source, mfaSerial) && t.write(addition)
}

func (t *roleTalk) name(note string) (ok bool) {
	suggested := t.role.RoleARN[strings.LastIndexByte(t.role.RoleARN, '/')+1:]
	t.role.Profile, ok = t.ask.entry(t.words.Add.Title, note+t.words.Add.Name(suggested))
	t.role.Profile = cmp.Or(t.role.Profile, suggested)
	return ok
}

func (t *roleTalk) source(note string) bool {
	sources := roles.Sources(t.files)
	if len(sources) == 0 {
		t.ask.say(dialogs.AskInfo, t.words.Add.NoSource(home.Short(t.files.Credentials)))
		return false
	}
	labels := make([]string, len(sources))
	for i, s := range sources {
		labels[i] = text.Clean(s, 60)
	}
	i, ok := t.ask.choose(t.words.Add.Title, note+t.words.Add.Source, labels)
	if ok {
		t.role.SourceProfile = sources[i]
	}
	return ok
}

// write shows what it will write, and writes it where the person agrees.
func (t *roleTalk) write(addition string) bool {
	if !t.ask.agrees(t.words.Add.Confirm(home.Short(t.files.Config)), text.CleanLines(addition, 200)) {
		return false
	}
	backup, err := roles.AppendRole(t.files, addition)
	if err != nil {
		t.ask.say(dialogs.AskInfo, t.words.Add.Failed(home.Short(t.files.Config), err.Error()))
		return false
	}
	t.ask.say(dialogs.AskInfo, t.words.Add.Added(t.role.Profile, home.Short(backup.Path), backup.Keys))
	t.production()
	return true
}

// production offers to mark a role that sounds like one in production.
func (t *roleTalk) production() {
	now, _ := settings.Read(t.settings)
	of := t.role.RoleARN[strings.LastIndexByte(t.role.RoleARN, ':')+1:]
	if now.IsProduction(t.role.Profile, t.role.RoleARN) || !settings.SoundsLikeProduction(t.role.Profile) && !settings.SoundsLikeProduction(of) {
		return
	}
	if !t.ask.agrees(t.words.Add.Production(t.role.Profile)) {
		return
	}
	if err := settings.SetRole(t.settings, t.role.Profile, settings.KeyRoleProduction, true); err != nil {
		t.ask.say(dialogs.AskInfo, t.words.Problem(text.Problem{Kind: "settings_write"}))
	}
}

// addRole adds a role to the AWS config file, asking the person.
func (a *app) addRole() { a.talk("add a role", a.addRoleIn) }

func (a *app) addRoleIn(t talk) {
	h := t.home
	r := roleTalk{words: h.Words, files: h.Files, getenv: os.Getenv, ask: t.ask, settings: h.SettingsFile()}
	if r.run() {
		a.broker.Reload()
	}
}
