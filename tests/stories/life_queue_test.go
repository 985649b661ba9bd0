//go:build linux

package tests

import (
	"fmt"
	"regexp"
	"strings"
	"testing"
	"time"

	"halfday/demo"
)

// Fifty impatient clicks on one role: one dialog, one AssumeRole.
func TestLifeFiftyClicks(t *testing.T) {
	t.Parallel()
	s := newLogin(t, set{})
	a := s.open()
	a.seen(dev)
	time.Sleep(look)
	id := a.seen(dev).id
	for range 50 {
		a.clickID(id)
	}
	d := s.awaitDialog(entryDialog, dev)
	a.seen(s.attempt(dev, "code"))
	d.answer(s.code())
	a.awaitSession(dev)
	if got := len(s.props.all()); got != 1 {
		t.Errorf("%d dialogs, want 1", got)
	}
	if got := s.asked(demo.ActionAssumeRole); got != 1 {
		t.Errorf("%d AssumeRole, want 1", got)
	}
}

// Fifty roles of one device: one dialog at a time, the others wait where they
// can be seen and cancelled.
func TestLifeFiftyRoles(t *testing.T) {
	t.Parallel()
	var roles []demo.Role
	for i := range 50 {
		name := fmt.Sprintf("team-%02d", i)
		roles = append(roles, demo.Role{Profile: name, ARN: "arn:aws:iam::111122223333:role/" + name, MFA: true})
	}
	s := newLogin(t, set{roles: roles})
	a := s.open()
	ids := map[string]int32{}
	a.awaitMenu("fifty roles", func(l []entry) bool {
		walk(l, func(_ []string, e entry) {
			if strings.HasPrefix(e.label, "team-") && !e.submenu {
				ids[e.label] = e.id
			}
		})
		return len(ids) == 50
	})
	time.Sleep(look)
	for _, r := range roles {
		a.clickID(ids[r.Profile])
	}
	a.awaitWaiting(49)
	turn := func(n int) *window { // the nth dialog, alone on the screen
		t.Helper()
		s.await(fmt.Sprint("dialog ", n), func() bool { return len(s.props.all()) == n })
		if got := s.props.texts(); len(got) != 1 {
			t.Errorf("dialogs at the same time: %q", got)
		}
		return s.props.all()[n-1]
	}

	// One that waits is cancelled, then the one that asks.
	asking := turn(1)
	a.clickOn("Cancel of a role that waits", func(l []entry) (found entry, ok bool) {
		walk(l, func(above []string, e entry) {
			if !ok && e.label == s.words.Menu.CancelSignIn && strings.HasSuffix(above[len(above)-1], s.waits()) {
				found, ok = e, true
			}
		})
		return found, ok
	})
	a.awaitWaiting(48)
	if turn(1) != asking {
		t.Error("another dialog shows")
	}
	begin := time.Now()
	a.click(s.attempt(asking.role(), "code"), s.words.Menu.CancelSignIn)
	asking.awaitGone()
	t.Logf("cancelled after %v", (time.Since(begin) - look).Round(time.Millisecond))

	// The code of the next one is not sent again for the one after it.
	second := turn(2)
	second.answer(s.code())
	third := turn(3)
	a.awaitSession(second.role())
	third.answer(fmt.Sprintf("%06d", 730_000+s.codes))
	again := turn(4)
	if want := s.words.Dialog.CodeAgain("code_reused", 0)[:20]; again.role() != third.role() || !strings.Contains(again.text(), want) {
		t.Errorf("after a code that was used: %s", again.text())
	}
	if got := s.asked(demo.ActionAssumeRole); got != 1 {
		t.Errorf("%d AssumeRole, want 1", got)
	}
	again.cancel()
	turn(5)
	a.awaitWaiting(45)
	a.click(s.words.Menu.CancelWaiting(45))
	a.awaitWaiting(0)
	turn(5)
	if d := a.quit(); d > 5*time.Second {
		t.Errorf("quitting took %v", d)
	}
	s.awaitNoProcess()
}

// awaitWaiting waits until the menu says of so many roles that they wait.
func (a *app) awaitWaiting(n int) {
	a.t.Helper()
	a.awaitMenu(fmt.Sprint(n, " roles that wait"), func(l []entry) bool {
		found := make(map[string]bool)
		walk(l, func(_ []string, e entry) {
			if strings.HasSuffix(e.label, a.waits()) {
				found[e.label] = true
			}
		})
		return len(l) > 0 && len(found) == n
	})
}

// waits is how the line of a role ends that waits for another sign-in.
func (s *login) waits() string { return strings.TrimPrefix(s.attempt("x", "queued"), "x") }

var team = regexp.MustCompile(`team-\d\d`)

// role is the role that a dialog is about.
func (d *window) role() string { return team.FindString(d.text()) }
