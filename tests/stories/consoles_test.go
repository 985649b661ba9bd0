//go:build linux

package stories

import (
	"strings"
	"testing"
	"time"

	"halfday/session"
	"halfday/tests/stage"
)

// What is open is seen at its role, with its end, and a click there offers what
// one wants then; the list of roles says it, too.
func TestOpenIsMarked(t *testing.T) {
	t.Parallel()
	s := stage.New(t, stage.Set{})
	open := stage.Lasting(prod, 5*time.Hour)
	open.Console = s.AWS.SigninEndpoint()
	s.Seed(open)
	a := s.Open()
	a.Seen(dev)
	a.ClickOpen(prod, s.Words.Menu.SignInNewCode)
	d := s.AwaitDialog(stage.EntryDialog, prod)
	if strings.Contains(d.Text(), "no more at once") {
		t.Errorf("one console is open, and the question says:\n%s", d.Text())
	}
	d.Answer(s.Code())
	s.Await("the console", func() bool { return len(s.Props.Visited()) == 1 })
	a.AwaitSession(prod)
	a.ClickOpen(prod, s.Words.Menu.OpenAgain)
	s.Await("the console once more", func() bool { return len(s.Props.Visited()) == 2 })
	a.ClickOpen(prod, s.Words.Menu.GoToConsole)
	s.Await("the plain console", func() bool { return len(s.Props.Visited()) == 3 })

}

// AWS takes five consoles in one browser: the menu says so, and the question
// before the sixth; not before one in another browser, nor before a second sign-in to one
// of the five. A terminal says it, too.
func TestFiveInOneBrowser(t *testing.T) {
	t.Parallel()
	roles := manyRoles(7)
	s := stage.New(t, stage.Set{Roles: roles})
	s.InstallSurf()
	elsewhere := roles[6].Profile
	s.Write(s.SettingsFile(), "flat_roles = 12\n[role."+elsewhere+"]\nbrowser = \"surf\"\n")
	var open []session.Session
	for _, r := range roles[:4] {
		one := stage.Lasting(dev, 5*time.Hour)
		one.Profile, one.RoleARN = r.Profile, r.ARN
		open = append(open, one)
	}
	s.Seed(open...)
	a := s.Open()
	full := s.Words.Menu.Full("", session.MostInBrowser)
	a.SignIn(roles[4].Profile)
	a.Seen(full)
	for _, tt := range []struct {
		name  string
		click func()
		says  bool
	}{
		{"a sixth", func() { a.Click(roles[5].Profile) }, true},
		{"another browser", func() { a.Click(elsewhere) }, false},
		{"one of the five", func() { a.ClickOpen(roles[0].Profile, s.Words.Menu.SignInNewCode) }, false},
	} {
		tt.click()
		d := s.AwaitDialog(stage.EntryDialog, "MFA")
		if got := strings.Contains(strings.Join(strings.Fields(d.Text()), " "), s.Words.Dialog.Full(session.MostInBrowser)); got != tt.says {
			t.Errorf("%s: says that the browser is full: got %v, want %v:\n%s", tt.name, got, tt.says, d.Text())
		}
		d.Cancel()
		d.AwaitGone()
	}
	out, code := s.Run(s.Code()+"\n", "sign-in", "--code-stdin", roles[5].Profile)
	if !strings.Contains(out, s.Words.Dialog.Full(session.MostInBrowser)) || code != 0 {
		t.Errorf("in a terminal: got %d\n%s", code, out)
	}
	a.ClickIn(roles[0].Profile, s.Words.Menu.Forget)
	a.ClickIn(roles[1].Profile, s.Words.Menu.Forget)
	a.AwaitMenu("the notice to go", func(l []stage.Entry) bool { _, ok := stage.Follow(l, full); return len(l) > 0 && !ok })
}
