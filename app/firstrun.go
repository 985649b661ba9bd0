package app

import (
	"os"
	"path/filepath"
	"slices"

	"halfday/dialogs"
	"halfday/home"
	"halfday/internal/child"
	"halfday/roles"
	"halfday/text"
)

// welcome leads a person without roles to their first one, once: the next
// start without roles says so in the menu alone.
func (a *app) welcome() {
	p := a.place.Load()
	list := roles.ReadRoles(p.Files, os.Getenv)
	if p.Demo || len(list.Roles) > 0 || slices.ContainsFunc(list.Warnings, roles.Warning.Fatal) || !once(filepath.Join(p.Dirs.State, "welcomed")) {
		return
	}
	m := p.Words.Add.Welcome(home.Short(p.Files.Config))
	a.surfaces.talk("welcome", func(ask asker) {
		answer, ok := ask(dialogs.Ask{Kind: dialogs.AskQuestion, Title: m.Title, Text: m.String()})
		if ok && answer.Yes {
			a.addRoleWith(p, ask)
		}
	})
}

// once is true for the first call with a path. It is false, too, where that
// cannot be remembered: better no welcome than one at each login.
func once(path string) bool {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return false
	}
	file, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600) // #nosec G304 -- our own mark
	if err != nil {
		return false
	}
	return file.Close() == nil
}

// tryDemo starts the demo beside this tray, with an icon of its own.
func (a *app) tryDemo() {
	path, args := home.Command("-demo")
	if err := child.StartBeside(path, args); err != nil {
		a.log.Error("starting the demo", "error", err)
		a.surfaces.error(a.words().Problem(text.Problem{Kind: "open_failed", Detail: text.Clean(err.Error(), 200)}))
	}
}
