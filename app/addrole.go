package app

import (
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
	suggest := func() string { return roles.ARNName(t.role.RoleARN) }
	name := t.ask.name(w.Title, w.Name, suggest, &t.role.Profile)
	check := func() (again question, why string) {
		var problem roles.Problem
		if addition, problem = roles.Addition(t.home.Files, os.Getenv, t.role); problem.Kind == roles.ProblemNone {
			return nil, ""
		}
		again = t.source
		switch problem.Kind {
		case roles.ProblemName, roles.ProblemNameTaken:
			again = name
		case roles.ProblemMFASerial, roles.ProblemFIDO:
			again = mfaSerial
		case roles.ProblemRoleARN, roles.ProblemPartition, roles.ProblemPartitionISO:
			again = arn
		}
		return again, t.home.Words.Problem(tray.Problem(roles.Role{Profile: t.role.Profile, Problem: problem})).String()
	}
	return fill(check, arn, name, t.source, mfaSerial) && t.write(addition)
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

// write writes what it shows, where the person agrees.
func (t *roleTalk) write(addition string) bool {
	w := t.home.Words.Add
	backup, ok := t.ask.write(t.home, w.Confirm(home.Short(t.home.Files.Config)), addition, addition)
	if !ok {
		return false
	}
	t.ask.say(dialogs.AskInfo, w.Added(t.role.Profile, home.Short(backup.Path), backup.Keys))
	added := roles.Role{Profile: t.role.Profile, RoleARN: t.role.RoleARN}
	t.ask.production(t.home, []roles.Role{added}, func(names []string) text.Message { return w.Production(names[0]) })
	return true
}

// write adds the addition to the AWS config file, where the person agrees. shown
// is as much of it as they can be shown.
func (ask asker) write(h home.Home, confirm text.Message, shown, addition string) (roles.Backup, bool) {
	if !ask.agrees(confirm, text.CleanLines(shown, 200)) {
		return roles.Backup{}, false
	}
	backup, err := roles.AppendRole(h.Files, addition)
	if err != nil {
		ask.say(dialogs.AskError, h.Words.Add.Failed(home.Short(h.Files.Config), err.Error()))
	}
	return backup, err == nil
}

// production offers to mark those of added that sound like roles in production.
func (ask asker) production(h home.Home, added []roles.Role, question func(names []string) text.Message) {
	now, _ := settings.Read(h.SettingsFile())
	var names []string
	for _, r := range added {
		of := r.RoleARN[strings.LastIndexByte(r.RoleARN, ':')+1:]
		if !now.IsProduction(r.Profile, r.RoleARN) && (settings.SoundsLikeProduction(r.Profile) || settings.SoundsLikeProduction(of)) {
			names = append(names, r.Profile)
		}
	}
	if len(names) == 0 || !ask.agrees(question(names)) {
		return
	}
	for _, name := range names {
		if !ask.kept(h.Words, settings.SetRole(h.SettingsFile(), name, settings.KeyRoleProduction, true)) {
			return
		}
	}
}

// addRole adds a role to the AWS config file, asking the person.
func (a *app) addRole() { a.talk("add a role", a.addRoleIn) }

func (a *app) addRoleIn(t talk) {
	if r := (roleTalk{talk: t}); r.run() {
		a.broker.Reload()
	}
}
