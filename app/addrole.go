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
	talk
	role roles.NewRole
}

// run tells whether a role was added.
func (t *roleTalk) run() bool {
	var addition string
	w := t.home.Words.Add
	arn, mfaSerial := t.ask.line(w.Title, w.ARN, &t.role.RoleARN), t.ask.line(w.Title, w.MFASerial, &t.role.MFASerial)
	check := func() (again question, why string) {
		var problem roles.Problem
		if addition, problem = roles.Addition(t.home.Files, os.Getenv, t.role); problem.Kind == roles.ProblemNone {
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
		return again, t.home.Words.Problem(tray.Problem(roles.Role{Profile: t.role.Profile, Problem: problem})).String()
	}
	return fill(check, arn, t.name, t.source, mfaSerial) && t.write(addition)
}

func (t *roleTalk) name(note string) (ok bool) {
	suggested := t.role.RoleARN[strings.LastIndexByte(t.role.RoleARN, '/')+1:]
	t.role.Profile, ok = t.ask.entry(t.home.Words.Add.Title, note+t.home.Words.Add.Name(suggested))
	t.role.Profile = cmp.Or(t.role.Profile, suggested)
	return ok
}

func (t *roleTalk) source(note string) bool {
	w, sources := t.home.Words.Add, roles.Sources(t.home.Files)
	if len(sources) == 0 {
		t.ask.say(dialogs.AskInfo, w.NoSource(home.Short(t.home.Files.Credentials)))
		return false
	}
	labels := make([]string, len(sources))
	for i, s := range sources {
		labels[i] = text.Clean(s, 60)
	}
	i, ok := t.ask.choose(w.Title, note+w.Source, labels)
	if ok {
		t.role.SourceProfile = sources[i]
	}
	return ok
}

// write shows what it will write, and writes it where the person agrees.
func (t *roleTalk) write(addition string) bool {
	w, file := t.home.Words.Add, home.Short(t.home.Files.Config)
	if !t.ask.agrees(w.Confirm(file), text.CleanLines(addition, 200)) {
		return false
	}
	backup, err := roles.AppendRole(t.home.Files, addition)
	if err != nil {
		t.ask.say(dialogs.AskInfo, w.Failed(file, err.Error()))
		return false
	}
	t.ask.say(dialogs.AskInfo, w.Added(t.role.Profile, home.Short(backup.Path), backup.Keys))
	t.production()
	return true
}

// production offers to mark a role that sounds like one in production.
func (t *roleTalk) production() {
	now, _ := settings.Read(t.home.SettingsFile())
	of := t.role.RoleARN[strings.LastIndexByte(t.role.RoleARN, ':')+1:]
	if now.IsProduction(t.role.Profile, t.role.RoleARN) || !settings.SoundsLikeProduction(t.role.Profile) && !settings.SoundsLikeProduction(of) ||
		!t.ask.agrees(t.home.Words.Add.Production(t.role.Profile)) {
		return
	}
	if err := settings.SetRole(t.home.SettingsFile(), t.role.Profile, settings.KeyRoleProduction, true); err != nil {
		t.ask.say(dialogs.AskInfo, t.home.Words.Problem(text.Problem{Kind: "settings_write"}))
	}
}

// addRole adds a role to the AWS config file, asking the person.
func (a *app) addRole() { a.talk("add a role", a.addRoleIn) }

func (a *app) addRoleIn(t talk) {
	r := roleTalk{talk: t}
	if r.run() {
		a.broker.Reload()
	}
}
