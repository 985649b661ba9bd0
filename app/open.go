package app

import (
	"errors"
	"halfday/browser"
	"halfday/home"
	"halfday/roles"
	"halfday/session"
	"halfday/settings"
	"halfday/text"
	"halfday/tray"
	"io/fs"
	"os"
)

// openFile opens a file in the program that the person uses for such files.
func (a *app) openFile(path string) {
	say := func(kind string) {
		a.surfaces.error(a.words().Problem(text.Problem{Kind: kind, Detail: text.Clean(home.Short(path), 200)}))
	}
	if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
		say(string(roles.WarningMissing))
		return
	}
	a.surfaces.open(nil, "file:"+path, a.surfaces.activate(), func(error) { say("open_failed") })
}

// openConsole opens the plain address of the console, in the browser that the
// role is opened in. Who is shown there, the browser decides.
func (a *app) openConsole(s session.Session) {
	setting := a.place.Load().Settings.Roles[s.Profile].Browser
	say := func(kind string) {
		a.surfaces.error(a.words().Problem(text.Problem{Kind: kind, Role: s.Profile, Detail: setting}))
	}
	command, err := browser.CommandOf(setting)
	if err != nil {
		say("browser_setting")
		return
	}
	token := a.surfaces.activate()
	if window := NewWindow(setting, token); window != nil {
		command = window
	}
	a.surfaces.open(command, s.Console, token, func(err error) { say(browser.Kind(err)) })
}

// openSettings opens the settings file, which is written first where there is
// none, so that there is something to edit.
func (a *app) openSettings() {
	p := a.place.Load()
	if err := settings.Create(p.SettingsFile()); err != nil {
		a.log.Warn("writing the settings file", "error", err)
	}
	a.openFile(p.SettingsFile())
}

// showProblem says why a role cannot work, and what to do about it.
func (a *app) showProblem(profile string) {
	state := a.state.Load()
	if state == nil {
		return
	}
	for _, r := range state.Roles {
		if r.Profile == profile && r.Problem.Kind != roles.ProblemNone {
			a.surfaces.error(a.words().Problem(tray.Problem(r)))
		}
	}
}

func (a *app) showWarnings() {
	state := a.state.Load()
	if state == nil {
		return
	}
	words := a.words()
	m := text.Message{Title: words.Menu.Title}
	const most = 12 // more do not fit a dialog
	for i, w := range state.Warnings {
		if i == most {
			m.What += "\n…"
			break
		}
		m.What += words.Menu.Warning(string(w.Kind), w.File, w.Line) + "\n"
	}
	a.surfaces.info(m)
}
