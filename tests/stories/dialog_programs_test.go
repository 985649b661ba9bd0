//go:build linux

package stories

import (
	"os"
	"strings"
	"testing"

	"halfday/tests/stage"
)

// Where kdialog is the only dialog program, it shows what zenity would.
func TestKdialog(t *testing.T) {
	t.Parallel()
	s := stage.New(t, stage.Set{Roles: manyRoles(30)})
	const dev = "unit0-role-3"
	s.Must(os.Remove(s.Path("bin/zenity")))
	s.StandIn(stage.Kdialog)
	a := s.Open()
	a.Click(s.Words.Lists.Find)
	d := s.AwaitDialog("--list", s.Words.Lists.FindTitle)
	d.Row(dev)
	d.Answer("3") // its tag
	d = s.AwaitDialog(stage.EntryDialog, dev)
	d.Answer("000000")
	s.AwaitDialog(stage.EntryDialog, problem("code_rejected").What).Answer(s.Code())
	a.AwaitSession(dev)

	a.Click(s.Words.Menu.About)
	s.AwaitDialog(stage.QuestionDialog, "Halfday").Cancel()
	a.Click(s.Words.Lists.Pin)
	d = s.AwaitDialog("--list", s.Words.Lists.PinTitle)
	d.Answer("1") // the tag of the second row
	s.Await("the pin in the settings", func() bool {
		return strings.Contains(s.Read(s.Path("home/.config/halfday/settings.toml")), "pinned = [")
	})
}

// Without any dialog program each line of the menu says, in a notification and
// in the terminal, what there is to install.
func TestNoDialogProgram(t *testing.T) {
	t.Parallel()
	s := stage.New(t, stage.Set{Roles: manyRoles(30)})
	s.Must(os.Remove(s.Path("bin/zenity")))
	a := s.Open()
	menu, lists := s.Words.Menu, s.Words.Lists
	want := problem("dialog_missing")
	for _, line := range []string{menu.About, menu.CheckSetup, s.Words.Add.Menu, s.Words.Role.Menu, lists.Find, lists.Pin} {
		said := strings.Count(a.Stderr.String(), want.What)
		a.Click(line)
		if one := s.Notes.Await(want.Title); !strings.Contains(one.Body, want.What) || !strings.Contains(one.Body, "zenity") {
			t.Errorf("%s: the notification says %q", line, one.Body)
		}
		s.Await("the terminal", func() bool { return strings.Count(a.Stderr.String(), want.What) > said })
	}
}
