//go:build linux

package stories

import (
	"strings"
	"testing"
	"time"

	"halfday/demo"
	"halfday/tests/stage"
)

// choose answers the list of roles with several of them.
func choose(s *stage.Stage, a *stage.App, profiles ...string) {
	s.T.Helper()
	a.Click(s.Words.Several.Menu)
	d := s.AwaitDialog("--list", s.Words.Several.Title)
	var rows []string
	for _, p := range profiles {
		rows = append(rows, d.Row(p))
	}
	d.Answer(strings.Join(rows, d.Option("--separator")))
}

// Two roles that want a code are opened with one, an hour each, as was said
// before; or with one each.
func TestSeveral(t *testing.T) {
	t.Parallel()
	s := stage.New(t, stage.Set{})
	a := s.Open()
	choose(s, a, dev, prod)
	d := s.AwaitDialog("--list", "AWS takes each code once")
	d.Answer(s.Words.Several.One)
	entry := s.AwaitDialog(stage.EntryDialog, "One code for")
	if q := entry.Text(); !strings.Contains(q, "Console: 1 h") {
		t.Errorf("the question does not say how long:\n%s", q)
	}
	entry.Answer(s.Code())
	a.AwaitSession(dev)
	a.AwaitSession(prod)
	for _, r := range s.Remembered() {
		if got := r.Expires.Sub(r.SignedInAt); got > time.Hour+time.Minute {
			t.Errorf("%s lasts %v", r.Profile, got)
		}
	}
	if trades, asked := s.Asked(demo.ActionGetSessionToken), len(s.Props.All()); trades != 1 || asked != 3 {
		t.Errorf("%d session tokens and %d dialogs, want 1 and 3", trades, asked)
	}

	// Twelve hours are a code each.
	a.ClickIn(dev, s.Words.Menu.Forget)
	a.ClickIn(prod, s.Words.Menu.Forget)
	choose(s, a, dev, prod)
	s.AwaitDialog("--list", "AWS takes each code once").Answer(s.Words.Several.Each)
	for range 2 {
		s.AwaitDialog(stage.EntryDialog, "up to 12 h").Answer(s.Code())
	}
	a.AwaitMenu("both, for twelve hours", func(l []stage.Entry) bool {
		_, one := stage.Follow(l, s.Words.Menu.Session(dev, 12*time.Hour))
		_, other := stage.Follow(l, s.Words.Menu.Session(prod, 12*time.Hour))
		return one && other
	})

	// Who cancels the question for all cancels all.
	choose(s, a, dev, prod)
	s.AwaitDialog("--list", "AWS takes each code once").Answer(s.Words.Several.One)
	s.AwaitDialog(stage.EntryDialog, "One code for").Cancel()
	a.AwaitSession(dev)
	a.AwaitSession(prod)
	a.Quit()
	s.AwaitNoProcess()
}

// What a code for several roles brings stays between the processes.
func TestLeakSeveral(t *testing.T) {
	t.Parallel()
	l := newLeakLogin(t)
	a := l.openTray()
	choose(l.Stage, a, dev, prod)
	l.AwaitDialog("--list", "AWS takes each code once").Answer(l.Words.Several.One)
	l.AwaitDialog(stage.EntryDialog, "One code for").Answer(l.code())
	a.AwaitSession(dev)
	a.AwaitSession(prod)
	a.Quit()
	l.AwaitNoProcess()
	l.check(1)
	if out := a.Stderr.String(); strings.Contains(out, "panic") {
		t.Error(out)
	}
}
