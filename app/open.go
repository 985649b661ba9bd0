package app

import (
	"context"
	"errors"
	"io/fs"
	"os"

	"halfday/browser"
	"halfday/home"
	"halfday/internal/child"
	"halfday/roles"
	"halfday/session"
	"halfday/settings"
	"halfday/text"
)

// open opens what, an address without secrets or a file as "file:PATH", with
// the command that prepare finds, nil for the default browser, unless prepare
// says that there is no point. The window comes to the front with the token.
// failed is told of an error; both run beside the loop.
//
// What is being opened is not opened once more by further clicks.
func (a *app) open(what string, prepare func(token string) (command []string, ok bool), failed func(error)) {
	token := a.front.Take()
	a.once("open "+what, func(context.Context) {
		command, ok := prepare(token)
		if !ok {
			return
		}
		path, args := home.Command("__open")
		opener, err := browser.StartOpener(path, args)
		if err == nil {
			defer opener.Close()
			err = opener.Open(command, what, token)
		}
		if err != nil {
			a.log.Warn("opening", "error", err)
			failed(err)
		}
	})
}

// openFile opens a file in the program that the person uses for such files.
func (a *app) openFile(path string) {
	say := func(kind string) {
		a.problem(text.Problem{Kind: kind, Detail: text.Clean(home.Short(path), 200)})
	}
	a.open("file:"+path, func(string) ([]string, bool) {
		if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
			say(string(roles.WarningMissing))
			return nil, false
		}
		return nil, true
	}, func(error) { say("open_failed") })
}

// openConsole opens the plain address of the console, in the browser that the
// role is opened in. Who is shown there, the browser decides.
func (a *app) openConsole(s session.Session) {
	setting := a.home.Settings.Roles[s.Profile].Browser
	say := func(kind string) {
		a.problem(text.Problem{Kind: kind, Role: s.Profile, Detail: setting})
	}
	a.open(s.Console, func(token string) ([]string, bool) {
		command, err := browser.CommandOf(setting)
		if err != nil {
			say("browser_setting")
			return nil, false
		}
		if window := browser.NewWindow(setting, token); window != nil {
			command = window
		}
		return command, true
	}, func(err error) { say(browser.Kind(err)) })
}

// openSettings opens the settings file, which is written first where there is
// none, so that there is something to edit.
func (a *app) openSettings() {
	path := a.home.SettingsFile()
	a.spawn(func(context.Context) {
		if err := settings.Create(path); err != nil {
			a.log.Warn("writing the settings file", "error", err)
		}
		a.post(func() { a.openFile(path) })
	})
}

// tryDemo starts the demo beside this tray, with an icon of its own.
func (a *app) tryDemo() {
	path, args := home.Command("-demo")
	a.spawn(func(context.Context) {
		if err := child.StartBeside(path, args); err != nil {
			a.log.Error("starting the demo", "error", err)
			a.problem(text.Problem{Kind: "open_failed", Detail: text.Clean(err.Error(), 200)})
		}
	})
}
