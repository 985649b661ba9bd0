//go:build linux

package stories

import (
	"fmt"
	"regexp"
	"strings"
	"testing"
	"time"

	"halfday/demo"
	"halfday/tests/stage"
)

// Fifty impatient clicks on one role: one dialog, one AssumeRole.
func TestFiftyClicks(t *testing.T) {
	t.Parallel()
	s := stage.New(t, stage.Set{})
	a := s.Open()
	a.Seen(dev)
	time.Sleep(stage.Look)
	id := a.Seen(dev).ID
	for range 50 {
		a.ClickID(id)
	}
	d := s.AwaitDialog(stage.EntryDialog, dev)
	a.Seen(s.Attempt(dev, "code"))
	d.Answer(s.Code())
	a.AwaitSession(dev)
	if got := len(s.Props.All()); got != 1 {
		t.Errorf("%d dialogs, want 1", got)
	}
	if got := s.Asked(demo.ActionAssumeRole); got != 1 {
		t.Errorf("%d AssumeRole, want 1", got)
	}
}

// A dialog that lies behind another window: a further click asks anew, and the
// old dialog is gone.
func TestAskedAnew(t *testing.T) {
	t.Parallel()
	s := stage.New(t, stage.Set{})
	a := s.Open()
	id := a.Seen(dev).ID
	a.Click(dev)
	hidden := s.AwaitDialog(stage.EntryDialog, dev)
	s.Await("the question once more", func() bool {
		a.ClickID(id)
		return len(s.Props.All()) > 1
	})
	hidden.AwaitGone()
	s.AwaitDialog(stage.EntryDialog, dev).Answer(s.Code())
	a.AwaitSession(dev)
	if got := len(s.Props.All()); got != 2 {
		t.Errorf("%d dialogs, want 2", got)
	}
	if got := s.Asked(demo.ActionAssumeRole); got != 1 {
		t.Errorf("%d AssumeRole, want 1", got)
	}
}

// Fifty roles of one device: one dialog at a time, the others wait where they
// can be seen and cancelled.
func TestFiftyRoles(t *testing.T) {
	t.Parallel()
	var roles []demo.Role
	for i := range 50 {
		name := fmt.Sprintf("team-%02d", i)
		roles = append(roles, demo.Role{Profile: name, ARN: "arn:aws:iam::111122223333:role/" + name, MFA: true})
	}
	s := stage.New(t, stage.Set{Roles: roles})
	a := s.Open()
	ids := map[string]int32{}
	a.AwaitMenu("fifty roles", func(l []stage.Entry) bool {
		stage.Walk(l, func(_ []string, e stage.Entry) {
			if strings.HasPrefix(e.Label, "team-") && !e.Submenu {
				ids[e.Label] = e.ID
			}
		})
		return len(ids) == 50
	})
	time.Sleep(stage.Look)
	for _, r := range roles {
		a.ClickID(ids[r.Profile])
	}
	a.AwaitWaiting(49)
	turn := func(n int) *stage.Window { // the nth dialog, alone on the screen
		t.Helper()
		s.Await(fmt.Sprint("dialog ", n), func() bool { return len(s.Props.All()) == n })
		if got := s.Props.Texts(); len(got) != 1 {
			t.Errorf("dialogs at the same time: %q", got)
		}
		return s.Props.All()[n-1]
	}

	// One that waits is cancelled, then the one that asks.
	asking := turn(1)
	a.ClickOn("Cancel of a role that waits", func(l []stage.Entry) (found stage.Entry, ok bool) {
		stage.Walk(l, func(above []string, e stage.Entry) {
			if !ok && e.Label == s.Words.Menu.CancelSignIn && strings.HasSuffix(above[len(above)-1], s.Waits()) {
				found, ok = e, true
			}
		})
		return found, ok
	})
	a.AwaitWaiting(48)
	if turn(1) != asking {
		t.Error("another dialog shows")
	}
	a.Click(s.Attempt(roleOf(asking), "code"), s.Words.Menu.CancelSignIn)
	asking.AwaitGone()

	// The code of the next one is not sent again for the one after it.
	second := turn(2)
	second.Answer(s.Code())
	third := turn(3)
	a.AwaitSession(roleOf(second))
	third.Answer(fmt.Sprintf("%06d", 730_000+s.Codes))
	again := turn(4)
	if want := s.Words.Dialog.CodeAgain("code_reused", 0)[:20]; roleOf(again) != roleOf(third) || !strings.Contains(again.Text(), want) {
		t.Errorf("after a code that was used: %s", again.Text())
	}
	if got := s.Asked(demo.ActionAssumeRole); got != 1 {
		t.Errorf("%d AssumeRole, want 1", got)
	}
	again.Cancel()
	turn(5)
	a.AwaitWaiting(45)
	a.Click(s.Words.Menu.CancelWaiting(45))
	a.AwaitWaiting(0)
	turn(5)
	a.Quit()
	s.AwaitNoProcess()
}

var team = regexp.MustCompile(`team-\d\d`)

// roleOf is the role that a dialog is about.
func roleOf(d *stage.Window) string { return team.FindString(d.Text()) }
